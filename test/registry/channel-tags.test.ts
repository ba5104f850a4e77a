import { ImageVariant } from '../../lib/core/image-variant';
import { ChannelRelease } from '../../lib/registry/channel-release';
import { LifecyclePolicy } from '../../lib/registry/lifecycle/lifecycle-policy';
import { LifecycleRule } from '../../lib/registry/lifecycle/lifecycle-rule';
import { LifecycleSelection } from '../../lib/registry/lifecycle/lifecycle-selection';
import { errorOf } from '../support/errors';
import { testsWithProviderVersion } from '../support/provider-version';
import { Block, debianIn, newStack, synthesize } from '../support/stack';

// The bindings here are those of provider 5.100.0; these say that they are newer, and know no more.
testsWithProviderVersion('6.25.0');

test('an image whose channels are tags has filters for them alone, protects them, and tells its release project', () => {
  const stack = newStack();
  debianIn(stack, {
    channelTags: true,
    variants: [{ variant: ImageVariant.DEBUG }],
    releaseLifecycle: LifecyclePolicy.of([LifecycleRule.keepLast(20, LifecycleSelection.tagged('*'))]),
  });
  const synthesized = synthesize(stack);
  expect(synthesized.resource('aws_ecr_repository', 'Debian/Repository/Resource')).toMatchObject({
    image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
    image_tag_mutability_exclusion_filter: [{ filter: 'stable', filter_type: 'WILDCARD' }, { filter: 'stable-debug', filter_type: 'WILDCARD' }],
  });
  expect(synthesized.resource('aws_ecr_repository', 'Debian/Candidates/Resource').image_tag_mutability).toBe('IMMUTABLE');
  expect(JSON.parse(synthesized.resource('aws_ecr_lifecycle_policy', 'Debian/Repository/Lifecycle').policy).rules.map(({ selection }: Block) => selection.tagPatternList)).toEqual([
    ['stable'],
    ['stable-debug'],
    ['*'],
  ]);
  const variables = synthesized.resource('aws_codebuild_project', 'Debian/Release/Project/Resource').environment.environment_variable;
  expect(variables).toContainEqual({ name: 'CHANNEL_TAGS', value: 'true' });
});

test.each([
  ['its version', { channel: 'stable', version: 'stable' }],
  ['a variant of it', { version: 'v1', channel: 'prod', variants: [{ variant: ImageVariant.DEV, channel: 'v1-dev' }] }],
  ['a refresh of it', { version: 'v1', channel: 'v1-20261124' }],
])('no channel that is a tag is called as a release: %s', (_, props) => {
  const error = errorOf(() => debianIn(newStack(), { channelTags: true, ...props }));
  expect(error.code).toBe('InvalidVersion');
  expect(error.message).toContain('would have the same name');
});

test('a version that a channel is called by is answered with the names of all channels', () => {
  const error = errorOf(() => debianIn(newStack(), { channelTags: true, version: 'v1', channel: 'prod', variants: [{ variant: ImageVariant.DEV, channel: 'v1-dev' }] }));
  expect(error.message).toMatch(/expected: a version of which no release is called as one of prod, v1-dev\n[^]*use a version such as/);
});

test('a rule for just the tag of a channel that keeps less is refused where the image is made', () => {
  const releaseLifecycle = LifecyclePolicy.of([LifecycleRule.keepLast(5, LifecycleSelection.tagged('stable'))]);
  const error = errorOf(() => debianIn(newStack(), { channelTags: true, releaseLifecycle }));
  expect([error.code, error.where]).toEqual(['ContradictoryLifecycleRules', 'stack/Debian']);
  expect(() => debianIn(newStack(), { channelTags: true, channel: 'next', releaseLifecycle: LifecyclePolicy.of([LifecycleRule.protectTags('next')]) })).not.toThrow();
});

test('a pinned channel, which is no tag, needs a lifecycle policy that keeps every release', () => {
  const lenient = debianIn(newStack(), { channelTags: true, releaseLifecycle: LifecyclePolicy.of([LifecycleRule.keepLast(20, LifecycleSelection.tagged('*'))]) });
  const error = errorOf(() => lenient.addChannel('production', ChannelRelease.version('12.1.0')));
  expect(error.code).toBe('ChannelEndangered');
  expect(error.message).toContain('could delete what channel production points to');
  const keeping = debianIn(newStack(), { channelTags: true });
  expect(() => keeping.addChannel('production', ChannelRelease.version('12.1.0'))).not.toThrow();
});
