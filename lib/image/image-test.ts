import { checkInteger, checkPresent, checkText } from '../core/check';
import { EXPECTED_OUTPUT, TEST_NAME } from '../core/grammar';
import { checkCommand } from './command';
import { USER_ID } from './image-user';

/** A command that is run in a container of the candidate, and what is expected of it. */
export interface CommandTestOptions {
  /** The program and its arguments; run without a shell. At least one item. */
  readonly command: string[];
  /**
   * Regular expressions (RE2 syntax), each of which must match what the command writes to its standard output.
   *
   * @default - the output does not matter
   */
  readonly expectedOutput?: string[];
  /**
   * Exit code, 0 to 255.
   *
   * @default 0
   */
  readonly exitCode?: number;
}

/**
 * One entry of `commandTests` in a container-structure-test file.
 *
 * @internal
 */
export interface CommandTest {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly expectedOutput?: readonly string[];
  readonly exitCode: number;
}

const EXIT_CODE = { code: 'InvalidCommand', noun: 'exit code', min: 0, max: 255, remedy: 'give the exit code that the command ends with' } as const;
/**
 * What a candidate must satisfy before it is pushed. A failing test ends the build.
 *
 * @example
 * ImageTest.runsAs(65532);
 * ImageTest.command('prints its release', { command: ['cat', '/etc/os-release'], expectedOutput: ['bookworm'] });
 */
export class ImageTest {
  /**
   * A container runs as this numeric user id unless it is told otherwise. The image needs an `id` command.
   *
   * @param userId 0 to 4294967294; anything else is the error `InvalidUserId`
   */
  public static runsAs(userId: number): ImageTest {
    checkInteger(USER_ID, userId, 'ImageTest.runsAs');
    return new ImageTest({ name: `runs as ${userId}`, command: 'id', args: ['-u'], expectedOutput: [`^${userId}\\n?$`], exitCode: 0 });
  }

  /**
   * A command ends as expected.
   *
   * @param name what the image does, in a few words; one line of at most 200 printable characters
   * @param options the command and what is expected of it
   */
  public static command(name: string, options: CommandTestOptions): ImageTest {
    const where = 'ImageTest.command';
    checkText(TEST_NAME, name, where);
    const [program, ...args] = checkCommand(checkPresent(options?.command, 'command', where), `${where} ${JSON.stringify(name)}`);
    for (const output of options.expectedOutput ?? []) checkText(EXPECTED_OUTPUT, output, where);
    return new ImageTest({
      name,
      command: program!,
      args,
      ...(options.expectedOutput && { expectedOutput: [...options.expectedOutput] }),
      exitCode: checkInteger(EXIT_CODE, options.exitCode ?? 0, where),
    });
  }

  /** @internal */
  public readonly _command: CommandTest;

  private constructor(command: CommandTest) {
    this._command = command;
  }

  /** What is tested, in a few words. */
  public get name(): string {
    return this._command.name;
  }
}
