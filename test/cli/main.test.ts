import { COMMANDS, main } from '../../lib/cli/main';
import { suggest } from '../../lib/cli/suggest';
import { Home } from './support/home';

let home: Home;
beforeEach(() => (home = new Home()));

const NAMES = COMMANDS.map(({ name }) => name);

test('--help lists every command with what it does', async () => {
  expect(await main(['--help'], home.io)).toBe(0);
  for (const { name, summary } of COMMANDS) expect(home.out).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
});

test('without a command the list is an error', async () => {
  expect(await main([], home.io)).toBe(2);
  expect(home).toMatchObject({ out: '', err: expect.stringContaining('golden-image COMMAND') });
});

test.each(NAMES)('%s --help teaches by usage, examples and exit codes', async (name) => {
  expect(await main([name, '--help'], home.io)).toBe(0);
  const { help } = COMMANDS.find((command) => command.name === name)!;
  expect(home.out).toBe(`${help}\n`);
  expect(help).toMatch(new RegExp(`^golden-image ${name}\\b`));
  expect(help).toMatch(new RegExp(`\nExamples:\n(  .*\n)*?  .*golden-image ${name}\\b`));
  expect(help).toContain('\nExit codes: 0 ');
  expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test.each([['-h'], ['help']])('%s is help too, of a command as well', async (flag) => {
  expect(await main(flag === 'help' ? ['help', 'lock'] : ['lock', flag], home.io)).toBe(0);
  expect(home.out).toContain('golden-image lock [--app COMMAND]');
});

test('--version names the package', async () => {
  expect(await main(['--version'], home.io)).toBe(0);
  expect(home.out).toMatch(/^\S+ \d+\.\d+\.\d+\n$/);
});

test.each([
  ['lokc', 'lock'],
  ['outdate', 'outdated'],
  ['sim', 'simulate'],
  ['policy', 'policies'],
])('%s is taken for %s', async (given, meant) => {
  expect(await main([given], home.io)).toBe(2);
  expect(home.err).toContain(`did you mean "${meant}"?`);
});

test('what is near to no command has no suggestion', async () => {
  expect(suggest('deploy', NAMES)).toBeUndefined();
  expect(await main(['deploy'], home.io)).toBe(2);
  expect(home.err).not.toContain('did you mean');
});

test.each([
  [['lock', '--nope'], 'there is no option --nope\n'],
  [['lock', '-n'], 'there is no option -n\n'],
  [['outdated', '--witin', '3'], 'there is no option --witin; did you mean --within?\n'],
  [['outdated', '--toString'], 'there is no option --toString\n'],
  [['outdated', '--within', '-3'], '--within wants a whole number from 0 to 10000, not "-3"\n'],
  [['outdated', '--within'], '--within is given no value\n'],
  [['outdated', '--lock-file', '--json'], '--lock-file is given no value, for --json is an option; write --lock-file=--json if that is the value\n'],
  [['outdated', '--json=yes'], '--json takes no value, and is given "yes"\n'],
])('%j is told of in the words of the command', async ([name, ...args], message) => {
  expect(await main([name!, ...args], home.io)).toBe(2);
  expect(home.err).toBe(`${message}  remedy: \`golden-image ${name} --help\` tells how it is used\n`);
});

test('what looks like an option is a value where it is written so', async () => {
  expect(await main(['outdated', '--lock-file=--json'], home.io)).toBe(1);
  expect(home.err).toContain('there is no --json here');
});

test('a file that cannot be read is wrong usage, whichever command is given it', async () => {
  home.file('file', '{}');
  for (const args of [
    ['check', 'absent.json', '--registry', 'registry.example.com'],
    ['simulate', '--policy', 'absent.json', '--images', 'file'],
    ['simulate', '--policy', 'file/absent.json', '--images', 'file'],
    ['outdated', '--lock-file', '.'],
  ]) {
    home.err = '';
    expect(await main(args, home.io)).toBe(2);
    expect(home.err).toMatch(/ cannot be read \((ENOENT|ENOTDIR|EISDIR)\)/);
    expect(home.err).toContain(`golden-image ${args[0]} --help`);
  }
});

test.each(NAMES)('%s refuses an option that it does not have, and says where its options are told', async (name) => {
  expect(await main([name, '--no-such-option'], home.io)).toBe(2);
  expect(home.err).toContain('--no-such-option');
  expect(home.err).toContain(`golden-image ${name} --help`);
});
