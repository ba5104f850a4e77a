import { BuildPlan } from '../build/build-plan';
import { ImageVariant } from '../core/image-variant';
import { variantNamedBy } from '../image/resolve-variants';

/** Names of the parameters that tell the newest releases of what an image and its stages are built on, each once. */
export function parentChannels({ bases }: BuildPlan): readonly string[] {
  return [...new Set(bases.flatMap(({ channelParameterName }) => channelParameterName ?? []))];
}

/**
 * Those of them whose change starts a build. A release of a parent moves a channel for each of its variants, that of the image itself
 * last; an image that is built on several of them starts with that one, and so once for one release.
 */
export function startingChannels(plan: BuildPlan): readonly string[] {
  const starting = new Map<string, string>();
  for (const channel of parentChannels(plan)) {
    const variant = variantNamedBy(channel);
    const ofAll = variant === ImageVariant.RUNTIME ? channel : channel.slice(0, -`-${variant}`.length);
    if (variant === ImageVariant.RUNTIME || !starting.has(ofAll)) starting.set(ofAll, channel);
  }
  return [...starting.values()];
}
