import { BuildPlan } from '../../build/build-plan';

/** A step of a component: a program with its arguments, so that no bash is needed and no value becomes shell. */
interface Step {
  readonly name: string;
  readonly action: 'ExecuteBinary';
  readonly timeoutSeconds: number;
  readonly onFailure: 'Abort';
  readonly maxAttempts: 1;
  readonly inputs: { readonly path: string; readonly arguments: readonly string[] };
}

type Program = readonly [path: string, ...args: readonly string[]];

interface CommandTest {
  readonly command: string;
  readonly args: readonly string[];
  readonly exitCode: number;
  readonly expectedOutput?: unknown;
  readonly excludedOutput?: unknown;
  readonly expectedError?: unknown;
}

interface FileTest {
  readonly path: string;
  readonly permissions?: string;
  readonly uid: number;
  readonly gid: number;
}

/** Source: EC2 Image Builder API, CreateComponent, data: 1 to 16,000 characters. */
const MAX_LENGTH = 16_000;
const SECONDS = 300;

/** `exec` looks for a program, never for a command of the shell. */
const EXITS = '(exec "$0" "$@"); code=$?; test "$code" -eq "$EXPECTED" || { echo "exit code $code, expected $EXPECTED"; exit 1; }';
const IS_FILE = 'set -eu; test -e "$1"; for expected in "$2:%A" "$3:%u" "$4:%g"; do case $expected in -1:*|:*) ;; *) actual=$(stat -c "%${expected##*%}" "$1"); test "$actual" = "${expected%:*}" || { echo "$1: $actual, expected ${expected%:*}"; exit 1; } ;; esac; done';
const IS_ABSENT = 'for path in "$@"; do if [ -e "$path" ] || [ -L "$path" ]; then echo "$path is there"; exit 1; fi; done';

/** What every recipe needs: a build component. It finds out whether the base can do what the template asks of it. */
export function buildDocument({ imageName }: BuildPlan): string {
  const needed = 'set -eu; test "$(id -u)" = 0; for program in base64 chmod chown mkdir; do command -v "$program"; done';
  return document(`What the template of golden image ${imageName} needs of its base`, 'build', [step(0, ['/bin/sh', '-c', needed])])!;
}

/**
 * The tests that can be made inside a container, for Image Builder's own test stage; undefined where there are none. All
 * tests are made from outside when the image is admitted: these find a failure earlier.
 */
export function testDocument({ contextFiles, imageName }: BuildPlan): string | undefined {
  const { commandTests, fileExistenceTests } = JSON.parse(contextFiles['tests/runtime/structure-tests.json']!) as { commandTests: CommandTest[]; fileExistenceTests: FileTest[] };
  const { tests } = JSON.parse(contextFiles['tests/runtime/container-tests.json']!) as { tests: { kind: string; name: string; paths?: string[] }[] };
  // Its name is fixed: default-tests.ts makes it where the image has no shell.
  if (tests.some(({ name }) => name === 'has no shell')) return undefined;
  const programs: Program[] = [
    ...commandTests.filter(isOfExitCodeAlone).map(({ command, args, exitCode }): Program => ['/bin/sh', '-c', EXITS.replaceAll('$EXPECTED', String(exitCode)), ...[command, ...args].map(withDollars)]),
    ...fileExistenceTests.map(({ path, permissions = '', uid, gid }): Program => ['/bin/sh', '-c', IS_FILE, 'sh', path, permissions, String(uid), String(gid)]),
    ...tests.flatMap(({ kind, paths = [] }) => (kind === 'absent' ? [['/bin/sh', '-c', IS_ABSENT, 'sh', ...paths] as const] : [])),
  ];
  // Between "{{" and "}}" the component manager looks for a reference.
  return document(`Tests of golden image ${imageName}`, 'test', programs.filter((program) => !program.some((text) => text.includes('{{'))).map((program, index) => step(index, program)));
}

/** Output is matched as RE2 by container-structure-test; no shell has that. */
function isOfExitCodeAlone({ expectedOutput, excludedOutput, expectedError }: CommandTest): boolean {
  return expectedOutput === undefined && excludedOutput === undefined && expectedError === undefined;
}

/** test-files.ts writes `$` so that container-structure-test leaves it alone. */
function withDollars(argument: string): string {
  return argument.replaceAll('${GOLDEN_IMAGE_DOLLAR}', () => '$');
}

function step(index: number, [path, ...args]: Program): Step {
  return { name: `Step${index + 1}`, action: 'ExecuteBinary', timeoutSeconds: SECONDS, onFailure: 'Abort', maxAttempts: 1, inputs: { path, arguments: args } };
}

/** JSON, which is YAML: no value can change the structure. As many steps as fit. */
function document(description: string, phase: 'build' | 'test', steps: readonly Step[]): string | undefined {
  if (steps.length === 0) return undefined;
  const text = `${JSON.stringify({ description, schemaVersion: '1.0', phases: [{ name: phase, steps }] }, null, 2)}\n`;
  return text.length <= MAX_LENGTH ? text : document(description, phase, steps.slice(0, -1));
}
