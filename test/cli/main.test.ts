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

test.each(NAMES)('%s refuses an option that it does not have, and says where its options are told', async (name) => {
  expect(await main([name, '--no-such-option'], home.io)).toBe(2);
  expect(home.err).toContain('--no-such-option');
  expect(home.err).toContain(`golden-image ${name} --help`);
});
