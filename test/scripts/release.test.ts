import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { releaseProblems } from '../../scripts/release-problems';

const ROOT = join(__dirname, '../..');
const GOOD = { version: '0.2.0', changelog: '# Changes\n\n## 0.2.0 (2027-01-31)\n\n## 0.1.0 (2026-12-01)\n', tag: 'v0.2.0' };

test('what says one version everywhere can be released', () => {
  expect(releaseProblems(GOOD)).toEqual([]);
});

test.each([
  ['another version of the package', { version: '0.3.0' }, ['CHANGELOG.md begins with 0.2.0, and package.json has 0.3.0', 'the tag is v0.2.0, and package.json has 0.3.0: expected v0.3.0']],
  ['another tag', { tag: 'v0.2.1' }, ['the tag is v0.2.1, and package.json has 0.2.0: expected v0.2.0']],
  ['a version that is no release', { version: '0.2.0-rc.1', tag: undefined }, ['package.json has version 0.2.0-rc.1; a release is MAJOR.MINOR.PATCH', 'CHANGELOG.md begins with 0.2.0, and package.json has 0.2.0-rc.1']],
  ['a changelog without a day', { changelog: '## 0.2.0 (not released yet)\n' }, ['CHANGELOG.md does not say on which day 0.2.0 is released: expected "## 0.2.0 (YYYY-MM-DD)"']],
  ['a changelog without a version', { changelog: '# Changes\n', tag: undefined }, ['CHANGELOG.md begins with no version, and package.json has 0.2.0']],
])('%s is said', (_, change, problems) => {
  expect(releaseProblems({ ...GOOD, ...change })).toEqual(problems);
});

test('package.json and CHANGELOG.md are of one version', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(releaseProblems({ version, changelog: readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), tag: undefined })).toEqual([]);
});

test('workflows call scripts that package.json has', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const called = ['ci', 'publish'].flatMap((name) => [...readFileSync(join(ROOT, `.github/workflows/${name}.yml`), 'utf8').matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script!));
  expect(called.length).toBeGreaterThanOrEqual(3);
  expect(called.filter((script) => scripts[script] === undefined)).toEqual([]);
});
