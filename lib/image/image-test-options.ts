/** A command that is run in a container of the candidate, and what is expected of it. */
export interface CommandTestOptions {
  /** The program and its arguments; run without a shell, and passed on as they are, `$` included. At least one item. */
  readonly command: string[];
  /**
   * Regular expressions (RE2 syntax: no look-around, no back-references), each of which must match what the command writes to its standard output.
   *
   * @default - the output does not matter
   */
  readonly expectedOutput?: string[];
  /**
   * Regular expressions (RE2 syntax: no look-around, no back-references), none of which may match what the command writes to its standard output.
   *
   * @default - the output may be anything
   */
  readonly excludedOutput?: string[];
  /**
   * Regular expressions (RE2 syntax: no look-around, no back-references), each of which must match what the command writes to its standard error.
   *
   * @default - what it writes there does not matter
   */
  readonly expectedError?: string[];
  /**
   * Exit code, 0 to 255.
   *
   * @default 0
   */
  readonly exitCode?: number;
}

/** What is expected of a file, besides that it is there. */
export interface FileTestOptions {
  /**
   * Permissions in three octal digits, with or without a leading 0, such as `0644`. It must be a regular
   * file then: not a folder, and not a symbolic link.
   *
   * @default - the permissions do not matter
   */
  readonly mode?: string;
  /**
   * Numeric id of the owner, 0 to 4294967294.
   *
   * @default - the owner does not matter
   */
  readonly userId?: number;
  /**
   * Numeric id of the group, 0 to 4294967294.
   *
   * @default - the group does not matter
   */
  readonly groupId?: number;
  /**
   * Regular expressions (RE2 syntax: no look-around, no back-references), each of which must match the content.
   *
   * @default - the content does not matter
   */
  readonly content?: string[];
}

/**
 * What is expected of an image's configuration. At least one of the properties is needed, and of the first four none may
 * be empty: else it is the error `NothingToTest`.
 */
export interface MetadataTestOptions {
  /**
   * Environment variables that the image sets, each to exactly this value. It may set others.
   *
   * @default - the environment does not matter
   */
  readonly environment?: { [name: string]: string };
  /**
   * Labels that the image has, each with exactly this value. It may have others. Names in reverse domain notation.
   *
   * @default - labels do not matter
   */
  readonly labels?: { [key: string]: string };
  /**
   * Ports that the image exposes: 1 to 65535, alone (TCP) or with `/tcp`, `/udp` or `/sctp`. It may expose others.
   *
   * @default - ports do not matter
   */
  readonly ports?: string[];
  /**
   * Absolute paths that the image declares as volumes. It may declare others.
   *
   * @default - volumes do not matter
   */
  readonly volumes?: string[];
  /**
   * The whole entrypoint, item by item; an empty list is that there is none.
   *
   * @default - the entrypoint does not matter
   */
  readonly entrypoint?: string[];
  /**
   * The whole command, item by item; an empty list is that there is none.
   *
   * @default - the command does not matter
   */
  readonly command?: string[];
  /**
   * Absolute path of the folder that containers start in.
   *
   * @default - the folder does not matter
   */
  readonly workingDirectory?: string;
}

/** How long a container is waited for. */
export interface ListenTestOptions {
  /**
   * Seconds from the start of the container within which the port must accept a connection, 1 to 600.
   *
   * @default 30
   */
  readonly startupSeconds?: number;
}

/** What is run under a read-only root. */
export interface ReadOnlyTestOptions {
  /**
   * The program and its arguments, in place of the image's entrypoint and command; run without a shell. At least one
   * item.
   *
   * @default - the image's own entrypoint and command
   */
  readonly command?: string[];
}
