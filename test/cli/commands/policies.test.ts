import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { main } from '../../../lib/cli/main';
import { RULE_CATALOGUE } from '../../../lib/policy/rule-catalogue';
import { Home } from '../support/home';

let home: Home;
beforeEach(() => (home = new Home()));

const policies = (...args: string[]): Promise<number> => main(['policies', ...args], home.io);
const IDS = RULE_CATALOGUE.map(({ id }) => id);

test('every rule is listed, with how severe it is', async () => {
  expect(await policies()).toBe(0);
  const rows = home.out.trim().split('\n').map((line) => line.trim().split(/ {2,}/));
  expect(rows.slice(1).map(([id]) => id)).toEqual(IDS);
  expect(rows.find(([id]) => id === 'pinned-base')).toEqual(['pinned-base', 'warning', 'error', expect.any(String)]);
  expect(rows.find(([id]) => id === 'approved-base')).toEqual(['approved-base', '-', '-', expect.any(String)]);
});

test('--json has all that is known', async () => {
  expect(await policies('--json')).toBe(0);
  const { rules } = JSON.parse(home.out) as { rules: Record<string, unknown>[] };
  expect(rules.map(({ id }) => id)).toEqual(IDS);
  for (const rule of rules) expect(Object.keys(rule)).toEqual(['id', 'title', 'why', 'sources', 'remedy', 'options', 'baseline', 'strict']);
});

test('a rule by its name is told in full', async () => {
  expect(await policies('supported-base')).toBe(0);
  const rule = RULE_CATALOGUE.find(({ id }) => id === 'supported-base')!;
  for (const text of [rule.title, rule.why, rule.remedy, ...rule.sources]) expect(home.out).toContain(text);
});

test('no rule sends people to files that are not in the package', async () => {
  expect(await policies('--json')).toBe(0);
  expect(home.out).not.toMatch(/\b(?:lib|test|scripts)\//);
});

test('--markdown is POLICIES.md', async () => {
  expect(await policies('--markdown')).toBe(0);
  expect(home.out.trim()).toBe(readFileSync(join(__dirname, '../../../POLICIES.md'), 'utf8').trim());
});

test.each([
  [['nothing-like-it'], 'there is no rule "nothing-like-it"; `golden-image policies` lists them'],
  [['supported-bas'], 'there is no rule "supported-bas"; did you mean "supported-base"?'],
  [['--markdown', '--json'], '--markdown'],
  [['supported-base', '--markdown'], '--markdown'],
])('%j is used wrongly', async (args, message) => {
  expect(await policies(...args)).toBe(2);
  expect(home.err).toContain(message);
});
