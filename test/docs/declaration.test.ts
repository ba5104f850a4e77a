import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (name: string): string => readFileSync(join(__dirname, '../..', name), 'utf8');
const API = read('API.md');

/** What API.md knows below a place, such as the methods of a class. */
const membersOf = (place: string): string[] => [...API.matchAll(/ id="cdktf-golden-image\.([\w.]+)"/g)].map(([, id]) => id!).filter((id) => id.startsWith(place) && !id.slice(place.length).includes('.'));

test.each([
  ['docs/declaration.md', 'every property of a golden image', 'GoldenImageProps.property.', 40],
  ['docs/tests-and-variants.md', 'every test', 'ImageTest.', 12],
])('%s leads to %s', (page, _, place, atLeast) => {
  const members = membersOf(place).filter((id) => id !== 'ImageTest.name');
  expect(members.length).toBeGreaterThanOrEqual(atLeast);
  const text = read(page);
  expect(members.filter((id) => !text.includes(`../API.md#cdktf-golden-image.${id})`))).toEqual([]);
});
