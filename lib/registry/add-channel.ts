import { Construct } from 'constructs';

import { checkPresent, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { CHANNEL_NAME } from '../core/grammar';
import { isOfVersion, LifecycleRecord } from '../core/image-lifecycle';
import { ImageVariant } from '../core/image-variant';
import { ImageRevocation } from '../core/lifecycle-options';
import { instanceOf } from '../core/shape';
import { variantNamedBy } from '../image/resolve-variants';
import { ChannelRelease } from './channel-release';
import { ImageChannel } from './image-channel';
import { LifecyclePolicy } from './lifecycle/lifecycle-policy';
import { pinnedChannel } from './pinned-channel';

/** The image that a channel is added to. */
export interface ChannelOwner {
  readonly namespace: string;
  readonly imageName: string;
  /** The channels that it has. */
  readonly channels: readonly ImageChannel[];
  readonly releaseLifecycle: LifecyclePolicy;
  readonly revocations: readonly ImageRevocation[];
  readonly lifecycle: () => LifecycleRecord;
}

/** Adds a channel that Terraform moves to an image. */
export function addChannel(image: Construct, { namespace, imageName, channels, releaseLifecycle, revocations, lifecycle }: ChannelOwner, name: string, release: ChannelRelease): ImageChannel {
  const where = image.node.path;
  const channel = checkText(CHANNEL_NAME, name, where);
  instanceOf(ChannelRelease)('release', checkPresent(release, 'release', where), where);
  if (channels.some((one) => one.channel === channel)) {
    throw new GoldenImageError('DuplicateChannel', {
      where,
      problem: 'the image has a channel of this name already',
      given: channel,
      expected: `another name than ${channels.map((one) => one.channel).join(', ')}`,
      remedy: 'name it such as "production"; the channel that the pipeline moves is named by channel and variants',
    });
  }
  const variant = variantNamedBy(channel);
  refuseOtherVariant(variant, channel, release, where);
  const revoked = revocations.find((revocation) => isRevoked(release, revocation));
  if (revoked !== undefined) throw revokedRelease(release, revoked, where);
  // Whatever it points to must not expire, and carries no tag of the channel.
  releaseLifecycle._assertChannelsSurvive([{ channel, variant }], where);
  const source = release._kind === 'channel' ? sourceOf(channels, release, where) : undefined;
  return pinnedChannel(image, `Channel-${channel}`, { address: { namespace, imageName, channel }, release, variant, lifecycle, ...(source !== undefined && { source }) });
}

/** Whether a release, as far as its name tells, falls under a revocation. No tag and no channel reads as a digest does. */
export function isRevoked({ _kind, _given }: ChannelRelease, { digest, version }: ImageRevocation): boolean {
  return _given === digest || (_kind === 'version' && version !== undefined && isOfVersion(_given, version));
}

export function revokedRelease({ _given }: ChannelRelease, { reason }: ImageRevocation, where: string): GoldenImageError {
  return new GoldenImageError('RevokedRelease', {
    where,
    problem: `a channel points to a release that is revoked: ${reason}`,
    given: _given,
    expected: 'a release that teams may use',
    remedy: 'point the channel to another release first',
  });
}

function refuseOtherVariant(variant: ImageVariant, channel: string, { _kind, _given }: ChannelRelease, where: string): void {
  const given = _kind === 'digest' ? variant : variantNamedBy(_given);
  if (given === variant) return;
  throw new GoldenImageError('ChannelVariantMismatch', {
    where,
    problem: `channel ${channel} is for ${variant} variants, and this is a ${given} variant`,
    given: _given,
    expected: variant === ImageVariant.RUNTIME ? 'a release or a channel that ends in neither dev nor debug' : `a release or a channel that ends in -${variant}`,
    remedy: 'name the channel by the variant that it holds, such as "production-debug"',
  });
}

function sourceOf(channels: readonly ImageChannel[], { _given }: ChannelRelease, where: string): ImageChannel {
  const source = channels.find(({ channel }) => channel === _given);
  if (source !== undefined) return source;
  throw new GoldenImageError('UnknownChannel', {
    where,
    problem: 'the image has no channel of this name to promote from',
    given: _given,
    expected: `one of ${channels.map(({ channel }) => channel).join(', ')}`,
    remedy: 'promote from a channel that the pipeline moves, or add the other channel first',
  });
}
