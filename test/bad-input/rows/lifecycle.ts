import { LifecycleImage } from '../../../lib/registry/lifecycle/lifecycle-image';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { LifecycleRule } from '../../../lib/registry/lifecycle/lifecycle-rule';
import { LifecycleSelection } from '../../../lib/registry/lifecycle/lifecycle-selection';
import { TAG_PATTERN } from '../../../lib/registry/lifecycle/tag-pattern';
import { IMAGE, image } from '../good';
import { missing, notInstance, notInteger, notList, notListOf, notNull, Range } from '../kinds';
import { BadValue, property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';

const UNTAGGED = LifecycleSelection.untagged();
const A_DAY = new Date('2026-11-24');
const AN_IMAGE: LifecycleImage = { digest: 'sha256:a', pushedAt: A_DAY };
const DAYS: Range = { min: 1, max: 3650, remedy: 'say after how many days the rule acts' };

/** The rows of a rule that takes a number and a selection. */
function rule(method: 'keepLast' | 'expireAfter' | 'archiveUnpulled' | 'expireArchived', name: 'count' | 'days', range: Range): readonly Row[] {
  const where = `LifecycleRule.${method}`;
  return [
    ...property(
      `${where}.${name}`,
      { where, make: (value) => LifecycleRule[method](value, UNTAGGED), good: range.min },
      notInteger(name === 'count' ? 'InvalidLifecycleCount' : 'InvalidLifecycleDays', range),
    ),
    ...property(
      `${where}.images`,
      { where, make: (images) => LifecycleRule[method](range.min, images), good: UNTAGGED },
      notInstance('images', 'LifecycleSelection').filter(({ bad }) => bad !== null),
      { ...missing('images'), what: 'no images' },
    ),
  ];
}

const PATTERNS: readonly BadValue[] = texts('InvalidTagPattern', TAG_PATTERN, {
  'five wildcards': '*a*b*c*d*',
  'a question mark': 'rc-?',
  'a regular expression': '^rc-[0-9]+$',
  'a slash': 'rc/*',
  'a dot before it': '.rc',
  'nothing': undefined,
});

const RULES: readonly Row[] = [
  ...rule('keepLast', 'count', { min: 1, max: 100_000, remedy: 'say how many images stay' }),
  ...rule('expireAfter', 'days', DAYS),
  ...rule('archiveUnpulled', 'days', DAYS),
  ...rule('expireArchived', 'days', { min: 90, max: 3650, remedy: 'archived images stay at least 90 days' }),
  ...property('LifecycleRule.protectTags.pattern', { where: 'LifecycleSelection.tagged', make: (pattern) => LifecycleRule.protectTags(pattern), good: 'prod-*' }, PATTERNS),
  ...property(
    'LifecycleSelection.tagged.pattern',
    { where: 'LifecycleSelection.tagged', make: (pattern) => LifecycleSelection.tagged(pattern), good: 'rc-*' },
    usualTexts('InvalidTagPattern', TAG_PATTERN, 'rc-1'),
    PATTERNS,
  ),
  ...property(
    'LifecycleSelection.taggedWithAll.patterns',
    { where: 'LifecycleSelection.taggedWithAll', make: (patterns) => LifecycleSelection.taggedWithAll(patterns), good: ['rc-*', '*-debug'] },
    notList('patterns', 'rc-*').filter(({ bad }) => bad !== null),
    asItems(PATTERNS),
    { what: 'no pattern', bad: [], code: 'InvalidTagPattern', expected: 'at least one tag pattern', remedy: 'select with LifecycleSelection.rest()' },
  ),
];

const EXPIRE = LifecycleRule.expireAfter(1, UNTAGGED);

/** One image with a property that is none. */
function imageWith(name: string): { readonly where: string; readonly make: (value: never) => unknown } {
  return { where: 'LifecyclePolicy.simulate', make: (value) => LifecyclePolicy.releases().simulate([{ ...AN_IMAGE, [name]: value }], A_DAY) };
}

function ofKind(expected: string, remedy: string, values: { readonly [what: string]: unknown }): readonly BadValue[] {
  return Object.entries(values).map(([what, bad]) => ({ what, bad, code: 'InvalidType', expected, remedy }));
}

const NO_DATES = ofKind('a Date that is a point in time', "new Date('2026-11-24')", { 'the text of a date': '2026-11-24', 'an invalid date': new Date('never'), 'a number of seconds': 1_764_000_000 });
const NO_TEXTS = ofKind('a text', 'write it in quotes', { 'a number': 1, 'a list': ['sha256:a'] });

const POLICIES: readonly Row[] = [
  ...property(
    'LifecyclePolicy.of.rules',
    { where: 'LifecyclePolicy.of', make: (rules) => LifecyclePolicy.of(rules), good: [EXPIRE] },
    notListOf('rules', 'LifecycleRule', EXPIRE).filter(({ bad }) => bad !== null),
    { what: 'no rule', bad: [], given: 0, code: 'InvalidLifecyclePolicy', expected: '1 to 50 rules', remedy: 'write a family of tags as one pattern' },
  ),
  ...property(
    'LifecyclePolicy.fromJson.text',
    { where: 'LifecyclePolicy.fromJson', make: (text) => LifecyclePolicy.fromJson(text), good: LifecyclePolicy.releases()._render() },
    ...Object.entries({ 'an empty text': '', 'a word': 'rules', 'an empty list': '[]', 'an object without rules': '{}', 'a number': 7, 'nothing': undefined }).map(
      ([what, bad]): BadValue => ({
        what,
        bad,
        code: 'InvalidLifecyclePolicy',
        expected: 'the JSON of a lifecycle policy, 100 to 30720 characters',
        remedy: 'give what `aws ecr get-lifecycle-policy',
      }),
    ),
  ),
  ...property(
    'LifecyclePolicy.simulate.images',
    { where: 'LifecyclePolicy.simulate', make: (images) => LifecyclePolicy.releases().simulate(images, A_DAY), good: [AN_IMAGE] },
    notList('images', AN_IMAGE).filter(({ bad }) => bad !== null),
    { ...missing('images'), what: 'no list' },
  ),
  ...property(
    'LifecyclePolicy.simulate.asOf',
    { where: 'LifecyclePolicy.simulate', make: (asOf) => LifecyclePolicy.releases().simulate([AN_IMAGE], asOf), good: A_DAY },
    NO_DATES,
    { ...missing('asOf'), what: 'no day' },
  ),
  ...property('LifecycleImage.digest', { ...imageWith('digest'), good: 'sha256:b' }, NO_TEXTS, missing('digest'), notNull('digest')),
  ...property('LifecycleImage.tags', { ...imageWith('tags'), good: ['1.0.0'] }, notList('tags', '1.0.0')),
  ...property('LifecycleImage.pushedAt', { ...imageWith('pushedAt'), good: A_DAY }, NO_DATES, { ...missing('pushedAt'), expected: 'a value for pushedAt of sha256:a', remedy: 'set pushedAt of sha256:a' }, notNull('pushedAt')),
  ...property('LifecycleImage.lastPulledAt', { ...imageWith('lastPulledAt'), good: A_DAY }, NO_DATES, notNull('lastPulledAt')),
  ...property('LifecycleImage.archivedAt', { ...imageWith('archivedAt'), good: A_DAY }, NO_DATES, notNull('archivedAt')),
  ...property('LifecycleImage.restoredAt', { ...imageWith('restoredAt'), good: A_DAY }, NO_DATES, notNull('restoredAt')),
  ...property('LifecycleImage.manifestLists', { ...imageWith('manifestLists'), good: ['sha256:c'] }, notList('manifestLists', 'sha256:c')),
  ...property('LifecycleImage.subject', { ...imageWith('subject'), good: 'sha256:c' }, NO_TEXTS, notNull('subject')),
  ...property(
    'GoldenImageProps.releaseLifecycle',
    { where: IMAGE, make: (releaseLifecycle) => image({ releaseLifecycle }), good: LifecyclePolicy.releases() },
    notInstance('releaseLifecycle', 'LifecyclePolicy'),
  ),
];

export const LIFECYCLE_ROWS: readonly Row[] = [...RULES, ...POLICIES];
