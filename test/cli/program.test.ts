import { runProgram } from '../../lib/cli/program';

test('a program gets its input, and its output and status are told', async () => {
  expect(await runProgram('sh', ['-c', 'cat; echo no >&2; exit 3'], {}, 'yes')).toEqual({ status: 3, stdout: 'yes', stderr: 'no\n' });
});

test('a program that is not there has no status', async () => {
  expect(await runProgram('no-such-program', [], {})).toEqual({ status: undefined, stdout: '', stderr: '' });
});

test('a program that takes too long is ended, whatever it started', async () => {
  expect(await runProgram('sh', ['-c', 'echo begun; sleep 30 & wait'], { timeout: 500 })).toEqual({
    status: 1,
    stdout: 'begun\n',
    stderr: 'ended, because it took longer than 0.5 s\n',
  });
});

test('a program that does not read its input is no error', async () => {
  expect(await runProgram('true', [], {}, 'x'.repeat(1_000_000))).toMatchObject({ status: 0 });
});
