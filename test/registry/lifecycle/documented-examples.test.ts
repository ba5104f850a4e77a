import { LifecycleAction, LifecycleImage } from '../../../lib/registry/lifecycle/lifecycle-image';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';

/**
 * The examples of the Amazon ECR user guide, "Examples of lifecycle policies in Amazon ECR", with the results that it
 * states. "Pushed N days ago" is taken to the minute in the order in which the guide lists the images.
 */
const AS_OF = new Date('2026-06-01T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

type Row = readonly [name: string, tags: string[], daysAgo: number];

function images(rows: readonly Row[]): LifecycleImage[] {
  return rows.map(([digest, tags, daysAgo], index) => ({ digest, tags, pushedAt: new Date(AS_OF.getTime() - daysAgo * DAY + index * MINUTE) }));
}

function rule(rulePriority: number, selection: object, action: object = { type: 'expire' }): object {
  return { rulePriority, description: `Rule ${rulePriority}`, selection, action };
}

function tagged(tagPatternList: string[], counting: object): object {
  return { tagStatus: 'tagged', tagPatternList, ...counting };
}

const moreThan = (countNumber: number): object => ({ countType: 'imageCountMoreThan', countNumber });
const olderThan = (countNumber: number): object => ({ countType: 'sinceImagePushed', countUnit: 'days', countNumber });

function dueAt(rules: readonly object[], given: readonly LifecycleImage[]): Record<string, number | undefined> {
  const fates = LifecyclePolicy.fromJson(JSON.stringify({ rules }, undefined, 2)).simulate([...given], AS_OF);
  return Object.fromEntries(fates.filter(({ isDue }) => isDue).map(({ digest, rulePriority }) => [digest, rulePriority]));
}

const PROD_AND_BETA: readonly Row[] = [['A', ['beta-1', 'prod-1'], 10], ['B', ['beta-2', 'prod-2'], 9], ['C', ['beta-3'], 8]];
const TWO_TAGS: readonly Row[] = [['A', ['alpha-1'], 12], ['B', ['beta-1'], 11], ['C', ['alpha-2', 'beta-2'], 10], ['D', ['alpha-3'], 4], ['E', ['beta-3'], 3], ['F', ['alpha-4', 'beta-4'], 2]];
const NOT_EXCLUSIVE: readonly Row[] = [['A', ['alpha-1', 'beta-1', 'gamma-1'], 10], ['B', ['alpha-2', 'beta-2'], 9], ['C', ['alpha-3', 'beta-3', 'gamma-2'], 8]];
const ALL_IMAGES: readonly Row[] = [['A', ['alpha-1'], 4], ['B', ['beta-1'], 3], ['C', [], 2], ['D', ['alpha-2'], 1]];
const ALL_RULE_TYPES: readonly Row[] = [['A', ['alpha-1', 'beta-1'], 4], ['B', [], 3], ['C', ['alpha-2'], 2], ['D', ['git hash'], 1], ['E', [], 1]];

test.each([
  ['multiple rules, example A', [rule(1, tagged(['prod*'], moreThan(1))), rule(2, tagged(['beta*'], moreThan(1)))], PROD_AND_BETA, { A: 1 }],
  ['multiple rules, example B', [rule(1, tagged(['beta*'], moreThan(1))), rule(2, tagged(['prod*'], moreThan(1)))], PROD_AND_BETA, { A: 1, B: 1 }],
  ['multiple tags in a single rule, example A', [rule(1, tagged(['alpha*', 'beta*'], olderThan(5)))], TWO_TAGS, { C: 1 }],
  ['multiple tags in a single rule, example B', [rule(1, tagged(['alpha*', 'beta*'], moreThan(1)))], NOT_EXCLUSIVE, { A: 1, B: 1 }],
  ['all images, example A', [rule(1, { tagStatus: 'any', ...moreThan(1) })], ALL_IMAGES, { A: 1, B: 1, C: 1 }],
  [
    'all images, example B',
    [rule(1, tagged(['alpha*'], moreThan(1))), rule(2, { tagStatus: 'untagged', ...olderThan(1) }), rule(3, { tagStatus: 'any', ...moreThan(1) })],
    ALL_RULE_TYPES,
    { A: 1, B: 2, D: 3 },
  ],
])('the documented example of %s ends as the guide says', (_name, rules, rows, expected) => {
  expect(dueAt(rules, images(rows))).toEqual(expected);
});

test('the documented example of image age expires images tagged prod that are older than 14 days', () => {
  const rows: readonly Row[] = [['A', ['prod'], 15], ['B', ['production-team1'], 13], ['C', ['beta'], 100], ['D', ['repo-prod'], 100]];
  expect(dueAt([rule(1, tagged(['prod*'], olderThan(14)))], images(rows))).toEqual({ A: 1 });
});

test('the documented example of image count keeps one untagged image', () => {
  const rows: readonly Row[] = [['A', [], 3], ['B', [], 2], ['C', ['v1'], 1]];
  expect(dueAt([rule(1, { tagStatus: 'untagged', ...moreThan(1) })], images(rows))).toEqual({ A: 1 });
});

test('the documented example of archiving by the last pull archives, and deletes nothing', () => {
  const transition = { type: 'transition', targetStorageClass: 'archive' };
  const policy = [rule(1, { tagStatus: 'any', countType: 'sinceImagePulled', countUnit: 'days', countNumber: 90 }, transition)];
  const [pulled, neverPulled] = images([['A', ['v1'], 200], ['B', ['v2'], 91]]);
  const given = [{ ...pulled!, lastPulledAt: new Date(AS_OF.getTime() - 10 * DAY) }, neverPulled!];
  expect(LifecyclePolicy.fromJson(JSON.stringify({ rules: policy }, undefined, 2)).simulate(given, AS_OF)).toEqual([
    { digest: 'A', action: LifecycleAction.ARCHIVE, rulePriority: 1, rule: 'rule 1 (Rule 1)', at: '2026-08-20T12:00:00.000Z', isDue: false },
    { digest: 'B', action: LifecycleAction.ARCHIVE, rulePriority: 1, rule: 'rule 1 (Rule 1)', at: AS_OF.toISOString(), isDue: true },
  ]);
});

test('the documented example of combining archive and expire rules archives at once and deletes a year later', () => {
  const rules = [
    rule(1, { tagStatus: 'any', ...olderThan(30) }, { type: 'transition', targetStorageClass: 'archive' }),
    rule(2, { tagStatus: 'any', storageClass: 'archive', countType: 'sinceImageTransitioned', countUnit: 'days', countNumber: 365 }),
  ];
  const [old] = images([['A', ['v1'], 31]]);
  const archived: LifecycleImage = { ...old!, digest: 'B', archivedAt: new Date(AS_OF.getTime() - 366 * DAY) };
  expect(LifecyclePolicy.fromJson(JSON.stringify({ rules })).simulate([old!, archived], AS_OF)).toMatchObject([
    { digest: 'A', action: LifecycleAction.ARCHIVE, rulePriority: 1, at: AS_OF.toISOString(), isDue: true, expiresAt: '2027-06-01T12:00:00.000Z' },
    { digest: 'B', action: LifecycleAction.EXPIRE, rulePriority: 2, at: AS_OF.toISOString(), isDue: true, expiresAt: AS_OF.toISOString() },
  ]);
});
