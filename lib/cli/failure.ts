/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {}

/** The command could not do what it was asked for; the message says what to do about it. */
export class Failure extends Error {}
