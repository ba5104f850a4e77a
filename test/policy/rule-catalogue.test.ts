import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { policiesDocument } from '../../lib/cli/policies-document';
import { ImagePolicy } from '../../lib/policy/image-policy';
import { ImageRule } from '../../lib/policy/image-rule';
import { RULE_CATALOGUE } from '../../lib/policy/rule-catalogue';

const RULES = 'lib/policy/rules';
const ids = RULE_CATALOGUE.map(({ id }) => id);

test('every rule is a file of its own, called by its id, and every file is in the catalogue', () => {
  expect(readdirSync(RULES).map((file) => basename(file, '.ts'))).toEqual([...ids].sort());
  for (const id of ids) expect(readFileSync(join(RULES, `${id}.ts`), 'utf8')).toContain(`  id: '${id}',\n`);
});

test('every id is told once, in kebab-case', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test.each(RULE_CATALOGUE.map((rule) => [rule.id, rule] as const))('%s says what holds, why, from where, how it is added, and what to do', (_, { title, why, sources, remedy, options }) => {
  expect(title).toMatch(/^[A-Z`].{20,}\.$/);
  expect(why).toMatch(/^[A-Z`].{20,}\.$/);
  expect(sources.length).toBeGreaterThan(0);
  for (const source of sources) expect(source).toMatch(/^https:\/\/\S+( \(.+\))?$/);
  expect(remedy).toMatch(/^[a-z].{10,}[^.]$/);
  expect(options).toMatch(/^`ImageRule\.\w+\(/);
});

test('what POLICIES.md says of how a rule is added names a method that there is', () => {
  const methods = Object.getOwnPropertyNames(ImageRule);
  expect(RULE_CATALOGUE.map(({ options }) => /^`ImageRule\.(\w+)\(/.exec(options)![1]).filter((name) => !methods.includes(name!))).toEqual([]);
});

test('POLICIES.md is what `npm run docs:policies` writes', () => {
  expect(readFileSync('POLICIES.md', 'utf8')).toBe(policiesDocument());
});

test('every rule has a row, a section and its severities in POLICIES.md', () => {
  const lines = policiesDocument().split('\n');
  for (const id of ids) {
    const [baseline, strict] = [ImagePolicy.baseline(), ImagePolicy.strict()].map(({ rules }) => rules.find((rule) => rule.id === id)?.severity ?? '–');
    expect(lines.filter((line) => line.startsWith(`| [\`${id}\`](#${id}) | `))).toEqual([expect.stringMatching(new RegExp(`\\| ${baseline}(, unknown: warning)? \\| ${strict} \\|$`))]);
    expect(lines.filter((line) => line === `### ${id}`)).toHaveLength(1);
  }
});
