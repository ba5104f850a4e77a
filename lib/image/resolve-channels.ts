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
    ...variants.map(({ variant, channel: declared }) => ({ variant, channel: declared ?? derived(channel, variant, where) })),
  ];
  for (const { variant, channel: given } of channels) {
    const named = variantNamedBy(given);
    if (named === variant) continue;
    throw new GoldenImageError('ChannelVariantMismatch', {
      where,
      problem: variant === ImageVariant.RUNTIME ? `this is the name of a channel for ${named} variants` : `a production channel refuses ${variant} variants`,
      given,
      expected: variant === ImageVariant.RUNTIME ? 'a channel whose name is or ends in neither dev nor debug' : `a channel whose name is ${variant} or ends in -${variant}`,
      remedy: variant === ImageVariant.RUNTIME ? 'name the channel such as "stable", and declare variants' : `leave the channel out for "${channel}-${variant}"`,
    });
  }
  return Object.freeze(channels);
}

/** A name that is made here must not be too long for reasons that nobody sees. */
function derived(channel: string, variant: ImageVariant, where: string): string {
  const name = `${channel}-${variant}`;
  if (name.length <= CHANNEL_NAME.maxLength) return name;
  throw new GoldenImageError('InvalidChannelName', {
    where,
    problem: `the channel of the ${variant} variant would be called ${name}, which is too long`,
    given: channel,
    expected: `a name of at most ${CHANNEL_NAME.maxLength - variant.length - 1} characters`,
    remedy: 'shorten it, or name the channel of the variant',
  });
}
