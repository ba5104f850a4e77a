import { ErrorCode } from '../../lib/core/error';
import { ImageTest } from '../../lib/image/image-test';
import { testFiles } from '../../lib/image/test-files';
import { errorOf, expectRefused } from '../support/errors';

const TOKEN = '${TfToken[TOKEN.1]}';
const NUMBER_TOKEN = -1.8881545897087626e289;

function structureTests(...tests: ImageTest[]): Record<string, unknown> {
  return JSON.parse(testFiles(tests, 'a')['a/structure-tests.json']!);
}

function containerTests(...tests: ImageTest[]): unknown[] {
  return JSON.parse(testFiles(tests, 'a')['a/container-tests.json']!).tests;
}

const NOTHING = { schemaVersion: '2.0.0', commandTests: [], fileExistenceTests: [], fileContentTests: [] };

describe('a command test', () => {
  test('is written for container-structure-test', () => {
    const tests = [
      ImageTest.command('prints its release', { command: ['cat', '/etc/os-release'], expectedOutput: ['bookworm'], excludedOutput: ['trixie'] }),
      ImageTest.command('fails', { command: ['false'], expectedError: ['^no$'], exitCode: 1 }),
    ];
    expect(structureTests(...tests)).toEqual({
      ...NOTHING,
      commandTests: [
        { name: 'prints its release', command: 'cat', args: ['/etc/os-release'], expectedOutput: ['bookworm'], excludedOutput: ['trixie'], exitCode: 0 },
        { name: 'fails', command: 'false', args: [], expectedError: ['^no$'], exitCode: 1 },
      ],
    });
    expect(containerTests(...tests)).toEqual([]);
  });

  test('keeps a $ from the tool, which would replace variables', () => {
    const tests = structureTests(ImageTest.command('n', { command: ['sh', '-c', 'a=1; echo "$a" $$'], expectedOutput: ['^1$'] }));
    expect(tests).toMatchObject({
      globalEnvVars: [{ key: 'GOLDEN_IMAGE_DOLLAR', value: '$' }],
      commandTests: [{ args: ['-c', 'a=1; echo "${GOLDEN_IMAGE_DOLLAR}a" ${GOLDEN_IMAGE_DOLLAR}${GOLDEN_IMAGE_DOLLAR}'], expectedOutput: ['^1$'] }],
    });
  });

  test('keeps what it was given when the caller changes its lists', () => {
    const command = ['cat', '/a'];
    const expectedOutput = ['x'];
    const made = ImageTest.command('n', { command, expectedOutput });
    command.push('/b');
    expectedOutput.push('y');
    expect(made._parts.command).toMatchObject({ args: ['/a'], expectedOutput: ['x'] });
  });

  test('needs a name, a program and an exit code that a process can end with', () => {
    const command = ['true'];
    expectRefused('InvalidTestName', ['', ' ', 'a\nb'], (name) => ImageTest.command(name, { command }));
    expectRefused('InvalidCommand', [[], [''], ['a\0b'], ['true', 7], 'true'], (bad) => ImageTest.command('n', { command: bad }));
    expectRefused('InvalidCommand', [-1, 256, 0.5, NaN], (exitCode) => ImageTest.command('n', { command, exitCode }));
    expect(errorOf(() => ImageTest.command('n', {} as never)).code).toBe('MissingProperty');
    expect(errorOf(() => ImageTest.command('n', undefined as never)).code).toBe('MissingProperty');
  });

  test.each([
    ['expectedOutput', 'InvalidExpectedOutput'],
    ['excludedOutput', 'InvalidExcludedOutput'],
    ['expectedError', 'InvalidExpectedError'],
  ] as const)('takes RE2 expressions as %s', (property, code) => {
    const make = (value: never): ImageTest => ImageTest.command('n', { command: ['true'], [property]: value });
    expectRefused(code, [[''], ['(?=a)'], ['(a)\\1'], [7]], make);
    expectRefused('NothingToTest', [[]], make);
  });
});

describe('a file test', () => {
  test('asks for what the tool would otherwise take for "not there" and "root\'s"', () => {
    expect(structureTests(ImageTest.file('/etc/app/app.conf'))).toEqual({
      ...NOTHING,
      fileExistenceTests: [{ name: 'has file /etc/app/app.conf', path: '/etc/app/app.conf', shouldExist: true, uid: -1, gid: -1 }],
    });
  });

  test('compares mode, owner, group and content', () => {
    expect(structureTests(ImageTest.file('/a', { mode: '0640', userId: 0, groupId: 65532, content: ['^listen 8080$', 'x'] }))).toEqual({
      ...NOTHING,
      fileExistenceTests: [{ name: 'has file /a', path: '/a', shouldExist: true, permissions: '-rw-r-----', uid: 0, gid: 65532 }],
      fileContentTests: [{ name: 'has file /a', path: '/a', expectedContents: ['^listen 8080$', 'x'] }],
    });
  });

  test.each([
    ['0644', '-rw-r--r--'],
    ['755', '-rwxr-xr-x'],
    ['0000', '----------'],
    ['0421', '-r---w---x'],
  ])('writes mode %s as %s', (mode, permissions) => {
    expect(ImageTest.file('/a', { mode })._parts.existence).toMatchObject({ permissions });
  });

  test('takes paths, modes and ids that a file in an image can have', () => {
    const paths = ['', 'a', '/', '/a/', '/a/../b', '/a b', '/a\n', '/proc/1', undefined, 7];
    expectRefused('InvalidPath', paths, (path) => ImageTest.file(path));
    expectRefused('InvalidPath', paths, (path) => ImageTest.noFile(path));
    expectRefused('InvalidFileMode', ['', '4755', '1777', 'rw-r--r--', 644], (mode) => ImageTest.file('/a', { mode }));
    expectRefused('InvalidUserId', [-1, 1.5, '0', 4_294_967_295], (userId) => ImageTest.file('/a', { userId }));
    expectRefused('InvalidUserId', [-1, 1.5, '0', 4_294_967_295], (groupId) => ImageTest.file('/a', { groupId }));
    expectRefused('InvalidExpectedContent', [[''], ['(?!a)'], [7]], (content) => ImageTest.file('/a', { content }));
    expectRefused('NothingToTest', [[]], (content) => ImageTest.file('/a', { content }));
  });
});

const READ_ONLY = 'starts with a read-only root and without capabilities';

test.each([
  [ImageTest.runsAs(65532), { name: 'runs as 65532', kind: 'user', userId: 65532 }],
  [ImageTest.noFile('/etc/app'), { name: 'has no file /etc/app', kind: 'absent', paths: ['/etc/app'] }],
  [ImageTest.listensOn(8080), { name: 'listens on 8080', kind: 'listens', port: 8080, seconds: 30 }],
  [ImageTest.listensOn(1, { startupSeconds: 600 }), { name: 'listens on 1', kind: 'listens', port: 1, seconds: 600 }],
  [ImageTest.noSetuidFiles(), { name: 'has no setuid or setgid files', kind: 'no-setuid-files' }],
  [ImageTest.maxSizeMegabytes(150), { name: 'is no larger than 150 MB', kind: 'max-size', megabytes: 150 }],
  [ImageTest.maxLayers(20), { name: 'has no more than 20 layers', kind: 'max-layers', layers: 20 }],
  [ImageTest.startsReadOnly(), { name: READ_ONLY, kind: 'read-only', command: [] }],
  [ImageTest.startsReadOnly({ command: ['sh', '$x'] }), { name: READ_ONLY, kind: 'read-only', command: ['sh', '$x'] }],
])('%j is for our own script', (made, expected) => {
  expect(containerTests(made)).toEqual([expected]);
  expect(structureTests(made)).toEqual(NOTHING);
  expect(made.name).toBe(expected.name);
});

test.each([
  ['shell', ImageTest.noShell(), ['/bin/sh', '/usr/bin/bash', '/bin/rbash', '/bin/dash', '/bin/ash', '/bin/zsh', '/usr/local/bin/ksh', '/bin/busybox', '/busybox/sh']],
  [
    'package manager',
    ImageTest.noPackageManager(),
    ['apt', 'apt-get', 'dpkg', 'apk', 'dnf', 'dnf5', 'microdnf', 'yum', 'rpm', 'zypper'].flatMap((name) => [`/usr/bin/${name}`, `/sbin/${name}`]),
  ],
])('no %s is the absence of well-known paths', (noun, made, paths) => {
  expect(containerTests(made)).toEqual([{ name: `has no ${noun}`, kind: 'absent', paths: expect.arrayContaining(paths) }]);
});

test.each<[string, ErrorCode, unknown[], (value: never) => ImageTest]>([
  ['user id', 'InvalidUserId', [-1, 1.5, NaN, 4_294_967_295, '65532', undefined], (id) => ImageTest.runsAs(id)],
  ['port', 'InvalidPort', [0, 65_536, '8080', undefined], (port) => ImageTest.listensOn(port)],
  ['startup time', 'InvalidStartupSeconds', [0, 601, '30'], (startupSeconds) => ImageTest.listensOn(1, { startupSeconds })],
  ['size', 'InvalidMaxSize', [0, 100_001, '9', undefined], (size) => ImageTest.maxSizeMegabytes(size)],
  ['number of layers', 'InvalidMaxLayers', [0, 128, '9', undefined], (layers) => ImageTest.maxLayers(layers)],
  ['command under a read-only root', 'InvalidCommand', [[], [''], ['a\0'], 'sh'], (command) => ImageTest.startsReadOnly({ command })],
])('a %s is within its bounds', (_, code, values, make) => {
  expectRefused(code, values, make);
});

test.each<[string, () => ImageTest]>([
  ['a name', () => ImageTest.command(TOKEN, { command: ['true'] })],
  ['an argument', () => ImageTest.command('n', { command: ['true', TOKEN] })],
  ['an expression', () => ImageTest.command('n', { command: ['true'], expectedOutput: ['#{TfToken[TOKEN.2]}'] })],
  ['a path', () => ImageTest.file(TOKEN)],
  ['a path to be absent', () => ImageTest.noFile(TOKEN)],
  ['a mode', () => ImageTest.file('/a', { mode: TOKEN })],
  ['an id', () => ImageTest.file('/a', { userId: NUMBER_TOKEN })],
  ['a content', () => ImageTest.file('/a', { content: [TOKEN] })],
  ['a value', () => ImageTest.metadata({ environment: { A: TOKEN } })],
  ['a label name', () => ImageTest.metadata({ labels: { [TOKEN]: 'a' } })],
  ['a map', () => ImageTest.metadata({ labels: TOKEN as never })],
  ['a list', () => ImageTest.metadata({ ports: TOKEN as never })],
  ['a port of the metadata', () => ImageTest.metadata({ ports: [TOKEN] })],
  ['a port', () => ImageTest.listensOn(NUMBER_TOKEN)],
  ['a user', () => ImageTest.runsAs(NUMBER_TOKEN)],
  ['a size', () => ImageTest.maxSizeMegabytes(NUMBER_TOKEN)],
  ['a number of layers', () => ImageTest.maxLayers(NUMBER_TOKEN)],
])('%s that is only known when Terraform runs is refused', (_, make) => {
  expect(errorOf(make).code).toBe('UnresolvedToken');
});

test('the files end with a newline, and tests that are none of theirs leave no trace in them', () => {
  expect(testFiles([], 'a')).toEqual({
    'a/structure-tests.json': `${JSON.stringify(NOTHING, null, 2)}\n`,
    'a/container-tests.json': `${JSON.stringify({ tests: [] }, null, 2)}\n`,
  });
});
