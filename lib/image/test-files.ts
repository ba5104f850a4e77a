import { ImageTest } from './image-test';
import { CommandTest } from './tests/test-parts';

/**
 * container-structure-test replaces `$NAME` and `${NAME}` in commands by the image's environment, and knows no escape.
 * So a file with a `$` in a command sets this variable, and each `$` becomes a reference to it.
 */
const DOLLAR = { key: 'GOLDEN_IMAGE_DOLLAR', value: '$' };

/** The files in a folder that scripts/test.sh reads. JSON, so that no value of a declaration can change their structure. */
export function testFiles(tests: readonly ImageTest[], folder: string): { readonly [path: string]: string } {
  return { [`${folder}/structure-tests.json`]: structureTests(tests), [`${folder}/container-tests.json`]: containerTests(tests) };
}

/** What container-structure-test runs (schema 2.0.0). */
function structureTests(tests: readonly ImageTest[]): string {
  const parts = tests.map((test) => test._parts);
  const commandTests = parts.flatMap(({ command }) => command ?? []);
  return toJson({
    schemaVersion: '2.0.0',
    ...(commandTests.some(hasDollar) && { globalEnvVars: [DOLLAR] }),
    commandTests: commandTests.map(keepDollars),
    fileExistenceTests: parts.flatMap(({ existence }) => existence ?? []),
    fileContentTests: parts.flatMap(({ content }) => content ?? []),
  });
}

/** What scripts/container-tests.sh runs. */
function containerTests(tests: readonly ImageTest[]): string {
  return toJson({ tests: tests.flatMap((test) => test._parts.container ?? []) });
}

function hasDollar({ command, args }: CommandTest): boolean {
  return [command, ...args].some((argument) => argument.includes('$'));
}

function keepDollars(test: CommandTest): CommandTest {
  const keep = (argument: string): string => argument.replaceAll('$', () => `\${${DOLLAR.key}}`);
  return { ...test, command: keep(test.command), args: test.args.map(keep) };
}

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
