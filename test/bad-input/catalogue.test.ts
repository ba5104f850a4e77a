import { isDeepStrictEqual } from 'node:util';

import { errorOf } from '../support/errors';
import { testsWithProviderVersion } from '../support/provider-version';
import { CATALOGUE } from './catalogue';
import { NOTHING, Row } from './row';

// Some rows are of what version 5 of the provider does not know.
testsWithProviderVersion('5.100.0');

const SHOWN_LENGTH = 120;

/** A value as an error must show it: quoted, printable, cut where it is long, and without a private key. */
function shown(value: unknown): string {
  const text = typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : String(value);
  const printable = text
    .split('')
    .map((char) => (/[ -~]/.test(char) ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
  const secret = printable.indexOf('PRIVATE KEY-----');
  if (secret >= 0) return `${printable.slice(0, secret)}PRIVATE KEY----- (not shown)`;
  return printable.length <= SHOWN_LENGTH ? printable : `${printable.slice(0, SHOWN_LENGTH)}… (${printable.length} characters)`;
}

function title({ property, what }: Row): string {
  return `${property} refuses ${what}`;
}

test.each(CATALOGUE.map((row) => [title(row), row] as const))('%s', (_, { make, bad, code, where, given, expected, remedy }) => {
  const error = errorOf(() => make(bad as never));
  expect(error).toMatchObject({ code, where });
  const [problem, ...facts] = error.message.split('\n');
  expect(problem!.startsWith(`[${code}] ${where}: `)).toBe(true);
  expect(problem!.length).toBeGreaterThanOrEqual(`[${code}] ${where}: `.length + 10);
  const givenLines = given === NOTHING ? [] : [`  given:    ${shown(given)}`];
  expect(facts.slice(0, -2)).toEqual(givenLines);
  expect(facts.at(-2)).toMatch(/^ {2}expected: ./);
  expect(facts.at(-2)).toContain(expected);
  expect(facts.at(-1)).toMatch(/^ {2}remedy: {3}./);
  expect(facts.at(-1)).toContain(remedy);
});

const makings = new Map(CATALOGUE.map((row) => [row.make, row] as const));

test.each([...makings.values()].map((row) => [row.property, row] as const))(
  '%s takes a good value, so that the others are refused for themselves',
  (_, { make, good }) => {
    expect(() => make(good as never)).not.toThrow();
  },
);

test('there are at least 500 rows, and no two are the same', () => {
  expect(CATALOGUE.length).toBeGreaterThanOrEqual(500);
  const titles = CATALOGUE.map(title);
  expect(titles.filter((name, index) => titles.indexOf(name) !== index)).toEqual([]);
  const twice = CATALOGUE.filter((row) => CATALOGUE.some((other) => other !== row && other.make === row.make && isDeepStrictEqual(other.bad, row.bad)));
  expect(twice.map(title)).toEqual([]);
});

test('every row says something of what is expected and what is to be done', () => {
  expect(CATALOGUE.filter(({ expected, remedy }) => expected.length < 5 || remedy.length < 5).map(title)).toEqual([]);
});
