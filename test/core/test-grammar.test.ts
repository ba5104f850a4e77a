import { checkInteger, checkText, IntegerRule, TextRule } from '../../lib/core/check';
import * as grammar from '../../lib/core/test-grammar';
import { expectRefused } from '../support/errors';

/** Go's regexp.Compile (1.26) takes the good ones, and of the bad ones nothing but the empty, the long and the one with NUL. */
const EXPRESSION = {
  good: [
    'a', '^a\n$', 'ä', '(?i)a(b|c)*?', '(?:a)', '(?P<name>a)', '[a-z]', '[^]a]', '[]a]', '[(?=a)]', '[[:alpha:]_]', '[[:^digit:]]', '[[]', '[\\]]',
    '\\.', '\\(?=', '\\\\', '\\d{1,3}', '\\bword\\b', '\\x{10FFFF}', '\\pL', '\\012', 'a'.repeat(4096),
  ],
  bad: ['', 'a\0', '(?=a)', '(?!a)', '(?<=a)', '(?<!a)', 'a(?=b)c', '(?>a)', '(a)\\1', '\\9', '(?P<x>a)\\k<x>', '[\\1]', '\\', 'a\\', '[a', '[', 'a'.repeat(4097)],
};

type Row = { readonly good: readonly unknown[]; readonly bad: readonly unknown[] };
const ROWS: { readonly [name in keyof typeof grammar]: Row } = {
  EXPECTED_OUTPUT: EXPRESSION,
  EXCLUDED_OUTPUT: EXPRESSION,
  EXPECTED_ERROR: EXPRESSION,
  EXPECTED_CONTENT: EXPRESSION,
  EXIT_CODE: { good: [0, 255], bad: [-1, 256, 0.5, NaN, Infinity, '0'] },
  TCP_PORT: { good: [1, 65_535], bad: [0, 65_536, -1, 0.5, NaN, '80'] },
  STARTUP_SECONDS: { good: [1, 600], bad: [0, 601, 0.5, NaN, '30'] },
  MAX_SIZE: { good: [1, 100_000], bad: [0, 100_001, 0.5, NaN, '9'] },
  MAX_LAYERS: { good: [1, 127], bad: [0, 128, 0.5, NaN, '9'] },
};

function check(rule: TextRule | IntegerRule, value: unknown): unknown {
  return 'pattern' in rule ? checkText(rule, value, 'Here') : checkInteger(rule, value, 'Here');
}

describe.each(Object.entries(ROWS))('%s', (name, { good, bad }) => {
  const rule = grammar[name as keyof typeof grammar];
  test.each(good.map((value) => [value]))('takes %j', (value) => expect(check(rule, value)).toBe(value));
  test.each([...bad, undefined, null, {}, []].map((value) => [value]))('refuses %j', (value) => {
    expectRefused(rule.code, [value], (given) => check(rule, given));
  });
  test('refuses what is known only when Terraform runs', () => {
    expectRefused('UnresolvedToken', ['${TfToken[TOKEN.1]}', -1.8881545897087626e289].slice('pattern' in rule ? 0 : 1), (given) => check(rule, given));
  });
});

test('an expression that is refused late is refused soon', () => {
  const hostile = `[${'[:a:]'.repeat(800)}\\1`;
  const began = Date.now();
  expectRefused('InvalidExpectedOutput', [hostile, `${'(a)['.repeat(1000)}`], (given) => checkText(grammar.EXPECTED_OUTPUT, given, 'Here'));
  expect(Date.now() - began).toBeLessThan(1000);
});
