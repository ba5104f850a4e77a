/** What a command says, and what it knows of the process that it runs in. */
export interface CommandIo {
  /** Results: standard output. */
  out(text: string): void;
  /** Progress and what is wrong: standard error. */
  err(text: string): void;
  readonly env: NodeJS.ProcessEnv;
  /** The working directory. */
  readonly cwd: string;
}

/** A command of `golden-image`. */
export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What `golden-image NAME --help` prints: usage, options, exit codes and examples. */
  readonly help: string;
  /** Resolves to the exit code: 0 ok, 1 findings or a failure; what is used wrongly is a `UsageError`. */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}
