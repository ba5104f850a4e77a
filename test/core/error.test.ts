import { GoldenImageError } from '../../lib/core/error';

function errorGiven(...given: readonly unknown[]): GoldenImageError {
  return new GoldenImageError('InvalidTag', { where: 'stack/Image', problem: 'this is no tag', ...(given.length > 0 && { given: given[0] }), expected: 'a tag', remedy: 'write one' });
}

function shown(given: unknown): string {
  return /\n {2}given: {4}(.*)\n/.exec(errorGiven(given).message)![1]!;
}

test('an error says on a line each what is wrong and where, what was given, what is expected, and what to do', () => {
  expect(errorGiven('a b').message).toBe(
    ['[InvalidTag] stack/Image: this is no tag', '  given:    "a b"', '  expected: a tag', '  remedy:   write one'].join('\n'),
  );
  expect(errorGiven().message).not.toContain('given');
});

test('an error is told from those of others by its name, in every trace', () => {
  expect(String(errorGiven())).toMatch(/^GoldenImageError: \[InvalidTag\] stack\/Image: /);
});

test('what was given is shown whole up to 120 characters, and after them by its length', () => {
  expect(shown('a'.repeat(118))).toBe(`"${'a'.repeat(118)}"`);
  expect(shown('a'.repeat(119))).toBe(`"${'a'.repeat(119)}… (121 characters)`);
});

test('what has neither JSON nor a class is shown as an object', () => {
  const itself: { self?: object } = Object.create(null);
  itself.self = itself;
  expect(shown(itself)).toBe('[object Object]');
});

test.each([
  [null, 'null'],
  [undefined, 'undefined'],
  [['a', 1], '["a",1]'],
  ['zero\u200bwidth', '"zero\\u200bwidth"'],
  ['ключ', '"\\u043a\\u043b\\u044e\\u0447"'],
])('%j is shown as %s', (given, text) => {
  expect(shown(given)).toBe(text);
});
