import { GoldenImageError } from '../core/error';
import { isOfVersion } from '../core/image-lifecycle';
import { ChannelSpec } from '../image/resolve-channels';
import { ReleaseChannel } from './lifecycle/channels-survive';
import { LifecyclePolicy } from './lifecycle/lifecycle-policy';
import { TagImmutability } from './tag-immutability';

/** How releases age, and which of their tags can move. */
export interface ReleaseRetention {
  readonly lifecycle: LifecyclePolicy;
  readonly tagImmutability: TagImmutability;
}

/** What is said of releases. */
export interface ReleaseRetentionOptions {
  readonly lifecycle: LifecyclePolicy;
  /** Whether the image of a channel carries its name as a tag. */
  readonly channelTags: boolean;
  readonly channels: readonly ChannelSpec[];
  readonly version: string;
}

/**
 * A policy under which whatever a channel points to survives. Where channels are tags too, those alone can move, and a rule
 * in front of all others keeps what carries one.
 */
export function releaseRetention({ lifecycle, channelTags, channels, version }: ReleaseRetentionOptions, where: string): ReleaseRetention {
  const names = channels.map(({ channel }) => channel);
  // The tag of a release never moves.
  if (channelTags && names.some((name) => isOfVersion(name, version))) {
    throw new GoldenImageError('InvalidVersion', {
      where,
      problem: 'a release and a channel that is a tag would have the same name',
      given: version,
      expected: `a version of which no release is called as one of ${names.join(', ')}`,
      remedy: 'use a version such as "12.1.0"',
    });
  }
  const kept = channelTags ? lifecycle._protecting(names, where) : lifecycle;
  const toSurvive = channels.map(({ variant, channel }): ReleaseChannel => ({ variant, channel, ...(channelTags && { tag: channel }) }));
  kept._assertChannelsSurvive(toSurvive, where);
  return { lifecycle: kept, tagImmutability: channelTags ? TagImmutability.except(names) : TagImmutability.always() };
}
