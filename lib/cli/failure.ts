/** The command was called wrongly: exit code 2. */
export class UsageError extends Error {}

/** The command could not do what it was asked for; the message says what to do about it. */
export class Failure extends Error {}

const REMEDY = '\n  remedy: ';

/** What went wrong, and what to do about it, each on its own. */
export function partsOf({ message }: Failure): { readonly problem: string; readonly remedy: string | null } {
  const [problem, ...remedy] = message.split(REMEDY);
  return { problem: problem!, remedy: remedy.length === 0 ? null : remedy.join(REMEDY) };
}
