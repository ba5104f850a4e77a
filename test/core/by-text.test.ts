import { byText } from '../../lib/core/by-text';

test('things are in the order of a text of theirs, by code units', () => {
  const names = ['b', 'ä', 'a', 'B', 'a-b', 'aa', ''];
  expect(names.map((name) => ({ name })).sort(byText(({ name }) => name)).map(({ name }) => name)).toEqual(['', 'B', 'a', 'a-b', 'aa', 'b', 'ä']);
});

test('things of the same text stay as they were', () => {
  const order = byText(({ name }: { readonly name: string }) => name);
  expect(order({ name: 'a' }, { name: 'a' })).toBe(0);
  expect([['b', 1], ['a', 2], ['b', 3], ['a', 4]].sort(byText(([name]) => String(name)))).toEqual([['a', 2], ['a', 4], ['b', 1], ['b', 3]]);
});
