import { ImageTest } from '../../lib/image/image-test';
import { renderStructureTests } from '../../lib/image/structure-tests';
import { errorOf, expectRefused } from '../support/errors';

test('tests are written as a container-structure-test file', () => {
  const tests = [
    ImageTest.runsAs(65532),
    ImageTest.command('prints its release', { command: ['cat', '/etc/os-release'], expectedOutput: ['bookworm'] }),
    ImageTest.command('fails', { command: ['false'], exitCode: 1 }),
  ];
  expect(JSON.parse(renderStructureTests(tests))).toEqual({
    schemaVersion: '2.0.0',
    commandTests: [
      { name: 'runs as 65532', command: 'id', args: ['-u'], expectedOutput: ['^65532\\n?$'], exitCode: 0 },
      { name: 'prints its release', command: 'cat', args: ['/etc/os-release'], expectedOutput: ['bookworm'], exitCode: 0 },
      { name: 'fails', command: 'false', args: [], exitCode: 1 },
    ],
  });
});

test('a test keeps what it was given when the caller changes its lists', () => {
  const command = ['cat', '/a'];
  const expectedOutput = ['x'];
  const made = ImageTest.command('n', { command, expectedOutput });
  command.push('/b');
  expectedOutput.push('y');
  expect(made._command).toMatchObject({ args: ['/a'], expectedOutput: ['x'] });
});

test('user ids are whole numbers that Linux has', () => {
  expectRefused('InvalidUserId', [-1, 1.5, NaN, 4_294_967_295, '65532', undefined], (id) => ImageTest.runsAs(id));
});

test('a command test needs a name, a program and an exit code that a process can end with', () => {
  const command = ['true'];
  expectRefused('InvalidTestName', ['', ' ', 'a\nb'], (name) => ImageTest.command(name, { command }));
  expectRefused('InvalidCommand', [[], [''], ['a\0b'], ['true', 7]], (bad) => ImageTest.command('n', { command: bad }));
  expectRefused('InvalidExpectedOutput', [[''], ['a\0b']], (expectedOutput) => ImageTest.command('n', { command, expectedOutput }));
  expectRefused('InvalidCommand', [-1, 256, 0.5, NaN], (exitCode) => ImageTest.command('n', { command, exitCode }));
  expect(errorOf(() => ImageTest.command('n', {} as never)).code).toBe('MissingProperty');
});
