import fc from 'fast-check';

import { ImageFate, LifecycleImage } from '../../../lib/registry/lifecycle/lifecycle-image';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { evaluate, Outcome, RegistryImage, STEP } from '../../support/ecr-lifecycle';

/** Thousands of random cases on a busy machine. */
jest.setTimeout(60_000);

const ZERO = Date.UTC(2026, 0, 1);
const AS_OF_STEP = 480;
const AS_OF = ZERO + AS_OF_STEP * STEP;
const MOST_DAYS = 96;
const UNTIL = AS_OF + (2 * MOST_DAYS + 1) * 4 * STEP;

const tag = fc.stringMatching(/^[ab][ab.-]{0,3}$/);
const pattern = fc.stringMatching(/^[ab*][ab*.-]{0,3}$/).filter((text) => text.split('*').length <= 5);
const prefix = fc.stringMatching(/^[ab][ab-]{0,1}$/);
const step = fc.integer({ min: 0, max: AS_OF_STEP });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });

const images: fc.Arbitrary<RegistryImage[]> = fc
  .array(
    fc.record({
      tags: fc.uniqueArray(tag, { maxLength: 3 }),
      pushed: step,
      pulled: maybe(step),
      restored: maybe(step),
      archived: fc.option(step, { nil: undefined, freq: 5 }),
      lists: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 1 }),
      subject: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined, freq: 5 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) =>
    list.map(({ lists, subject, ...image }, index) => {
      const at = (value: number | undefined): number | undefined => (value === undefined ? undefined : ZERO + value * STEP);
      const times = { pushed: at(image.pushed)!, pulled: at(image.pulled), restored: at(image.restored), archived: at(image.archived) };
      // Digests are hashes of what they name, so neither lists nor subjects go round in circles.
      const later = (other: number): boolean => other > index;
      return { digest: `d${index}`, tags: image.tags, ...times, lists: lists.filter(later).map((other) => `d${other}`), subject: subject !== undefined && later(subject) ? `d${subject}` : undefined };
    }),
  );

const tags = fc.oneof(
  fc.record({ tagStatus: fc.constant('tagged'), tagPatternList: fc.uniqueArray(pattern, { minLength: 1, maxLength: 2 }) }),
  fc.record({ tagStatus: fc.constant('tagged'), tagPrefixList: fc.uniqueArray(prefix, { minLength: 1, maxLength: 2 }) }),
  fc.constant({ tagStatus: 'untagged' }),
  fc.constant({ tagStatus: 'any' }),
);
const days = fc.integer({ min: 1, max: 40 });
const expire = { type: 'expire' };
const archive = { type: 'transition', targetStorageClass: 'archive' };
const counting = fc.oneof(
  fc.record({ count: fc.record({ countType: fc.constant('imageCountMoreThan'), countNumber: fc.integer({ min: 1, max: 4 }) }), action: fc.constantFrom(expire, archive) }),
  fc.record({ count: fc.record({ countType: fc.constant('sinceImagePushed'), countUnit: fc.constant('days'), countNumber: days }), action: fc.constantFrom(expire, archive) }),
  fc.record({ count: fc.record({ countType: fc.constant('sinceImagePulled'), countUnit: fc.constant('days'), countNumber: days }), action: fc.constant(archive) }),
  fc.record({
    count: fc.record({ countType: fc.constant('sinceImageTransitioned'), storageClass: fc.constant('archive'), countUnit: fc.constant('days'), countNumber: fc.integer({ min: 90, max: MOST_DAYS }) }),
    action: fc.constant(expire),
  }),
);

/** Policies that ECR takes: "any" last, and nothing selected twice. */
const policies = fc
  .array(fc.record({ tags, counting }), { minLength: 1, maxLength: 6 })
  .map((rules) => {
    const isLast = (rule: (typeof rules)[number]): number => Number(rule.tags.tagStatus === 'any');
    const ordered = [...rules].sort((a, b) => isLast(a) - isLast(b));
    const described = ordered.map(({ tags: selection, counting: { count, action } }, index) => ({
      rulePriority: 10 * index + 1,
      description: `rule at ${index}, described at some length so that the text is as long as ECR wants it`,
      selection: { ...selection, ...count },
      action,
    }));
    return JSON.stringify({ rules: described });
  })
  .filter((text) => {
    try {
      return LifecyclePolicy.fromJson(text) instanceof LifecyclePolicy;
    } catch {
      return false;
    }
  });

function asLifecycleImage({ digest, tags: given, pushed, pulled, archived, restored, lists, subject }: RegistryImage): LifecycleImage {
  return {
    digest,
    tags: [...given],
    pushedAt: new Date(pushed),
    ...(pulled !== undefined && { lastPulledAt: new Date(pulled) }),
    ...(archived !== undefined && { archivedAt: new Date(archived) }),
    ...(restored !== undefined && { restoredAt: new Date(restored) }),
    manifestLists: [...lists],
    ...(subject !== undefined && { subject }),
  };
}

function asOutcome({ digest, action, rulePriority, at, isDue, expiresAt }: ImageFate): Outcome {
  return {
    digest,
    action,
    ...(rulePriority !== undefined && { rulePriority }),
    ...(at !== undefined && { at: Date.parse(at) }),
    isDue,
    ...(expiresAt !== undefined && { expiresAt: Date.parse(expiresAt) }),
  };
}

test('the simulator says what a literal reading of the documentation does at every step of the clock', () => {
  const seen = { keep: 0, archive: 0, expire: 0 };
  fc.assert(
    fc.property(policies, images, (policy, given) => {
      const fates = LifecyclePolicy.fromJson(policy).simulate(given.map(asLifecycleImage), new Date(AS_OF)).map(asOutcome);
      expect(fates).toEqual(evaluate(policy, given, AS_OF, UNTIL));
      fates.forEach(({ action }) => seen[action]++);
    }),
    { numRuns: 300 },
  );
  // The generator reaches every outcome often.
  expect(Math.min(seen.keep, seen.archive, seen.expire)).toBeGreaterThan(30);
});

test('the order in which images are given is no difference', () => {
  fc.assert(
    fc.property(policies, images, (policy, given) => {
      const simulate = (list: readonly RegistryImage[]): ImageFate[] => LifecyclePolicy.fromJson(policy).simulate(list.map(asLifecycleImage), new Date(AS_OF));
      expect(simulate([...given].reverse()).reverse()).toEqual(simulate(given));
    }),
  );
});

test('a policy that is read and written again is the same policy', () => {
  fc.assert(
    fc.property(policies, images, (policy, given) => {
      const read = LifecyclePolicy.fromJson(policy);
      const again = LifecyclePolicy.fromJson(read._render());
      expect(again._render()).toBe(read._render());
      const asImages = given.map(asLifecycleImage);
      expect(again.simulate(asImages, new Date(AS_OF))).toEqual(read.simulate(asImages, new Date(AS_OF)));
    }),
  );
});
