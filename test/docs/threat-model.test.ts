import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const text = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8').replace(/\s+/g, ' ');
const tests = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|e2e)\.ts$/.test(file) && !file.includes('threat-model'))
  .map((file) => readFileSync(join(ROOT, 'test', file), 'utf8'))
  .join('\n');

const cited = [...text.matchAll(/[“"]([^"”]{12,}?)["”]/g)].map(([, name]) => name!).filter((name) => !name.includes('…'));
const files = [...text.matchAll(/\b(?:test|lib|docs)\/[\w./-]+\w/g)].map(([file]) => file);

test('every test that the threat model cites by name is there', () => {
  expect(cited.length).toBeGreaterThan(5);
  expect(cited.filter((name) => !tests.includes(name))).toEqual([]);
});

test('every file that the threat model cites is there', () => {
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});
