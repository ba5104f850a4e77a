import { ImageFate, LifecycleImage } from '../../../lib/registry/lifecycle/lifecycle-image';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { LifecycleRule } from '../../../lib/registry/lifecycle/lifecycle-rule';
import { LifecycleSelection } from '../../../lib/registry/lifecycle/lifecycle-selection';
import { errorOf, expectRefused } from '../../support/errors';

const { tagged, untagged, rest } = LifecycleSelection;
const { keepLast, expireAfter, archiveUnpulled, expireArchived, protectTags } = LifecycleRule;

const AS_OF = new Date('2026-03-01T00:00:00Z');

function daysAgo(days: number): Date {
  return new Date(AS_OF.getTime() - days * 86_400_000);
}

function image(digest: string, pushed: number, more: Partial<LifecycleImage> = {}): LifecycleImage {
  return { digest, pushedAt: daysAgo(pushed), ...more };
}

/** In short: what happens to each image, by which rule, and on which day. */
function fates(rules: LifecycleRule[], images: LifecycleImage[]): Record<string, string> {
  const short = ({ action, rulePriority, at, expiresAt }: ImageFate): string =>
    [action, rulePriority ?? '-', at?.slice(0, 10), expiresAt !== at && expiresAt?.slice(0, 10)].filter(Boolean).join(' ');
  return Object.fromEntries(LifecyclePolicy.of(rules).simulate(images, AS_OF).map((fate) => [fate.digest, short(fate)]));
}

test('an age acts on the day it is reached, and at once where it is passed', () => {
  expect(fates([expireAfter(14, untagged())], [image('old', 100), image('young', 4), image('tagged', 100, { tags: ['a'] })])).toEqual({
    old: 'expire 1 2026-03-01',
    young: 'expire 1 2026-03-11',
    tagged: 'keep -',
  });
});

test('an image is not older than an age on the moment that it reaches it', () => {
  const at = (days: number): ImageFate => LifecyclePolicy.releases().simulate([image('a', days)], AS_OF)[0]!;
  expect(at(14)).toMatchObject({ at: AS_OF.toISOString(), isDue: false });
  expect(at(14.0001)).toMatchObject({ at: AS_OF.toISOString(), isDue: true });
});

test('a count acts at once or never', () => {
  const images = ['a', 'b', 'c'].map((digest, index) => image(digest, 10 - index, { tags: [`rc-${index}`] }));
  expect(fates([keepLast(2, tagged('rc-*'))], images)).toEqual({ a: 'expire 1 2026-03-01', b: 'keep 1', c: 'keep 1' });
});

test('a protected image stays, takes a place in the counts of others, and outlives the archive', () => {
  const images = [image('a', 30, { tags: ['1'] }), image('b', 20, { tags: ['2', 'prod-2'] }), image('c', 10, { tags: ['3'] })];
  expect(fates([protectTags('prod-*'), keepLast(2, tagged('*'))], images)).toEqual({ a: 'expire 2 2026-03-01', b: 'keep 1', c: 'keep 2' });
  const archived = image('d', 900, { tags: ['prod-1'], archivedAt: daysAgo(800) });
  expect(fates([protectTags('prod-*'), expireArchived(90, rest())], [archived])).toEqual({ d: 'expire 2 2123-11-28' });
});

test('what nobody pulls is archived, and deleted when it has lain there', () => {
  const rules = [archiveUnpulled(30, rest()), expireArchived(90, rest())];
  const images = [
    image('never', 40),
    image('pulled', 400, { lastPulledAt: daysAgo(10) }),
    image('restored', 400, { lastPulledAt: daysAgo(300), restoredAt: daysAgo(5) }),
    image('restored and pulled', 400, { lastPulledAt: daysAgo(1), restoredAt: daysAgo(5) }),
    image('archived', 400, { archivedAt: daysAgo(89) }),
  ];
  expect(fates(rules, images)).toEqual({
    never: 'archive 1 2026-03-01 2026-05-30',
    pulled: 'archive 1 2026-03-21 2026-06-19',
    restored: 'archive 1 2026-03-26 2026-06-24',
    'restored and pulled': 'archive 1 2026-03-30 2026-06-28',
    archived: 'expire 2 2026-03-02',
  });
});

test('a rule for images in use does not see the archive, nor count what lies there', () => {
  const images = [image('a', 30), image('b', 20), image('c', 10, { archivedAt: daysAgo(5) })];
  expect(fates([keepLast(2, rest())], images)).toEqual({ a: 'keep 1', b: 'keep 1', c: 'keep -' });
});

test('an image that was restored is as old as its return', () => {
  expect(fates([expireAfter(30, rest())], [image('a', 400, { restoredAt: daysAgo(10) })])).toEqual({ a: 'expire 1 2026-03-21' });
});

test('an image of a manifest list stays until every list that holds it goes', () => {
  const images = [
    image('child', 30, { manifestLists: ['list', 'young list', 'a list elsewhere'] }),
    image('list', 30, { tags: ['rc-1'] }),
    image('young list', 3, { tags: ['rc-2'] }),
    image('child of a release', 30, { manifestLists: ['release'] }),
    image('release', 30, { tags: ['1.0'] }),
  ];
  expect(fates([expireAfter(7, untagged()), expireAfter(10, tagged('rc-*'))], images)).toEqual({
    child: 'expire 2 2026-03-08',
    list: 'expire 1 2026-03-01',
    'young list': 'expire 1 2026-03-08',
    'child of a release': 'keep 2',
    release: 'keep -',
  });
});

test('an image goes together with the list that held it, where both are due', () => {
  expect(fates([keepLast(1, rest())], [image('child', 9, { manifestLists: ['list'] }), image('list', 8), image('new', 1)])).toEqual({
    child: 'expire 1 2026-03-01',
    list: 'expire 1 2026-03-01',
    new: 'keep 1',
  });
});

test('signatures follow what they sign, and a signature of a signature too', () => {
  const images = [
    image('signature', 90, { subject: 'release' }),
    image('release', 90, { tags: ['1.0'] }),
    image('signature of a candidate', 90, { subject: 'candidate' }),
    image('countersignature', 90, { subject: 'signature of a candidate' }),
    image('candidate', 2, { tags: ['rc-1'] }),
    image('lost', 90, { subject: 'what is not there' }),
  ];
  expect(fates([expireAfter(14, untagged()), expireAfter(10, tagged('rc-*'))], images)).toEqual({
    signature: 'keep -',
    release: 'keep -',
    'signature of a candidate': 'expire 1 2026-03-09',
    countersignature: 'expire 1 2026-03-09',
    candidate: 'expire 1 2026-03-09',
    lost: 'expire 2 2026-03-01',
  });
});

test('of two images pushed at once, the one whose digest sorts first is taken as the older', () => {
  const pair = [image('b', 1), image('a', 1)];
  expect(fates([keepLast(1, rest())], pair)).toEqual({ a: 'expire 1 2026-03-01', b: 'keep 1' });
});

test('what is given is not changed, and the same question has the same answer', () => {
  const policy = LifecyclePolicy.candidates();
  const images = Object.freeze([Object.freeze(image('a', 30, { tags: Object.freeze(['x']) as string[] }))]) as LifecycleImage[];
  expect(policy.simulate(images, AS_OF)).toEqual(policy.simulate(images, AS_OF));
  expect(policy.simulate(images, AS_OF)).toEqual([
    { digest: 'a', action: 'expire', rulePriority: 1, rule: 'rule 1 (expire other images after 14 days)', at: AS_OF.toISOString(), isDue: true, expiresAt: AS_OF.toISOString() },
  ]);
  expect(policy.simulate([], AS_OF)).toEqual([]);
});

test.each<[string, unknown, unknown, string]>([
  ['the images', {}, AS_OF, 'images is not a list'],
  ['an image', ['sha256:a'], AS_OF, 'image is not an object of properties'],
  ['the time', [], '2026-03-01', 'asOf is not a Date'],
])('what is wrong with %s is said by its name', (_name, images, asOf, problem) => {
  expect(errorOf(() => LifecyclePolicy.releases().simulate(images as LifecycleImage[], asOf as Date)).message).toContain(`[InvalidType] LifecyclePolicy.simulate: ${problem}`);
});

test('a date that is none is refused, of the question and of an image', () => {
  const never = new Date('never');
  const simulate = (more: Partial<LifecycleImage>): ImageFate[] => LifecyclePolicy.releases().simulate([image('a', 1, more)], AS_OF);
  expectRefused('InvalidType', [never, '2026-01-01'], (asOf) => LifecyclePolicy.releases().simulate([], asOf));
  expectRefused('InvalidType', [never, '2026-01-01'], (pushedAt) => simulate({ pushedAt }));
  for (const field of ['lastPulledAt', 'archivedAt', 'restoredAt']) expectRefused('InvalidType', [never], (date) => simulate({ [field]: date }));
});
