import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { QUOTAS, QUOTA_IDS, RULES, STANDING, WORK } from '../bench/scale/figures';
import { plot } from '../bench/scale/plot';
import { fill, reports } from '../bench/scale/report';
import { study } from '../bench/scale/study';

const read = (name: string): string => readFileSync(join(__dirname, '../../docs', name), 'utf8');
const outcome = study();

test('docs/scale.md and its plot are what the simulation says; npm run bench:scale writes them', () => {
  expect(read('scale.md')).toBe(fill(read('scale.md'), reports(outcome)));
  expect(read('scale.svg')).toBe(plot(outcome));
});

test('every figure has an address, a measurement of this repository, or says that it is assumed', () => {
  const all = [...QUOTA_IDS.map((id) => QUOTAS[id]), ...STANDING, ...Object.values(RULES), ...Object.values(WORK)];
  for (const { source } of all) expect(source).toMatch(/https:\/\/|^assumed: |measured|bench:image|Service Quotas API|^the same$/);
});

test('the advice of docs/scale.md is what doubling shows', () => {
  expect(outcome.doubled.slice(0, 3).map(({ id }) => id)).toEqual(['linuxBuilds', 'putParameter', 'putImage']);
  const today = outcome.sizes.at(-1)!.patch.hours;
  for (const { hours } of outcome.doubled.slice(3)) expect(Math.abs(1 - hours.at(-1)! / today)).toBeLessThan(0.03);
});
