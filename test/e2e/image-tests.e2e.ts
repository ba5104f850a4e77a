import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { BaseImage } from '../../lib/base-image/base-image';
import { DistrolessImage } from '../../lib/base-image/distroless';
import { planBuild } from '../../lib/build/build-plan';
import { ScanGate } from '../../lib/build/scan-gate';
import { Severity } from '../../lib/core/severity';
import { BuildStage } from '../../lib/image/build-stage';
import { ImageDeclaration } from '../../lib/image/declaration';
import { ImageFile } from '../../lib/image/image-file';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { ImageTest } from '../../lib/image/image-test';
import { testFiles } from '../../lib/image/test-files';
import { attempt, run } from './engines/process';
import { startWorld, type World } from './engines/world';

const SCRIPT = path.resolve(__dirname, '../../lib/build/scripts/test.sh');
const READ_ONLY = 'starts with a read-only root and without capabilities';

let world: World;
let busybox: string;

type Files = { readonly [name: string]: string };

interface TestRun {
  readonly status: number;
  /** What it printed, line by line: first its standard output, then its standard error. */
  readonly lines: string[];
}

function folderOf(files: Files): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-tests-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** The files of tests as they lie in their folder. */
function testsIn(tests: readonly ImageTest[]): Files {
  return Object.fromEntries(Object.entries(testFiles(tests, 'tests')).map(([file, content]) => [path.basename(file), content]));
}

const environment = (): Record<string, string> => ({ ...world.env, CONTAINER_STRUCTURE_TEST: path.join(world.tools.bin, 'container-structure-test') });

async function runScript(image: string, files: Files, env: Record<string, string> = {}): Promise<TestRun> {
  const { status, stdout, stderr } = await attempt('bash', [SCRIPT, image, folderOf(files)], { env: { ...environment(), ...env } });
  return { status, lines: `${stdout}${stderr}`.trim().split('\n') };
}

function runTests(image: string, tests: readonly ImageTest[], env?: Record<string, string>): Promise<TestRun> {
  return runScript(image, testsIn(tests), env);
}

async function build(image: string, ...dockerfile: string[]): Promise<void> {
  await run('docker', ['build', '--quiet', '--tag', image, folderOf({ Dockerfile: `${dockerfile.join('\n')}\n` })], { env: world.env });
}

function contextOf(declaration: Pick<ImageDeclaration, 'base'> & Partial<ImageDeclaration>): Files {
  const spec = resolveImageSpec({ name: 'app', version: '1.0.0', owner: 'a "team"', rationale: 'costs $0', ...declaration }, 'Here');
  return planBuild(spec, ScanGate.blockAtOrAbove(Severity.HIGH)).contextFiles;
}

/** Builds what is declared and runs the tests that follow from it. */
async function buildAndTest(image: string, declaration: Pick<ImageDeclaration, 'base'> & Partial<ImageDeclaration>): Promise<TestRun> {
  const files = contextOf(declaration);
  await run('docker', ['build', '--quiet', '--tag', image, folderOf(files)], { env: world.env });
  return runScript(image, runtimeTests(files));
}

/** The tests of the image itself, out of a build context. */
function runtimeTests(files: Files): Files {
  const folder = 'tests/runtime/';
  return Object.fromEntries(Object.entries(files).filter(([file]) => file.startsWith(folder)).map(([file, content]) => [file.slice(folder.length), content]));
}

async function containers(): Promise<string[]> {
  return (await run('docker', ['ps', '--all', '--quiet'], { env: world.env })).split('\n').filter((id) => id !== '');
}

/** An engine's client that does as it is told for one command, and is the real one for the others. */
function clientWith(command: string, script: string): Record<string, string> {
  const folder = folderOf({ docker: `#!/bin/sh\n[ "$1" != ${command} ] || { ${script}; }\nPATH=\${PATH#*:}\nexec docker "$@"\n` });
  chmodSync(path.join(folder, 'docker'), 0o755);
  return { PATH: `${folder}:${world.env.PATH}` };
}

beforeAll(async () => {
  world = await startWorld();
  const { name, digest } = await world.publish('distroless-static-debug');
  busybox = `${name}@${digest}`;
  const debian = `${world.upstream.name}:${world.upstream.tag}@${world.upstream.digest}`;
  // Busybox wants to be called so; at this path it is no well-known shell.
  await build('minimal',
    `FROM ${debian} AS files`,
    'RUN mkdir -p /root/etc /root/usr/lib && ln -s usr/lib /root/lib && touch /root/usr/lib/a && printf "listen 8080\\n" > /root/etc/app.conf && chmod 0640 /root/etc/app.conf && chown 65532:7 /root/etc/app.conf',
    'FROM scratch',
    'COPY --from=files /root /',
    `COPY --from=${busybox} /busybox/busybox /app/busybox-app`,
    'ENV MODE=serve QUERY="a=b c" EMPTY=""',
    'LABEL org.example.title="a \\"title\\""',
    'EXPOSE 8080 53/udp',
    'VOLUME /data',
    'WORKDIR /srv',
    'USER 65532:65532',
    'ENTRYPOINT ["/app/busybox-app"]',
    'CMD ["httpd", "-f", "-p", "8080"]');
  await build('fat',
    `FROM ${debian}`,
    'RUN printf "listen 80\\n" > /etc/app.conf && chmod 0644 /etc/app.conf && ln -s /nowhere /usr/local/bin/zsh',
    'ENV MODE=debug',
    'LABEL org.example.title=other',
    'EXPOSE 8080/udp',
    'WORKDIR /tmp',
    'USER nobody',
    'ENTRYPOINT ["/bin/sh", "-c"]',
    'CMD ["touch /var/tmp/x && echo starting && exit 7; exit 9"]');
  await build('hanging', 'FROM minimal', 'ENTRYPOINT ["/app/busybox-app", "sleep", "1000"]', 'CMD []');
  await build('local', 'FROM minimal', 'CMD ["httpd", "-f", "-p", "127.0.0.1:8080"]');
});

afterEach(async () => {
  expect(await containers()).toEqual([]);
});

afterAll(() => world?.stop());

const app = '/app/busybox-app';

test('an image that is as expected passes every kind of test, without a shell', async () => {
  const { status, lines } = await runTests('minimal', [
    ImageTest.runsAs(65532),
    ImageTest.command('echoes', { command: [app, 'echo', 'one', '$MODE', '$$'], expectedOutput: ['^one \\$MODE \\$\\$\\n$'], excludedOutput: ['two'] }),
    ImageTest.command('knows shell variables', { command: [app, 'sh', '-c', 'a=$((6 * 7)); echo "$a:$MODE"'], expectedOutput: ['^42:serve\\n$'] }),
    ImageTest.command('refuses', { command: [app, 'cat', '/none'], expectedError: ['No such file'], exitCode: 1 }),
    ImageTest.file(app),
    ImageTest.file('/lib/a'),
    ImageTest.file('/etc/app.conf', { mode: '0640', userId: 65532, groupId: 7, content: ['^listen \\d+\\n$'] }),
    ImageTest.noFile('/etc/other.conf'),
    ImageTest.metadata({
      environment: { MODE: 'serve', QUERY: 'a=b c', EMPTY: '' },
      labels: { 'org.example.title': 'a "title"' },
      volumes: ['/data'],
      entrypoint: [app],
      command: ['httpd', '-f', '-p', '8080'],
    }),
    ImageTest.metadata({ ports: ['8080', '53/udp'], workingDirectory: '/srv' }),
    ImageTest.listensOn(8080),
    ImageTest.noSetuidFiles(),
    ImageTest.noShell(),
    ImageTest.noPackageManager(),
    ImageTest.startsReadOnly(),
    ImageTest.maxSizeMegabytes(5),
    ImageTest.maxLayers(4),
  ]);
  expect(lines).toEqual([
    'test: passed: echoes',
    'test: passed: has file /app/busybox-app',
    'test: passed: has file /etc/app.conf',
    'test: passed: has file /lib/a',
    'test: passed: knows shell variables',
    'test: passed: refuses',
    'test: passed: runs as 65532',
    'test: passed: has no file /etc/other.conf',
    'test: passed: has the expected environment EMPTY, environment MODE, environment QUERY, label org.example.title, volume /data, entrypoint, command',
    'test: passed: has the expected port 8080/tcp, port 53/udp, working directory',
    'test: passed: listens on 8080',
    'test: passed: has no setuid or setgid files',
    'test: passed: has no shell',
    'test: passed: has no package manager',
    `test: passed: ${READ_ONLY}`,
    'test: passed: is no larger than 5 MB',
    'test: passed: has no more than 4 layers',
    'test: all 17 tests passed',
  ]);
  expect(status).toBe(0);
});

describe('an image that is not as expected', () => {
  let failing: TestRun;

  beforeAll(async () => {
    failing = await runTests('fat', [
      ImageTest.runsAs(65534),
      ImageTest.command('speaks', { command: ['sh', '-c', 'echo no; echo why >&2; exit 3'], expectedOutput: ['yes'], excludedOutput: ['n.'], expectedError: ['because'] }),
      ImageTest.file('/etc/app.conf', { mode: '0640', userId: 65532, groupId: 7, content: ['8080'] }),
      ImageTest.file('/etc/none.conf'),
      ImageTest.noFile('/bin/cat'),
      ImageTest.metadata({
        environment: { MODE: 'serve', OTHER: 'x' },
        labels: { 'org.example.title': 'title', 'org.example.other': 'x' },
        ports: ['8080'],
        volumes: ['/data'],
        entrypoint: ['/bin/sh'],
        command: ['x'],
        workingDirectory: '/srv',
      }),
      ImageTest.listensOn(8080, { startupSeconds: 20 }),
      ImageTest.noSetuidFiles(),
      ImageTest.noShell(),
      ImageTest.noPackageManager(),
      ImageTest.startsReadOnly(),
      ImageTest.maxSizeMegabytes(10),
      ImageTest.maxLayers(1),
    ]);
  });

  test('fails as a whole, after every test was run', () => {
    expect(failing.status).toBe(1);
    expect(failing.lines).toHaveLength(13 + 1);
    expect(failing.lines.at(-1)).toBe('test: ERROR: 13 of 13 tests failed');
  });

  test.each([
    ['a user by name', "runs as 65534: the user is 'nobody', expected '65534' or '65534:GROUP_ID'"],
    ['another output', "speaks: Expected string 'because' not found in error 'why '; Expected string 'yes' not found in output 'no '; " +
      "Excluded string 'n.' found in output 'no '; Test 'speaks' exited with incorrect error code. Expected: 0, Actual: 3; it wrote: why "],
    ['another file', "has file /etc/app.conf: Expected string '8080' not found in file content string 'listen 80 '; " +
      '/etc/app.conf has incorrect permissions. Expected: -rw-r-----, Actual: -rw-r--r--; ' +
      '/etc/app.conf has incorrect user ownership. Expected: 65532, Actual: 0; /etc/app.conf has incorrect group ownership. Expected: 7, Actual: 0'],
    ['a file through a linked folder', 'has no file /bin/cat: /bin/cat is there, expected nothing at that path'],
    ['a service that ends', 'listens on 8080: it ended with exit code 7 (starting), expected it to accept a connection on port 8080'],
    ['a root that is written to', `${READ_ONLY}: it ended with exit code 9 (touch: cannot touch '/var/tmp/x': Read-only file system), ` +
      'expected it to end with 0 or to run for 5 seconds'],
    ['more layers', 'has no more than 1 layers: there are 3 layers, expected at most 1'],
    ['another configuration', 'has the expected environment MODE, environment OTHER, label org.example.other, label org.example.title, port 8080/tcp, volume /data, ' +
      'entrypoint, command, working directory: ' +
      'environment variable MODE is "debug", expected "serve"; environment variable OTHER is not set, expected "x"; ' +
      'label org.example.other is not set, expected "x"; label org.example.title is "other", expected "title"; ' +
      'port 8080/tcp is not declared, expected it to be; volume /data is not declared, expected it to be; ' +
      'the entrypoint is ["/bin/sh","-c"], expected ["/bin/sh"]; the command is ["touch /var/tmp/x && echo starting && exit 7; exit 9"], expected ["x"]; ' +
      'the working directory is "/tmp", expected "/srv"'],
  ])('is told apart: %s', (_, line) => {
    expect(failing.lines).toContain(`test: FAILED: ${line}`);
  });

  test.each([
    ['a missing file', /^test: FAILED: has file \/etc\/none\.conf: Error examining file in container: .*\/etc\/none\.conf/],
    ['setuid files', /^test: FAILED: has no setuid or setgid files: (.* )?\/usr\/bin\/su .*has a setuid or setgid bit, expected no such file$/],
    ['shells, a dangling link among them', /^test: FAILED: has no shell: \/bin\/bash .*\/usr\/bin\/dash.* \/usr\/local\/bin\/zsh is there, expected nothing at that path$/],
    ['package managers', /^test: FAILED: has no package manager: \/bin\/apt \/bin\/apt-get \/bin\/dpkg .*is there, expected nothing at that path$/],
    ['more megabytes', /^test: FAILED: is no larger than 10 MB: the layers have \d{2,3}(\.\d)? MB, expected at most 10 MB$/],
  ])('is told apart: %s', (_, line) => {
    expect(failing.lines).toContainEqual(expect.stringMatching(line));
  });
});

describe('the default tests', () => {
  const program = ImageFile.fromStage('/usr/local/bin/app', 'build', { source: '/out/app', mode: '0755' });
  const everything: Partial<ImageDeclaration> = {
    environment: { GREETING: 'a "b" $c \\' },
    labels: { 'com.example.team': "it's $HOME" },
    ports: ['8080', '53/udp'],
    volumes: ['/data'],
    entrypoint: ['/usr/local/bin/app'],
    command: ['echo', '$HOME'],
    workingDirectory: '/srv',
    maxSizeMegabytes: 200,
  };
  const declare = (): Record<string, Pick<ImageDeclaration, 'base'> & Partial<ImageDeclaration>> => {
    const debian = BaseImage.debian('12-slim', { digest: world.upstream.digest });
    const stages = [BuildStage.of('build', { base: debian, commands: [['mkdir', '/out'], ['cp', '/bin/true', '/out/app']] })];
    const files = [ImageFile.text('/etc/app/app.conf', 'a = 1\n', { mode: '0640', userId: 65532, groupId: 7 }), program];
    return {
      debian: { base: debian, stages, files, ...everything },
      lean: { base: debian, removeShell: true, removePackageManager: true, squash: true, files: [ImageFile.text('/srv/a', 'a', { mode: '0600' })] },
      scratch: { base: BaseImage.scratch(), stages, files, ...everything },
    };
  };

  test('hold for an image on Debian', async () => {
    const { status, lines } = await buildAndTest('declared-debian', declare().debian!);
    expect(lines).toEqual([
      'test: passed: has the declared file /etc/app/app.conf',
      'test: passed: runs as 65532',
      'test: passed: has the declared metadata',
      'test: passed: has no setuid or setgid files',
      'test: passed: is no larger than 200 MB',
      `test: passed: ${READ_ONLY}`,
      'test: all 6 tests passed',
    ]);
    expect(status).toBe(0);
  });

  test('hold for one whose shell and package manager are removed, in one layer', async () => {
    const { status, lines } = await buildAndTest('declared-lean', { ...declare().lean!, tests: [ImageTest.maxLayers(1)] });
    expect(lines).toEqual([
      'test: passed: has the declared file /srv/a',
      'test: passed: runs as 65532',
      'test: passed: has the declared metadata',
      'test: passed: has no setuid or setgid files',
      'test: passed: has no shell',
      'test: passed: has no package manager',
      'test: passed: has no more than 1 layers',
      'test: all 7 tests passed',
    ]);
    expect(status).toBe(0);
  });

  test('hold for one on distroless', async () => {
    const { digest } = await world.publish('distroless-static');
    const { status, lines } = await buildAndTest('declared-distroless', {
      base: BaseImage.distroless(DistrolessImage.STATIC, { debianRelease: '12', digest }),
      files: [ImageFile.text('/etc/app.conf', 'a = 1\n')],
      tests: [ImageTest.file('/etc/passwd', { content: ['nonroot:x:65532'] })],
    });
    expect(lines).toEqual([
      'test: passed: has file /etc/passwd',
      'test: passed: has the declared file /etc/app.conf',
      'test: passed: runs as 65532',
      'test: passed: has the declared metadata',
      'test: passed: has no setuid or setgid files',
      'test: passed: has no shell',
      'test: passed: has no package manager',
      'test: all 7 tests passed',
    ]);
    expect(status).toBe(0);
  });

  test('hold for one on scratch', async () => {
    const { status, lines } = await buildAndTest('declared-scratch', declare().scratch!);
    expect(lines).toEqual([
      'test: passed: has the declared file /etc/app/app.conf',
      'test: passed: runs as 65532',
      'test: passed: has the declared metadata',
      'test: passed: has no setuid or setgid files',
      'test: passed: has no shell',
      'test: passed: has no package manager',
      'test: passed: is no larger than 200 MB',
      'test: all 7 tests passed',
    ]);
    expect(status).toBe(0);
  });

  test('refuse another image, each for its reason', async () => {
    const { status, lines } = await runScript('fat', runtimeTests(contextOf({ ...declare().lean!, ...everything, maxSizeMegabytes: 10 })));
    const begin = [
      'has the declared file /srv/a: ',
      "runs as 65532: the user is 'nobody'",
      'has the declared metadata: environment variable GREETING is not set, expected "a \\"b\\" $c \\\\"; ',
      'has no setuid or setgid files: /usr/bin/',
      'has no shell: /bin/bash ',
      'has no package manager: /bin/apt ',
      'is no larger than 10 MB: the layers have ',
    ];
    expect(lines).toEqual([
      ...begin.map((text) => expect.stringMatching(new RegExp(`^test: FAILED: ${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))),
      'test: ERROR: 7 of 7 tests failed',
    ]);
    expect(status).toBe(1);
  });
});

describe('an entrypoint that hangs', () => {
  test('does not listen within the bound, and starts with a read-only root', async () => {
    const { status, lines } = await runTests('hanging', [ImageTest.listensOn(8080, { startupSeconds: 2 }), ImageTest.startsReadOnly()]);
    expect(lines).toEqual([
      'test: container-structure-test has nothing to do',
      'test: FAILED: listens on 8080: no connection was accepted, expected one on port 8080 within 2 seconds',
      `test: passed: ${READ_ONLY}`,
      'test: ERROR: 1 of 2 tests failed',
    ]);
    expect(status).toBe(1);
  });

  test('is no harm to a test that runs another command', async () => {
    const { lines } = await runTests('hanging', [ImageTest.startsReadOnly({ command: [app, 'sh', '-c', 'test "$1" = "a b" && /app/busybox-app touch /tmp/x', '-', 'a b'] })]);
    expect(lines).toContain(`test: passed: ${READ_ONLY}`);
  });
});

test('a port that listens inside the container alone does not count', async () => {
  const { lines } = await runTests('local', [ImageTest.listensOn(8080, { startupSeconds: 2 })]);
  expect(lines).toContain('test: FAILED: listens on 8080: no connection was accepted, expected one on port 8080 within 2 seconds');
});

test('a program that is not there fails to start, and is told', async () => {
  const { status, lines } = await runTests('minimal', [ImageTest.startsReadOnly({ command: ['/none'] })]);
  expect(status).toBe(1);
  expect(lines).toContainEqual(expect.stringMatching(/^test: FAILED: starts with a read-only root .*: the container did not start: .*\/none.*, expected it to start$/));
});

describe('a command that hangs', () => {
  const tests = [ImageTest.command('hangs', { command: [app, 'sleep', '1000'] }), ImageTest.noShell()];

  test('fails within the bound, and the tests after it are run', async () => {
    const { status, lines } = await runTests('minimal', tests, { STRUCTURE_TESTS_SECONDS: '3' });
    expect(lines).toEqual([
      'test: FAILED: container-structure-test: it did not end, expected its 1 results within 3 seconds',
      'test: passed: has no shell',
      'test: ERROR: 1 of 2 tests failed',
    ]);
    expect(status).toBe(1);
  });

  test('ends with a run that is killed, and leaves nothing', async () => {
    const child = spawn('bash', [SCRIPT, 'minimal', folderOf(testsIn(tests))], { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    while ((await containers()).length === 0) await sleep(50);
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([143, null]);
    expect(stderr).toBe('test: ERROR: the run ended at: container-structure-test\n');
    expect((await attempt('pgrep', ['-x', 'container-struct'], {})).stdout).toBe('');
  });
});

test('an expression that is none fails the test', async () => {
  const { status, lines } = await runTests('minimal', [ImageTest.runsAs(65532), ImageTest.command('echoes', { command: [app, 'echo'], excludedOutput: ['a)'] })]);
  expect(status).toBe(1);
  expect(lines).toContainEqual(expect.stringContaining('test: FAILED: echoes: '));
});

describe('an engine that fails', () => {
  test.each([
    ['to wait for a container', 'wait', 'echo gone >&2; exit 1', [ImageTest.startsReadOnly()], 'docker wait failed: gone, expected it to tell how the container ends'],
    ['to show a container', 'inspect', 'echo gone >&2; exit 1', [ImageTest.startsReadOnly()], 'docker inspect failed: gone, expected it to end with 0 or to run for 5 seconds'],
    ['to tell sizes', 'history', 'echo gone >&2; exit 1', [ImageTest.maxSizeMegabytes(1000)], 'docker history failed: gone, expected the sizes of the layers'],
    ['to know where layers come from', 'history', 'exit 0', [ImageTest.maxSizeMegabytes(1000)], "the image's history tells the sizes of 0 of its 3 layers, expected all of them"],
    ['to export files', 'export', 'echo gone >&2; exit 1', [ImageTest.noShell()], 'the files cannot be read: gone, expected a list of them'],
    ['to make a container', 'create', 'echo gone >&2; exit 1', [ImageTest.noSetuidFiles()], 'the files cannot be read: gone, expected a list of them'],
  ])('%s lets nothing pass', async (_, command, script, tests, problem) => {
    const { status, lines } = await runTests('minimal', tests, clientWith(command, script));
    expect(lines).toContain(`test: FAILED: ${tests[0]!.name}: ${problem}`);
    expect(status).toBe(1);
  });

  test('to be understood ends the run, which says where', async () => {
    const { status, lines } = await runTests('minimal', [ImageTest.runsAs(65532)], clientWith('image', 'echo nonsense; exit 0'));
    expect(lines.at(-1)).toBe('test: ERROR: the run ended at: runs as 65532');
    expect(status).not.toBe(0);
  });
});

const NO_STRUCTURE_TESTS = testsIn([])['structure-tests.json']!;
const CONTAINER_TESTS = testsIn([ImageTest.runsAs(65532)])['container-tests.json']!;
const container = (test: object): string => JSON.stringify({ tests: [{ name: 'n', ...test }] });
const structure = (change: object): string => JSON.stringify({ ...JSON.parse(NO_STRUCTURE_TESTS), ...change });

test.each([
  ['no test at all', NO_STRUCTURE_TESTS, testsIn([])['container-tests.json']!, 'container-tests.json cannot be read: .*there are no tests, so every image would pass'],
  ['an empty file of container tests', NO_STRUCTURE_TESTS, '', 'container-tests.json cannot be read: .*it holds 0 values, expected one'],
  ['container tests of another shape', NO_STRUCTURE_TESTS, '{}', 'container-tests.json cannot be read: .*it has no tests'],
  ['an unknown kind', NO_STRUCTURE_TESTS, container({ kind: 'new' }), 'container-tests.json cannot be read: .*a test is of kind new, expected one of absent, .*user'],
  ['a test without its value', NO_STRUCTURE_TESTS, container({ kind: 'max-size' }), 'container-tests.json cannot be read: .*a test of kind max-size has no megabytes'],
  ['a test with another value', NO_STRUCTURE_TESTS, container({ kind: 'no-setuid-files', path: '/a' }), 'container-tests.json cannot be read: .*has path, which nothing reads'],
  ['an absence of nothing', NO_STRUCTURE_TESTS, container({ kind: 'absent', paths: [] }), 'container-tests.json cannot be read: .*the test "n" looks at nothing, .*'],
  ['metadata of nothing', NO_STRUCTURE_TESTS, container({ kind: 'metadata', metadata: {} }), 'container-tests.json cannot be read: .*the test "n" looks at nothing, .*'],
  ['unknown metadata', NO_STRUCTURE_TESTS, container({ kind: 'metadata', metadata: { env: {} } }), 'container-tests.json cannot be read: .*the metadata has env, which nothing reads'],
  ['a structure test that is misspelt', structure({ comandTests: [] }), CONTAINER_TESTS, 'structure-tests.json cannot be read: .*it has comandTests, which nothing reads'],
  ['structure tests of another shape', '{}', CONTAINER_TESTS, 'structure-tests.json cannot be read: .*it has no schemaVersion, commandTests, .*'],
  ['an empty file of structure tests', '', CONTAINER_TESTS, 'structure-tests.json cannot be read: .*it holds 0 values, expected one'],
  ['a file that is cut off', '{"schemaVersion"', CONTAINER_TESTS, 'structure-tests.json cannot be read: .+'],
  ['an unknown key of a command', structure({ commandTests: [{ name: 'n', command: 'a', args: [], exitCode: 0, expectedOutputs: ['x'] }] }), CONTAINER_TESTS,
    'structure-tests.json cannot be read: .*a command test has expectedOutputs, which nothing reads'],
  ['a file that need not be there', structure({ fileExistenceTests: [{ name: 'n', path: '/a', uid: -1, gid: -1 }] }), CONTAINER_TESTS,
    'structure-tests.json cannot be read: .*a file test has no shouldExist'],
  ['content that is not compared', structure({ fileContentTests: [{ name: 'n', path: '/a', expectedContent: ['x'] }] }), CONTAINER_TESTS,
    'structure-tests.json cannot be read: .*a content test has no expectedContents'],
  ['a schema that the tool does not know', structure({ schemaVersion: '9', commandTests: [{ name: 'n', command: 'a', args: [], exitCode: 0 }] }), CONTAINER_TESTS, '1 of 2 tests failed'],
])('%s is a failure', async (_, structureTests, containerTests, line) => {
  const { status, lines } = await runScript('minimal', { 'structure-tests.json': structureTests, 'container-tests.json': containerTests });
  expect(lines.at(-1)).toMatch(new RegExp(`^test: ERROR: (/\\S*/)?${line}$`));
  expect(status).toBe(1);
});

test('a file that is not there is a failure', async () => {
  const { status, lines } = await runScript('minimal', { 'container-tests.json': CONTAINER_TESTS });
  expect(lines).toEqual([expect.stringMatching(/^test: ERROR: .*structure-tests\.json cannot be read: .+/)]);
  expect(status).toBe(1);
});

test('an image that is not there is a failure', async () => {
  const { status, lines } = await runTests('no-such-image', [ImageTest.noShell()]);
  expect(lines).toEqual([expect.stringMatching(/^test: ERROR: there is no image no-such-image: .*No such image/)]);
  expect(status).toBe(1);
});
