import fc from 'fast-check';

import { GoldenImageError } from '../../../lib/core/error';
import { IMAGE_VARIANTS, ImageVariant } from '../../../lib/core/image-variant';
import { LifecycleImage } from '../../../lib/registry/lifecycle/lifecycle-image';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { LifecycleRule } from '../../../lib/registry/lifecycle/lifecycle-rule';
import { LifecycleSelection } from '../../../lib/registry/lifecycle/lifecycle-selection';
import { errorOf } from '../../support/errors';
import { testsWithProviderVersion } from '../../support/provider-version';
import { debianIn, newStack, synthesize, synthesizeDebian } from '../../support/stack';

// What is refused here is what version 5 of the provider does not know.
testsWithProviderVersion('5.100.0');

/** Thousands of random cases on a busy machine. */
jest.setTimeout(60_000);

const { tagged, taggedWithAll, untagged, rest } = LifecycleSelection;
const { keepLast, expireAfter, archiveUnpulled, expireArchived, protectTags } = LifecycleRule;

const { RUNTIME, DEV, DEBUG } = ImageVariant;
const RUNTIME_ONLY = [RUNTIME];

function channels(variants: readonly ImageVariant[]): { channel: string; variant: ImageVariant }[] {
  return variants.map((variant) => ({ variant, channel: `/golden/debian/channels/stable-${variant}` }));
}

function assertSurvive(rules: LifecycleRule[], variants: readonly ImageVariant[] = IMAGE_VARIANTS): void {
  LifecyclePolicy.of(rules)._assertChannelsSurvive(channels(variants), 'stack/Image');
}

test.each<[string, LifecycleRule[], readonly ImageVariant[], string]>([
  ['all images by age', [expireAfter(365, rest())], RUNTIME_ONLY, 'rule 1 (expire other images after 365 days) could delete what channel /golden/debian/channels/stable-runtime points to'],
  ['all images by count', [keepLast(1000, rest())], RUNTIME_ONLY, 'keep the last 1000 other images'],
  ['tagged images by count, of several variants together', [keepLast(20, tagged('*'))], IMAGE_VARIANTS, 'keep the last 20 images tagged *'],
  ['tagged images by the largest count', [keepLast(100_000, tagged('*'))], RUNTIME_ONLY, 'keep the last 100000 images tagged *'],
  ['tagged images by count, of one variant', [keepLast(20, tagged('*'))], RUNTIME_ONLY, 'keep the last 20 images tagged *'],
  ['one variant by count', [keepLast(20, tagged('*-debug'))], IMAGE_VARIANTS, '/golden/debian/channels/stable-debug'],
  ['a version by age', [expireAfter(365, tagged('1.*'))], RUNTIME_ONLY, 'expire images tagged 1.* after 365 days'],
  ['one release by age', [expireAfter(365, tagged('1.0.0-20260101'))], RUNTIME_ONLY, 'expire images tagged 1.0.0-20260101'],
  ['what looks like pre-releases, which a version may be', [keepLast(5, tagged('rc-*'))], RUNTIME_ONLY, 'rc-*'],
  ['images that have two release tags', [keepLast(5, taggedWithAll(['1.0', '1.0-2026*']))], RUNTIME_ONLY, '1.0 and 1.0-2026*'],
  ['tags that end almost like a variant', [keepLast(5, tagged('*debug'))], RUNTIME_ONLY, '*debug'],
  ['a variant under a version', [expireAfter(9, tagged('1.*dev'))], [DEV], '1.*dev'],
  ['unpulled images, which the archive does not give out', [archiveUnpulled(365, rest())], RUNTIME_ONLY, 'rule 1 (archive other images that were not pulled for 365 days) could archive what channel'],
  ['unpulled images first, and on archived ones then,', [expireArchived(365, rest()), archiveUnpulled(365, rest())], RUNTIME_ONLY, 'rule 1 (archive other images that were not pulled for 365 days)'],
  ['what was archived by hand', [expireArchived(365, rest())], RUNTIME_ONLY, 'that are archived for 365 days'],
  ['what is left by a protection of something else', [protectTags('2.*'), expireAfter(90, tagged('*'))], RUNTIME_ONLY, 'rule 2 (expire images tagged * after 90 days)'],
  ['the runtime, where only tags that end in its name are protected', [protectTags('*-runtime'), keepLast(20, tagged('*'))], RUNTIME_ONLY, 'rule 2 (keep the last 20 images tagged *)'],
  ['the runtime, where the other variants are protected', [protectTags('*-dev'), protectTags('*-debug'), keepLast(20, tagged('*'))], IMAGE_VARIANTS, 'stable-runtime'],
])('a rule that acts on %s endangers a channel', (_name, rules, variants, expected) => {
  const error = errorOf(() => assertSurvive(rules, variants));
  expect(error.code).toBe('ChannelEndangered');
  expect(error.where).toBe('stack/Image');
  expect(error.message).toContain(expected);
});

test.each<[string, LifecycleRule[], readonly ImageVariant[]]>([
  ['untagged images', [expireAfter(1, untagged())], IMAGE_VARIANTS],
  ['untagged images by count', [keepLast(1, untagged())], IMAGE_VARIANTS],
  ['untagged images in the archive', [archiveUnpulled(1, untagged()), expireArchived(90, untagged())], IMAGE_VARIANTS],
  ['tags that no release has', [expireAfter(1, tagged('*_*')), keepLast(1, tagged('cache_*'))], IMAGE_VARIANTS],
  ['images that have a tag which no release has, beside one of a release', [expireAfter(1, taggedWithAll(['1.*', 'cache_*']))], IMAGE_VARIANTS],
  ['tags of a variant that has no channel', [expireAfter(1, tagged('*-debug'))], RUNTIME_ONLY],
  ['tags of another variant', [expireAfter(1, tagged('1.*-dev'))], [RUNTIME, DEBUG]],
  ['a tag of another variant', [expireAfter(1, tagged('1.0-dev'))], [RUNTIME, DEBUG]],
  ['what is left when all of a variant is protected', [protectTags('*-debug'), expireAfter(1, tagged('*'))], [DEBUG]],
  ['what is left when all of a variant is protected, archive included', [protectTags('*-debug'), keepLast(1, rest()), expireArchived(90, rest())], [DEBUG]],
  ['nothing', [protectTags('1.*')], IMAGE_VARIANTS],
])('a rule that acts on %s endangers no channel', (_name, rules, variants) => {
  expect(() => assertSurvive(rules, variants)).not.toThrow();
});

test('a policy that was read is judged like any other, and a large count is no protection', () => {
  const read = (countNumber: number): LifecyclePolicy =>
    LifecyclePolicy.fromJson(`{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":${countNumber}},"action":{"type":"expire"}}]}`);
  expect(errorOf(() => read(9_999)._assertChannelsSurvive(channels(RUNTIME_ONLY), 'here')).code).toBe('ChannelEndangered');
  expect(() => read(999_999)._assertChannelsSurvive(channels(RUNTIME_ONLY), 'here')).not.toThrow();
});

test('a policy that was read and keeps all images in use endangers a channel by what it does to archived ones', () => {
  const keep = { rulePriority: 1, selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 999_999 }, action: { type: 'expire' } };
  const expire = { rulePriority: 2, selection: { tagStatus: 'any', storageClass: 'archive', countType: 'sinceImageTransitioned', countUnit: 'days', countNumber: 90 }, action: { type: 'expire' } };
  const policy = LifecyclePolicy.fromJson(JSON.stringify({ rules: [keep, expire] }));
  expect(errorOf(() => policy._assertChannelsSurvive(channels(RUNTIME_ONLY), 'here')).message).toContain('rule 2 could delete what channel /golden/debian/channels/stable-runtime points to');
});

const pattern = fc.constantFrom('*', '*-debug', '*-dev', '*-debug*', '*debug', '1*', '1.0', '1.0-debug', '1*-dev', 'rc-*', '*_*', 'x_*', '*.*', '*-2026*', '2-*');
const selection = fc.oneof(
  pattern.map((one) => tagged(one)),
  fc.uniqueArray(pattern, { minLength: 2, maxLength: 2 }).map((list) => taggedWithAll(list)),
  fc.constant(untagged()),
  fc.constant(rest()),
);
const intents = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: pattern.map((one) => protectTags(one)) },
    { weight: 1, arbitrary: selection.map((images) => keepLast(1, images)) },
    { weight: 1, arbitrary: selection.map((images) => expireAfter(1, images)) },
    { weight: 1, arbitrary: selection.map((images) => archiveUnpulled(1, images)) },
    { weight: 1, arbitrary: selection.map((images) => expireArchived(90, images)) },
  ),
  { minLength: 1, maxLength: 4 },
);
const version = fc.oneof(fc.constantFrom('1', '1.0', '2-1', 'rc-1', 'debug', '1-debug.1'), fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9.-]{0,5}$/).filter((text) => !/-(dev|debug)$/.test(text)));
const releaseTag = fc.tuple(version, fc.constantFrom('', '-20260101'), fc.constantFrom(...IMAGE_VARIANTS)).map(([name, day, variant]) => ({ variant, tag: `${name}${day}${variant === RUNTIME ? '' : `-${variant}`}` }));

test('a policy that is accepted never deletes nor archives a release of a variant with a channel, at any time', () => {
  let accepted = 0;
  fc.assert(
    fc.property(intents, fc.subarray([...IMAGE_VARIANTS], { minLength: 1 }), fc.array(releaseTag, { minLength: 1, maxLength: 10 }), (rules, variants, releases) => {
      let policy: LifecyclePolicy;
      try {
        policy = LifecyclePolicy.of(rules);
        policy._assertChannelsSurvive(channels(variants), 'here');
      } catch (error) {
        if (error instanceof GoldenImageError) return;
        throw error;
      }
      accepted++;
      const images: LifecycleImage[] = releases.map(({ tag }, index) => ({ digest: `${index}`, tags: [tag], pushedAt: new Date(index * 86_400_000) }));
      const fates = policy.simulate(images, new Date(10 * 86_400_000));
      const acted = fates.filter(({ action }, index) => action !== 'keep' && variants.includes(releases[index]!.variant));
      expect(acted).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
  expect(accepted).toBeGreaterThan(200);
});

test('an image whose releases could be deleted does not synthesize', () => {
  const error = errorOf(() => debianIn(newStack(), { releaseLifecycle: LifecyclePolicy.candidates() }));
  expect(error.message).toContain('[ChannelEndangered] stack/Debian: rule 1 (expire other images after 14 days) could delete what channel stable points to');
  const debug = { variants: [{ variant: DEBUG }], releaseLifecycle: LifecyclePolicy.of([expireAfter(90, tagged('*-debug'))]) };
  expect(errorOf(() => debianIn(newStack(), debug)).message).toContain('could delete what channel stable-debug points to');
});

test('a declared lifecycle is that of the releases, and candidates keep their own', () => {
  const synthesized = synthesizeDebian({ releaseLifecycle: LifecyclePolicy.of([expireAfter(3, untagged())]) });
  const policies = synthesized.resources('aws_ecr_lifecycle_policy');
  expect(JSON.parse(policies['Debian/Repository/Lifecycle']!.policy).rules).toMatchObject([{ selection: { tagStatus: 'untagged', countNumber: 3 } }]);
  expect(policies['Debian/Candidates/Lifecycle']!.policy).toBe(LifecyclePolicy.candidates()._render());
});

test('releases are not deleted unless their lifecycle is declared', () => {
  const stack = newStack();
  debianIn(stack);
  expect(synthesize(stack).resource('aws_ecr_lifecycle_policy', 'Debian/Repository/Lifecycle').policy).toBe(LifecyclePolicy.releases()._render());
});

describe('where the image of a channel carries its name as a tag', () => {
  const named = (variants: readonly ImageVariant[]): { channel: string; variant: ImageVariant; tag: string }[] =>
    variants.map((variant) => ({ variant, channel: variant, tag: `stable${variant === RUNTIME ? '' : `-${variant}`}` }));
  const TAGS = named(IMAGE_VARIANTS).map(({ tag }) => tag);

  test.each<[string, LifecycleRule[]]>([
    ['a count', [keepLast(20, tagged('*'))]],
    ['an age', [expireAfter(365, rest())]],
    ['the archive, and its end', [archiveUnpulled(90, rest()), expireArchived(90, rest())]],
  ])('%s of releases endangers no channel behind the protection of the tags', (_, rules) => {
    const policy = LifecyclePolicy.of(rules);
    expect(errorOf(() => policy._assertChannelsSurvive(named(IMAGE_VARIANTS), 'stack/Image')).code).toBe('ChannelEndangered');
    expect(() => policy._protecting(TAGS, 'stack/Image')._assertChannelsSurvive(named(IMAGE_VARIANTS), 'stack/Image')).not.toThrow();
    expect(errorOf(() => policy._protecting(['stable'], 'stack/Image')._assertChannelsSurvive(named(IMAGE_VARIANTS), 'stack/Image')).code).toBe('ChannelEndangered');
  });

  test('the protection comes first, once, and in the archive where the policy acts there', () => {
    const rules = (policy: LifecyclePolicy): unknown[] => JSON.parse(policy._render()).rules;
    expect(rules(LifecyclePolicy.of([keepLast(20, tagged('*'))])._protecting(['stable'], 'Here'))).toMatchObject([
      { rulePriority: 1, selection: { tagStatus: 'tagged', tagPatternList: ['stable'], countNumber: 999_999 } },
      { rulePriority: 2, selection: { tagPatternList: ['*'], countNumber: 20 } },
    ]);
    expect(rules(LifecyclePolicy.of([protectTags('stable'), expireAfter(9, rest())])._protecting(['stable'], 'Here'))).toHaveLength(2);
    expect(rules(LifecyclePolicy.of([expireArchived(90, rest())])._protecting(['stable'], 'Here'))).toMatchObject([
      { selection: { tagPatternList: ['stable'] } },
      { selection: { tagPatternList: ['stable'], storageClass: 'archive' } },
      { selection: { tagStatus: 'any' } },
    ]);
  });

  const selecting = (tagPatternList: string[], countNumber: number): LifecyclePolicy =>
    LifecyclePolicy.fromJson(JSON.stringify({ rules: [{ rulePriority: 1, selection: { tagStatus: 'tagged', tagPatternList, countType: 'imageCountMoreThan', countNumber }, action: { type: 'expire' } }] }));

  test.each<[string, LifecyclePolicy]>([
    ['another tag', LifecyclePolicy.of([protectTags('latest')])],
    ['the tag where another stands beside it', selecting(['stable', 'x*'], 999_999)],
  ])('a rule that keeps %s does not take the place of the protection', (_, policy) => {
    const [first, second] = JSON.parse(policy._protecting(['stable'], 'Here')._render()).rules;
    expect(first).toMatchObject({ description: 'keep all images tagged stable', selection: { tagPatternList: ['stable'], countNumber: 999_999 } });
    expect(second).toEqual({ ...JSON.parse(policy._render()).rules[0], rulePriority: 2 });
  });

  test.each<[string, LifecyclePolicy, string]>([
    ['by count', LifecyclePolicy.of([keepLast(20, tagged('stable'))]), 'rule 1 (keep the last 20 images tagged stable)'],
    ['by age, behind another rule', LifecyclePolicy.of([protectTags('latest'), expireAfter(9, tagged('stable'))]), 'rule 2 (expire images tagged stable after 9 days)'],
    ['in the archive', LifecyclePolicy.of([expireArchived(90, tagged('stable'))]), 'rule 1 (expire images tagged stable that are archived for 90 days)'],
    ['in a policy that was read', selecting(['stable'], 20), 'rule 1'],
  ])('a rule of the same tag that keeps less, %s, is refused as ECR would refuse both', (_, policy, name) => {
    const error = errorOf(() => policy._protecting(['next', 'stable'], 'stack/Image'));
    expect(error.code).toBe('ContradictoryLifecycleRules');
    expect(error.where).toBe('stack/Image');
    expect(error.message).toContain(`${name} selects the same images as what channelTags adds, "keep all images tagged stable`);
    expect(error.message).toContain(`given:    ${JSON.stringify(name)}`);
    expect(error.message).toMatch(/expected: no other rule for the tag stable: ECR takes one rule for the same tags[^]*remedy: +remove the rule, or declare the image without channelTags$/);
  });

  test('a policy that was read and keeps the tag in one class of storage gets the protection in the other', () => {
    const keep = { rulePriority: 1, selection: { tagStatus: 'tagged', tagPatternList: ['stable'], countType: 'imageCountMoreThan', countNumber: 999_999 }, action: { type: 'expire' } };
    const expire = { rulePriority: 2, selection: { tagStatus: 'any', storageClass: 'archive', countType: 'sinceImageTransitioned', countUnit: 'days', countNumber: 90 }, action: { type: 'expire' } };
    const policy = LifecyclePolicy.fromJson(JSON.stringify({ rules: [keep, expire] }))._protecting(['stable'], 'Here');
    expect(JSON.parse(policy._render()).rules.map(({ selection }: { selection: { storageClass?: string } }) => selection.storageClass)).toEqual(['archive', undefined, 'archive']);
    expect(LifecyclePolicy.fromJson(policy._render())._render()).toBe(policy._render());
  });

  test('what carries the tag is kept, and the others are expired', () => {
    const policy = LifecyclePolicy.of([expireAfter(365, tagged('*'))])._protecting(['stable'], 'Here');
    const images: LifecycleImage[] = [
      { digest: 'old', tags: ['1.0.0'], pushedAt: new Date('2024-01-01') },
      { digest: 'in-channel', tags: ['1.1.0', 'stable'], pushedAt: new Date('2024-02-01') },
    ];
    expect(policy.simulate(images, new Date('2026-11-24')).map(({ digest, action }) => [digest, action])).toEqual([['old', 'expire'], ['in-channel', 'keep']]);
  });

  test('an image takes it on a provider that knows exceptions from immutability alone, and no version is called as a channel', () => {
    expect(errorOf(() => debianIn(newStack(), { channelTags: true })).code).toBe('ProviderTooOld');
    expect(errorOf(() => debianIn(newStack(), { channelTags: true, version: 'stable' })).code).toBe('InvalidVersion');
  });
});
