import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { errorOf, expectRefused } from '../../support/errors';

const AGE = { countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 };
const COUNT = { countType: 'imageCountMoreThan', countNumber: 1 };
const PULLED = { countType: 'sinceImagePulled', countUnit: 'days', countNumber: 90 };
const ARCHIVED = { storageClass: 'archive', countType: 'sinceImageTransitioned', countUnit: 'days', countNumber: 90 };
const EXPIRE = { type: 'expire' };
const ARCHIVE = { type: 'transition', targetStorageClass: 'archive' };

/** Indented, so that it is never too short. */
function policy(...rules: object[]): string {
  return JSON.stringify({ rules }, undefined, 8);
}

function rule(selection: object, action: object = EXPIRE, rulePriority: unknown = 1, more: object = {}): object {
  return { rulePriority, description: 'a rule', selection, action, ...more };
}

/** By where they come from: what their authors write, and what it is here. */
const PEERS: readonly (readonly [string, string])[] = [
  [
    'terraform-aws-modules/ecr examples/complete and examples/repository-template',
    '{"rules":[{"rulePriority":1,"description":"Keep last 30 images","selection":{"tagStatus":"tagged","tagPrefixList":["v"],"countType":"imageCountMoreThan","countNumber":30},"action":{"type":"expire"}}]}',
  ],
  ['aws-cdk aws-ecr: tag prefixes', '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"tagged","tagPrefixList":["abc"],"countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}'],
  ['aws-cdk aws-ecr: tag patterns', '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"tagged","tagPatternList":["abc*"],"countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}'],
  ['aws-cdk aws-ecr: four wildcards', '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"tagged","tagPatternList":["abc*d*e*f*"],"countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}'],
  ['aws-cdk aws-ecr: days', '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"sinceImagePushed","countNumber":5,"countUnit":"days"},"action":{"type":"expire"}}]}'],
  ['aws-cdk aws-ecr: a count', '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":5},"action":{"type":"expire"}}]}'],
  [
    'aws-cdk aws-ecr: numbered and unnumbered rules',
    '{"rules":[{"rulePriority":10,"selection":{"tagStatus":"tagged","tagPrefixList":["b"],"countType":"imageCountMoreThan","countNumber":5},"action":{"type":"expire"}},{"rulePriority":11,"selection":{"tagStatus":"tagged","tagPrefixList":["a"],"countType":"imageCountMoreThan","countNumber":5},"action":{"type":"expire"}}]}',
  ],
  [
    'aws-cdk aws-ecr: any at the back',
    '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"tagged","tagPrefixList":["important"],"countType":"imageCountMoreThan","countNumber":999},"action":{"type":"expire"}},{"rulePriority":2,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":5},"action":{"type":"expire"}}]}',
  ],
];

test.each(PEERS)('the policy of %s is read and means the same when it is written', (_source, text) => {
  expect(JSON.parse(LifecyclePolicy.fromJson(text)._render())).toEqual(JSON.parse(text));
});

test('a policy of a peer tells what becomes of images', () => {
  const asOf = new Date('2026-06-01T00:00:00Z');
  const images = Array.from({ length: 32 }, (_, index) => ({ digest: `d${index}`, tags: [`v${index}`], pushedAt: new Date(asOf.getTime() - (40 - index) * 86_400_000) }));
  const fates = LifecyclePolicy.fromJson(PEERS[0]![1]).simulate(images, asOf);
  expect(fates.filter(({ isDue }) => isDue).map(({ digest }) => digest)).toEqual(['d0', 'd1']);
  expect(fates[2]).toEqual({ digest: 'd2', action: 'keep', rulePriority: 1, rule: 'rule 1 (Keep last 30 images)', isDue: false });
});

test('rules are read by their priority, whatever their order, and what they say apart from it stays', () => {
  const read = LifecyclePolicy.fromJson(policy(rule({ tagStatus: 'any', storageClass: 'standard', ...PULLED }, ARCHIVE, 7), rule({ tagStatus: 'tagged', tagPatternList: ['b*', 'a*', 'b*'], ...AGE }, EXPIRE, 3), rule({ tagStatus: 'any', ...ARCHIVED }, EXPIRE, 9)));
  expect(JSON.parse(read._render())).toEqual({
    rules: [
      rule({ tagStatus: 'tagged', tagPatternList: ['a*', 'b*'], ...AGE }, EXPIRE, 3),
      rule({ tagStatus: 'any', ...PULLED }, ARCHIVE, 7),
      rule({ tagStatus: 'any', ...ARCHIVED }, EXPIRE, 9),
    ],
  });
});

test('a rule without a description is called by its priority', () => {
  const [fate] = LifecyclePolicy.fromJson(PEERS[4]![1]).simulate([{ digest: 'd', pushedAt: new Date(0) }], new Date(0));
  expect(fate).toMatchObject({ rule: 'rule 1', at: '1970-01-06T00:00:00.000Z' });
});

const ANY = { tagStatus: 'any', ...AGE };
const TAGGED = { tagStatus: 'tagged', tagPatternList: ['a*'], ...AGE };

test.each<[string, string, string]>([
  ['no rule', `{"rules":[]${' '.repeat(100)}}`, 'rules: a list of 1 to 50 rules'],
  ['51 rules', JSON.stringify({ rules: Array.from({ length: 51 }, (_, index) => rule({ tagStatus: 'tagged', tagPatternList: [`a${index}`], ...AGE }, EXPIRE, index + 1)) }), 'rules: a list of 1 to 50 rules'],
  ['no list of rules', JSON.stringify({ rules: 'x'.repeat(100) }), 'rules: a list of 1 to 50 rules'],
  ['a list', JSON.stringify(['x'.repeat(100)]), 'an object'],
  ['a field beside rules', JSON.stringify({ rules: [rule(ANY)], version: '1', padding: ' '.repeat(100) }), 'no field but rules; there is version'],
  ['a rule that is none', policy(rule(ANY), ['x'.repeat(60)]), 'an object'],
  ['an unknown field in a rule', policy(rule(ANY, EXPIRE, 1, { name: 'x' })), 'no field but rulePriority, description, selection, action; there is name'],
  ['an unknown field in a selection', policy(rule({ ...ANY, tagRegex: 'x' })), 'there is tagRegex'],
  ['an unknown field in an action', policy(rule(ANY, { ...EXPIRE, days: 1 })), 'no field but type, targetStorageClass; there is days'],
  ['no selection', policy({ rulePriority: 1, description: 'x'.repeat(60), action: EXPIRE }), 'an object'],
  ['no action', policy({ rulePriority: 1, selection: ANY }), 'an object'],
  ['priority 0', policy(rule(ANY, EXPIRE, 0)), 'rulePriority: a whole number from 1'],
  ['a priority that is a text', policy(rule(ANY, EXPIRE, '1')), 'rulePriority: a whole number from 1'],
  ['a description that is a number', policy(rule(ANY, EXPIRE, 1, { description: 1 })), 'description: a text'],
  ['an unknown tag status', policy(rule({ ...AGE, tagStatus: 'TAGGED' })), 'tagStatus: one of tagged, untagged, any'],
  ['an unknown count type', policy(rule({ ...ANY, countType: 'sinceImageBuilt' })), 'countType: one of'],
  ['an unknown action', policy(rule(ANY, { type: 'delete' })), 'type: one of expire, transition'],
  ['an unknown storage class', policy(rule({ ...ANY, storageClass: 'glacier' })), 'storageClass: one of standard, archive'],
  ['tags for any image', policy(rule({ ...ANY, tagPatternList: ['a'] })), 'no tagPatternList and no tagPrefixList with tagStatus any'],
  ['tags for untagged images', policy(rule({ ...AGE, tagStatus: 'untagged', tagPrefixList: ['a'] })), 'no tagPatternList and no tagPrefixList with tagStatus untagged'],
  ['tagged without tags', policy(rule({ ...AGE, tagStatus: 'tagged' })), 'either tagPatternList or tagPrefixList'],
  ['patterns and prefixes', policy(rule({ ...TAGGED, tagPrefixList: ['a'] })), 'either tagPatternList or tagPrefixList'],
  ['an empty pattern list', policy(rule({ ...TAGGED, tagPatternList: [] })), 'tagPatternList: a list of one or more'],
  ['a pattern with five wildcards', policy(rule({ ...TAGGED, tagPatternList: ['a*b*c*d*e*'] })), 'at most four "*"'],
  ['a pattern that is no text', policy(rule({ ...TAGGED, tagPatternList: [1] })), 'tagPatternList: a list of one or more'],
  ['a prefix with a wildcard', policy(rule({ ...AGE, tagStatus: 'tagged', tagPrefixList: ['a*'] })), 'the beginning of a tag, without "*"'],
  ['an age without a unit', policy(rule({ ...ANY, countUnit: undefined })), 'countUnit days with countType sinceImagePushed'],
  ['an age in hours', policy(rule({ ...ANY, countUnit: 'hours' })), 'countUnit days with countType sinceImagePushed'],
  ['a count with a unit', policy(rule({ tagStatus: 'any', ...COUNT, countUnit: 'days' })), 'no countUnit with countType imageCountMoreThan'],
  ['a count of 0', policy(rule({ tagStatus: 'any', ...COUNT, countNumber: 0 })), 'countNumber: a whole number from 1'],
  ['half a day', policy(rule({ ...ANY, countNumber: 0.5 })), 'countNumber: a whole number from 1'],
  ['expiry by pull', policy(rule({ tagStatus: 'any', ...PULLED })), 'type transition with countType sinceImagePulled'],
  ['archiving what is archived', policy(rule({ tagStatus: 'any', ...ARCHIVED }, ARCHIVE)), 'type expire with countType sinceImageTransitioned'],
  ['89 days in the archive', policy(rule({ tagStatus: 'any', ...ARCHIVED, countNumber: 89 })), 'countNumber: at least 90 days in the archive'],
  ['time in the archive without the archive', policy(rule({ tagStatus: 'any', ...ARCHIVED, storageClass: undefined })), 'storageClass archive with countType sinceImageTransitioned'],
  ['an age in the archive', policy(rule({ ...ANY, storageClass: 'archive' })), 'storageClass standard with countType sinceImagePushed'],
  ['a transition to nowhere', policy(rule(ANY, { type: 'transition' })), 'targetStorageClass archive with type transition'],
  ['a transition to the standard class', policy(rule(ANY, { type: 'transition', targetStorageClass: 'standard' })), 'targetStorageClass archive with type transition'],
  ['expiry to the archive', policy(rule(ANY, { ...ARCHIVE, type: 'expire' })), 'no targetStorageClass with type expire'],
  ['one priority twice', policy(rule(TAGGED), rule({ tagStatus: 'any', ...ARCHIVED })), 'a rulePriority of its own for each rule, not 1 for both "a rule" and "a rule"'],
  ['a rule after any', policy(rule(ANY), rule(TAGGED, EXPIRE, 2)), 'the rule with tagStatus any last; rule 2 (a rule) comes after rule 1 (a rule)'],
  ['any twice', policy(rule(ANY), rule(ANY, EXPIRE, 2)), 'the rule with tagStatus any last'],
  ['untagged twice', policy(rule({ ...AGE, tagStatus: 'untagged' }), rule({ ...COUNT, tagStatus: 'untagged' }, EXPIRE, 2)), 'one rule for untagged images of a storage class; there are rule 1 (a rule) and rule 2 (a rule)'],
  ['the same tags twice', policy(rule({ ...AGE, tagStatus: 'tagged', tagPrefixList: ['a'] }), rule(TAGGED, EXPIRE, 2)), 'other tags for each rule of a storage class; rule 1 (a rule) and rule 2 (a rule) select the same'],
  ['a text that is too short', '{"rules":[]}', '100 to 30720 characters'],
  ['a text that is too long', policy(rule(ANY, EXPIRE, 1, { description: 'x'.repeat(30_720) })), '100 to 30720 characters'],
  ['a text that is no JSON', 'x'.repeat(100), 'the JSON of a lifecycle policy'],
])('%s is refused by the rule of ECR that it breaks', (_name, text, expected) => {
  const error = errorOf(() => LifecyclePolicy.fromJson(text));
  expect(error.code).toBe('InvalidLifecyclePolicy');
  expect(error.message).toMatch(/\n {2}given: .*\n {2}expected: .+\n {2}remedy: .+/);
  expect(error.message.split('\n').find((line) => line.startsWith('  expected'))).toContain(expected);
});

test('what is no text, and what is only known later, is refused', () => {
  expectRefused('InvalidLifecyclePolicy', [undefined, null, {}, 5], (text) => LifecyclePolicy.fromJson(text));
  expectRefused('UnresolvedToken', [`\${TfToken[TOKEN.0]}${' '.repeat(100)}`], (text) => LifecyclePolicy.fromJson(text));
});

test('what ECR takes is read even where a rule never acts', () => {
  const useless = policy(rule({ tagStatus: 'tagged', tagPatternList: ['a*'], ...COUNT }), rule({ tagStatus: 'tagged', tagPatternList: ['ab*'], ...COUNT }, EXPIRE, 2));
  expect(JSON.parse(LifecyclePolicy.fromJson(useless)._render()).rules).toHaveLength(2);
});
