import { checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { CHANNEL_NAME } from '../core/grammar';
import { ImageVariant } from '../core/image-variant';
import { variantNamedBy, VariantSpec } from './resolve-variants';

/** The name of the channel of a variant. */
export interface ChannelSpec {
  readonly variant: ImageVariant;
  readonly channel: string;
}

/** A channel for each variant; one that does not end in the variant is refused, so that production stays production. */
export function resolveChannels(channel: string, variants: readonly VariantSpec[], where: string): readonly ChannelSpec[] {
  const channels = [
    { variant: ImageVariant.RUNTIME, channel: checkText(CHANNEL_NAME, channel, where) },
    ...variants.map(({ variant, channel: declared }) => ({ variant, channel: declared ?? `${channel}-${variant}` })),
  ];
  for (const { variant, channel: given } of channels) {
    const named = variantNamedBy(given);
    if (named === variant) continue;
    throw new GoldenImageError('ChannelVariantMismatch', {
      where,
      problem: variant === ImageVariant.RUNTIME ? `this is the name of a channel for ${named} variants` : `a production channel refuses ${variant} variants`,
      given,
      expected: variant === ImageVariant.RUNTIME ? 'a channel whose name does not end in -dev or -debug' : `a channel whose name ends in -${variant}`,
      remedy: variant === ImageVariant.RUNTIME ? 'name the channel such as "stable", and declare variants' : `leave the channel out for "${channel}-${variant}"`,
    });
  }
  return Object.freeze(channels);
}
