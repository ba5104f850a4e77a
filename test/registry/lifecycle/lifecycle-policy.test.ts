import fc from 'fast-check';

import { GoldenImageError } from '../../../lib/core/error';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { LifecycleRule } from '../../../lib/registry/lifecycle/lifecycle-rule';
import { LifecycleSelection } from '../../../lib/registry/lifecycle/lifecycle-selection';
import { errorOf, expectRefused, NEVER_TEXT } from '../../support/errors';

/** Thousands of random cases on a busy machine. */
jest.setTimeout(60_000);

const { tagged, taggedWithAll, untagged, rest } = LifecycleSelection;
const { keepLast, expireAfter, archiveUnpulled, expireArchived, protectTags } = LifecycleRule;

function described(...rules: LifecycleRule[]): string[] {
  return JSON.parse(LifecyclePolicy.of(rules)._render()).rules.map((rule: { description: string }) => rule.description);
}

test('every intent is written as ECR takes it, by one text', () => {
  const policy = LifecyclePolicy.of([
    expireArchived(365, rest()),
    expireAfter(1, untagged()),
    archiveUnpulled(180, rest()),
    keepLast(20, tagged('rc-*')),
    protectTags('prod-*'),
    expireAfter(30, taggedWithAll(['b-*', 'a-*'])),
  ]);
  expect(policy._render()).toBe(
    '{"rules":[' +
      '{"rulePriority":1,"description":"keep all images tagged prod-*","selection":{"tagStatus":"tagged","tagPatternList":["prod-*"],"countType":"imageCountMoreThan","countNumber":999999},"action":{"type":"expire"}},' +
      '{"rulePriority":2,"description":"keep all images tagged prod-* in the archive","selection":{"tagStatus":"tagged","tagPatternList":["prod-*"],"storageClass":"archive","countType":"sinceImageTransitioned","countUnit":"days","countNumber":36500},"action":{"type":"expire"}},' +
      '{"rulePriority":3,"description":"expire images tagged a-* and b-* after 30 days","selection":{"tagStatus":"tagged","tagPatternList":["a-*","b-*"],"countType":"sinceImagePushed","countUnit":"days","countNumber":30},"action":{"type":"expire"}},' +
      '{"rulePriority":4,"description":"keep the last 20 images tagged rc-*","selection":{"tagStatus":"tagged","tagPatternList":["rc-*"],"countType":"imageCountMoreThan","countNumber":20},"action":{"type":"expire"}},' +
      '{"rulePriority":5,"description":"expire untagged images after 1 day","selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":1},"action":{"type":"expire"}},' +
      '{"rulePriority":6,"description":"archive other images that were not pulled for 180 days","selection":{"tagStatus":"any","countType":"sinceImagePulled","countUnit":"days","countNumber":180},"action":{"type":"transition","targetStorageClass":"archive"}},' +
      '{"rulePriority":7,"description":"expire other images that are archived for 365 days","selection":{"tagStatus":"any","storageClass":"archive","countType":"sinceImageTransitioned","countUnit":"days","countNumber":365},"action":{"type":"expire"}}' +
      ']}',
  );
});

test('the defaults are one rule each', () => {
  expect(LifecyclePolicy.releases()._render()).toBe(
    '{"rules":[{"rulePriority":1,"description":"expire untagged images after 14 days","selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"expire"}}]}',
  );
  expect(LifecyclePolicy.candidates()._render()).toBe(
    '{"rules":[{"rulePriority":1,"description":"expire other images after 14 days","selection":{"tagStatus":"any","countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"expire"}}]}',
  );
});

test('a part of a family comes before the whole of it, and what protects before both', () => {
  expect(described(keepLast(5, tagged('*')), keepLast(6, tagged('rc-*')), keepLast(7, tagged('rc-1.*')), keepLast(8, taggedWithAll(['rc-*', 'z-*'])), protectTags('*-lts'))).toEqual([
    'keep all images tagged *-lts',
    'keep the last 8 images tagged rc-* and z-*',
    'keep the last 7 images tagged rc-1.*',
    'keep the last 6 images tagged rc-*',
    'keep the last 5 images tagged *',
  ]);
});

test('rules for archived images come behind those for the same kind of images in use, whatever families they are about', () => {
  expect(described(expireArchived(90, tagged('a*')), expireArchived(91, rest()), keepLast(5, tagged('*')), protectTags('z'), protectTags('y'))).toEqual([
    'keep all images tagged y',
    'keep all images tagged z',
    'keep all images tagged y in the archive',
    'keep all images tagged z in the archive',
    'keep the last 5 images tagged *',
    'expire images tagged a* that are archived for 90 days',
    'expire other images that are archived for 91 days',
  ]);
});

const selection = fc.oneof(
  fc.stringMatching(/^[ab*][ab*]{0,3}$/).filter((text) => text.split('*').length <= 5).map((text) => tagged(text)),
  fc.uniqueArray(fc.constantFrom('a*', '*b', 'b'), { minLength: 1, maxLength: 2 }).map((list) => taggedWithAll(list)),
  fc.constant(untagged()),
  fc.constant(rest()),
);
const intent = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 3 }), selection).map(([count, images]) => keepLast(count, images)),
  fc.tuple(fc.integer({ min: 1, max: 3 }), selection).map(([days, images]) => expireAfter(days, images)),
  fc.tuple(fc.integer({ min: 1, max: 3 }), selection).map(([days, images]) => archiveUnpulled(days, images)),
  fc.tuple(fc.integer({ min: 90, max: 92 }), selection).map(([days, images]) => expireArchived(days, images)),
  fc.constantFrom('a', 'a*', '*b').map((pattern) => protectTags(pattern)),
);

function textOrCode(rules: LifecycleRule[]): string {
  try {
    return LifecyclePolicy.of(rules)._render();
  } catch (error) {
    if (error instanceof GoldenImageError) return error.code;
    throw error;
  }
}

test('a tag and two that are written alike keep their order, in whatever order they are given', () => {
  const [one, two] = [keepLast(1, tagged('ab')), keepLast(2, taggedWithAll(['a', 'b']))];
  expect(described(one, two)).toEqual(['keep the last 2 images tagged a and b', 'keep the last 1 images tagged ab']);
  expect(described(two, one)).toEqual(described(one, two));
});

test('the same intents in another order are the same text, or refused alike', () => {
  const shuffled = fc.array(intent, { minLength: 1, maxLength: 5 }).chain((rules) => fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length })));
  const answers = { texts: 0, codes: 0 };
  fc.assert(
    fc.property(shuffled, ([rules, others]) => {
      const [text, other] = [textOrCode(rules), textOrCode(others)];
      answers[text.startsWith('{') ? 'texts' : 'codes']++;
      // Which of several things that are wrong is said first may differ.
      return text.startsWith('{') ? text === other : !other.startsWith('{');
    }),
    { numRuns: 1_000 },
  );
  expect(Math.min(answers.texts, answers.codes)).toBeGreaterThan(100);
});

test('what is made of intents is what ECR takes', () => {
  fc.assert(
    fc.property(fc.array(intent, { minLength: 1, maxLength: 5 }), (rules) => {
      const text = textOrCode(rules);
      return !text.startsWith('{') || LifecyclePolicy.fromJson(text)._render() === text;
    }),
    { numRuns: 1_000 },
  );
});

test.each<[string, LifecycleRule[], string, string]>([
  ['two counts of one family', [keepLast(5, tagged('rc-*')), keepLast(6, tagged('rc-*'))], 'keep the last 5 images tagged rc-*', 'keep the last 6 images tagged rc-*'],
  ['a count and an age of one family', [keepLast(5, tagged('rc-*')), expireAfter(9, tagged('rc-*'))], 'keep the last 5 images tagged rc-*', 'expire images tagged rc-* after 9 days'],
  ['a family that is protected and expires', [protectTags('rc-*'), expireAfter(9, tagged('rc-*'))], 'keep all images tagged rc-*', 'expire images tagged rc-* after 9 days'],
  ['one family written in two ways', [keepLast(5, tagged('rc**')), keepLast(6, tagged('rc*'))], 'keep the last 6 images tagged rc*', 'keep the last 5 images tagged rc**'],
  ['two rules for untagged images', [keepLast(5, untagged()), expireAfter(9, untagged())], 'keep the last 5 untagged images', 'expire untagged images after 9 days'],
  ['two rules for the rest', [archiveUnpulled(9, rest()), expireAfter(9, rest())], 'archive other images that were not pulled for 9 days', 'expire other images after 9 days'],
  ['the same rule twice', [protectTags('a'), protectTags('a')], 'keep all images tagged a', 'keep all images tagged a'],
])('%s contradict each other, and the error names both', (_name, rules, one, other) => {
  const error = errorOf(() => LifecyclePolicy.of(rules));
  expect(error.code).toBe('ContradictoryLifecycleRules');
  expect(error.message).toContain(`"${one}" and "${other}"`);
});

test.each<[string, LifecycleRule[], string, string[]]>([
  ['a part of a protected family', [protectTags('rc-*'), expireAfter(9, tagged('rc-1*'))], 'expire images tagged rc-1* after 9 days', ['keep all images tagged rc-*']],
  ['a family that is needed together with a protected one', [protectTags('a*'), expireAfter(9, taggedWithAll(['ab', 'c']))], 'expire images tagged ab and c after 9 days', ['keep all images tagged a*']],
  ['a protected part of a protected family', [protectTags('a*'), protectTags('ab*')], 'keep all images tagged ab*', ['keep all images tagged a*']],
  ['the rest, after every tag and no tag', [keepLast(5, tagged('*')), expireAfter(9, untagged()), keepLast(7, rest())], 'keep the last 7 other images', ['keep the last 5 images tagged *', 'expire untagged images after 9 days']],
])('%s is never reached, and the error names the rules', (_name, rules, unreached, earlier) => {
  const error = errorOf(() => LifecyclePolicy.of(rules));
  expect(error.code).toBe('UnreachableLifecycleRule');
  expect(error.message).toContain(`"${unreached}" never acts: every image that it selects is selected before by ${earlier.map((one) => `"${one}"`).join(' and ')}`);
});

test('families that share a tag are ambiguous, until a rule says what becomes of what they share', () => {
  const rules = [keepLast(5, tagged('*-debug')), keepLast(50, tagged('1.*'))];
  const error = errorOf(() => LifecyclePolicy.of(rules));
  expect(error.code).toBe('AmbiguousLifecycleRules');
  expect(error.message).toContain('"keep the last 5 images tagged *-debug" and "keep the last 50 images tagged 1.*" both select an image tagged 1.-debug');
  expect(error.message).toContain('LifecycleSelection.taggedWithAll(["*-debug","1.*"])');
  expect(described(...rules, keepLast(6, taggedWithAll(['1.*', '*-debug'])))[0]).toBe('keep the last 6 images tagged *-debug and 1.*');
});

test.each<[string, LifecycleRule]>([
  ['other images', keepLast(1, tagged('a'))],
  ['a part of what they share', keepLast(1, tagged('1.0-debug'))],
  ['what they share once it is archived', expireArchived(90, taggedWithAll(['*-debug', '1.*']))],
])('a rule about %s does not settle what becomes of what families share', (_name, rule) => {
  const error = errorOf(() => LifecyclePolicy.of([keepLast(5, tagged('*-debug')), keepLast(50, tagged('1.*')), rule]));
  expect(error.message).toContain('[AmbiguousLifecycleRules] LifecyclePolicy.of: "keep the last 5 images tagged *-debug" and "keep the last 50 images tagged 1.*" both select');
});

test('a rule for images in use does not settle what becomes of archived ones that families share', () => {
  const shared = keepLast(1, taggedWithAll(['*-debug', '1.*']));
  const error = errorOf(() => LifecyclePolicy.of([expireArchived(90, tagged('*-debug')), expireArchived(91, tagged('1.*')), shared]));
  expect(error.code).toBe('AmbiguousLifecycleRules');
});

test.each<[string, LifecycleRule, LifecycleRule]>([
  ['two counts, each of its own images,', keepLast(5, tagged('*-debug')), keepLast(5, tagged('1.*'))],
  ['a count and an age', keepLast(5, tagged('*-debug')), expireAfter(5, tagged('1.*'))],
  ['an age and a count', expireAfter(5, tagged('*-debug')), keepLast(5, tagged('1.*'))],
  ['the push and the last pull', expireAfter(5, tagged('*-debug')), archiveUnpulled(5, tagged('1.*'))],
])('%s are ambiguous even where they are the same number', (_name, one, other) => {
  expect(errorOf(() => LifecyclePolicy.of([one, other])).code).toBe('AmbiguousLifecycleRules');
});

test('two ages of different days are ambiguous', () => {
  expect(errorOf(() => LifecyclePolicy.of([expireAfter(5, tagged('*-debug')), expireAfter(6, tagged('1.*'))])).code).toBe('AmbiguousLifecycleRules');
});

test('families that share a tag and act alike, or share none, or act on other storage are not ambiguous', () => {
  expect(described(expireAfter(5, tagged('*-debug')), expireAfter(5, tagged('1.*')))).toHaveLength(2);
  expect(described(keepLast(5, tagged('*-debug')), keepLast(5, tagged('*-dev')))).toHaveLength(2);
  expect(described(keepLast(5, tagged('*-debug')), expireArchived(90, tagged('1.*')))).toHaveLength(2);
  expect(described(protectTags('*-debug'), keepLast(5, tagged('1.*')))).toHaveLength(2);
});

test('a rule for the standard storage and one for the archive do not contradict each other', () => {
  expect(described(archiveUnpulled(90, rest()), expireArchived(90, rest()))).toHaveLength(2);
  expect(described(protectTags('a'), keepLast(5, tagged('b')))).toHaveLength(2);
});

test('numbers and patterns are checked when a rule is made', () => {
  expectRefused('InvalidLifecycleCount', [0, -1, 1.5, 100_001, NaN, '5', undefined], (count) => keepLast(count, rest()));
  expectRefused('InvalidLifecycleDays', [0, -1, 1.5, 3_651, '5', undefined], (days) => expireAfter(days, rest()));
  expectRefused('InvalidLifecycleDays', [0, 3_651, undefined], (days) => archiveUnpulled(days, rest()));
  expectRefused('InvalidLifecycleDays', [0, 89, 3_651, undefined], (days) => expireArchived(days, rest()));
  const patterns = [...NEVER_TEXT, '.x', '-x', 'a b', 'rc-?', 'a/b', 'a*b*c*d*e*', 'x'.repeat(129)];
  expectRefused('InvalidTagPattern', patterns, (pattern) => tagged(pattern));
  expectRefused('InvalidTagPattern', patterns, (pattern) => protectTags(pattern));
  expectRefused('InvalidTagPattern', patterns.map((pattern) => [pattern]), (list) => taggedWithAll(list));
  expectRefused('InvalidTagPattern', [[]], (list) => taggedWithAll(list));
  for (const make of [keepLast, expireAfter, archiveUnpulled, expireArchived]) expect(errorOf(() => make(90, undefined as never)).code).toBe('MissingProperty');
  expect(errorOf(() => taggedWithAll(undefined as never)).code).toBe('MissingProperty');
  expect(errorOf(() => LifecyclePolicy.of(undefined as never)).message).toContain('[MissingProperty] LifecyclePolicy.of: rules is missing');
  expectRefused('UnresolvedToken', ['${TfToken[TOKEN.0]}'], (pattern) => tagged(pattern));
});

test('the bounds themselves are taken', () => {
  expect(described(keepLast(100_000, tagged('a*b*c*d*')), keepLast(1, tagged('e')), expireAfter(3_650, untagged()), expireArchived(90, rest()))).toHaveLength(4);
});

test('a policy has 1 to 50 rules and at most 30,720 characters', () => {
  const families = (count: number, length: number): LifecycleRule[] =>
    Array.from({ length: count }, (_, index) => keepLast(1, tagged(`${index}-`.padEnd(length, 'x'))));
  expect(described(...families(50, 8))).toHaveLength(50);
  expect(errorOf(() => LifecyclePolicy.of([])).code).toBe('InvalidLifecyclePolicy');
  expect(errorOf(() => LifecyclePolicy.of(families(51, 8))).message).toMatch(/\[InvalidLifecyclePolicy\] .* 51 rules/);
  const long = (count: number): LifecycleRule[] =>
    Array.from({ length: count }, (_, index) => keepLast(1, taggedWithAll([`a${index}-`.padEnd(128, 'x'), `b${index}-`.padEnd(128, 'x')])));
  expect(described(...long(40))).toHaveLength(40);
  expect(errorOf(() => LifecyclePolicy.of(long(50))).message).toMatch(/\[InvalidLifecyclePolicy\] .* 50 rules and 3\d{4} characters/);
  expect(errorOf(() => LifecyclePolicy.of([undefined as never])).message).toContain('[MissingProperty] LifecyclePolicy.of: rules[0] is missing');
});

test('a policy is taken up to 30,720 characters and no further', () => {
  const full = Array.from({ length: 43 }, (_, index) => keepLast(1, taggedWithAll([`a${index}-`.padEnd(128, 'x'), `b${index}-`.padEnd(122, 'x')])));
  // A tag stands in the description and in the selection, so another character in it is two; "2 days" is one more than "1 day".
  const longerBy = (characters: number): LifecyclePolicy =>
    LifecyclePolicy.of([...full, expireAfter((characters % 2) + 1, tagged('c'.padEnd(1 + Math.floor(characters / 2), 'x')))]);
  const { length } = longerBy(0)._render();
  expect(longerBy(30_720 - length)._render()).toHaveLength(30_720);
  expect(errorOf(() => longerBy(30_721 - length)).message).toContain('ECR takes no policy of 44 rules and 30721 characters');
});

test('rules that cannot stand together are told with both of them, and with what to do', () => {
  const message = (...rules: LifecycleRule[]): string => errorOf(() => LifecyclePolicy.of(rules)).message;
  expect(message(keepLast(5, tagged('rc-*')), keepLast(6, tagged('rc-*')))).toMatch(
    /\[ContradictoryLifecycleRules\][^]*given: +\["keep the last 5 images tagged rc-\*","keep the last 6 images tagged rc-\*"\]\n[^]*ECR applies only the first[^]*keep the one that is meant$/,
  );
  expect(message(expireAfter(1, tagged('*')), expireAfter(3, untagged()), expireAfter(9, rest()))).toMatch(
    /\[UnreachableLifecycleRule\][^]*expected: rules that are each left some image[^]*remedy: +remove "expire other images after 9 days", or narrow what "[^]*" and "[^]*" selects$/,
  );
  expect(message(keepLast(5, tagged('a-*')), keepLast(6, tagged('*-b')))).toMatch(
    /\[AmbiguousLifecycleRules\][^]*given: +\["rule 1 \(keep the last 6 images tagged \*-b\)","rule 2 \(keep the last 5 images tagged a-\*\)"\]\n[^]*expected: tag families that share no tag[^]*taggedWithAll\(\["\*-b","a-\*"\]\)/,
  );
});
