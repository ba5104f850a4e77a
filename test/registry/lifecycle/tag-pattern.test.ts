import fc from 'fast-check';

import { selectsAllOf, selectsTags } from '../../../lib/registry/lifecycle/policy-rule';
import { commonTag, matchesTag } from '../../../lib/registry/lifecycle/tag-pattern';

/** Thousands of random cases on a busy machine. */
jest.setTimeout(60_000);

const pattern = fc.stringMatching(/^[ab*][ab*.]{0,5}$/);
const tag = fc.stringMatching(/^[ab][ab.]{0,6}$/);

function asExpression(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.]/g, '\\.').replace(/[*]/g, '.*')}$`);
}

test.each([
  ['prod*', ['prod', 'prod1', 'production-team1'], ['repo-prod', 'pro', '']],
  ['*prod*', ['repo-production', 'prod-team', 'prod'], ['pro-d']],
  ['*-debug', ['1.0-debug', '-debug'], ['1.0-debug2', 'debug']],
  ['1.*-debug', ['1.0-debug', '1.-debug'], ['1-debug', '1x0-debug', '11.0-debug']],
  ['1.0', ['1.0'], ['1x0', '1.00', '11.0']],
  ['*a*a*', ['aa', 'xaxax'], ['a', 'b']],
])('%s matches what the documentation says', (given, matched, unmatched) => {
  expect(matched.filter((one) => !matchesTag(given, one))).toEqual([]);
  expect(unmatched.filter((one) => matchesTag(given, one))).toEqual([]);
});

test('a pattern matches as a regular expression would', () => {
  fc.assert(fc.property(pattern, tag, (given, one) => matchesTag(given, one) === asExpression(given).test(one)), { numRuns: 2_000 });
});

test('a pattern that includes another matches all that the other does, and one that does not misses some of it', () => {
  fc.assert(
    fc.property(pattern, pattern, fc.array(tag), (wide, narrow, tags) => {
      // A letter that no pattern has: only a "*" can match it.
      const witness = narrow.replace(/[*]/g, 'z');
      if (!matchesTag(wide, narrow)) return asExpression(narrow).test(witness) && !asExpression(wide).test(witness);
      return [witness, ...tags].every((one) => !asExpression(narrow).test(one) || asExpression(wide).test(one));
    }),
    { numRuns: 2_000 },
  );
});

test('a selection that includes another takes all of its images, and one that does not leaves some', () => {
  const selection = fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 }).map((patterns) => ({ tagStatus: 'tagged' as const, patterns }));
  fc.assert(
    fc.property(selection, selection, fc.array(fc.uniqueArray(tag, { maxLength: 3 })), (wide, narrow, images) => {
      const witness = narrow.patterns.map((one) => one.replace(/[*]/g, 'z'));
      if (!selectsAllOf(wide, narrow)) return selectsTags(narrow, witness) && !selectsTags(wide, witness);
      return [witness, ...images].every((tags) => !selectsTags(narrow, tags) || selectsTags(wide, tags));
    }),
    { numRuns: 2_000 },
  );
});

const ANY = { tagStatus: 'any', patterns: [] } as const;
const UNTAGGED = { tagStatus: 'untagged', patterns: [] } as const;
const EVERY_TAG = { tagStatus: 'tagged', patterns: ['*'] } as const;

test.each([
  ['any image', ANY, [true, true, true]],
  ['untagged images', UNTAGGED, [false, true, false]],
  ['tagged images', EVERY_TAG, [false, false, true]],
])('a selection of %s includes those that it has all images of', (_name, wide, expected) => {
  expect([ANY, UNTAGGED, EVERY_TAG].map((narrow) => selectsAllOf(wide, narrow))).toEqual(expected);
});

test('the tag that two patterns share is a tag, and matched by both; none is found only where there is none', () => {
  fc.assert(
    fc.property(pattern, pattern, fc.array(tag), (one, other, tags) => {
      const shared = commonTag(one, other);
      if (shared === undefined) return tags.every((text) => !(asExpression(one).test(text) && asExpression(other).test(text)));
      return /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(shared) && asExpression(one).test(shared) && asExpression(other).test(shared);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['*-debug', '1.*', '1.-debug'],
  ['rc-*', 'rc-1*', 'rc-1'],
  ['a*', 'b*', undefined],
  ['*-debug', '*-dev', undefined],
  ['*', '*', 'x'],
  ['*-a', '*', 'x-a'],
  [`${'a'.repeat(100)}*`, `*${'b'.repeat(100)}`, undefined],
])('%s and %s share %s', (one, other, expected) => {
  expect(commonTag(one, other)).toBe(expected);
});
