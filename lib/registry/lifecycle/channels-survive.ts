import { GoldenImageError } from '../../core/error';
import { IMAGE_VARIANTS, ImageVariant } from '../../core/image-variant';
import { keepsAll, PrioritizedRule, ruleName, selectsAllOf, selectsTags, StorageClass } from './policy-rule';
import { commonTag } from './tag-pattern';

/** A channel, and the variant whose releases it points to. */
export interface ReleaseChannel {
  /** Its name. */
  readonly channel: string;
  readonly variant: ImageVariant;
  /** The tag that the image of the channel carries; undefined where channels are no tags. */
  readonly tag?: string;
}

const STORAGE_CLASSES: readonly StorageClass[] = ['standard', 'archive'];
const SUFFIXES = IMAGE_VARIANTS.filter((variant) => variant !== ImageVariant.RUNTIME).map((variant) => `-${variant}`);

/**
 * Refuses a policy that could delete or archive what a channel points to. Neither can be pulled.
 *
 * A channel may point to any release of its variant, of any version, for any time: builds may fail for months while the
 * age of the last release grows; a release that is copied and then fails to move the channel makes the channel's image
 * one of the older ones, each time it happens; and an old version that is declared again may be released as the digest it
 * had, which does not become younger. So neither an age nor a count tells that an image is in no channel, and no rule may act
 * on an image with a release tag unless one that comes first keeps all of them, or keeps the tag that the image of the
 * channel carries once it was released with it. What has no tag is in no channel: a release carries the tag of its version for ever.
 */
export function assertChannelsSurvive(rules: readonly PrioritizedRule[], channels: readonly ReleaseChannel[], where: string): void {
  for (const channel of channels) {
    for (const storageClass of STORAGE_CLASSES) {
      const selecting = rules.filter((rule) => rule.storageClass === storageClass && (maySelect(rule, channel.variant) || selectsTag(rule, channel.tag)));
      const decisive = selecting.find((rule) => !keepsAll(rule) || selectsEvery(rule, channel.variant) || selectsTag(rule, channel.tag));
      if (decisive !== undefined && !keepsAll(decisive)) throw endangered(decisive, channel, where);
    }
  }
}

/** Whether a rule may select a release of a variant, whatever its version and its day are. In doubt it may. */
function maySelect(rule: PrioritizedRule, variant: ImageVariant): boolean {
  return rule.tagStatus === 'any' || (rule.tagStatus === 'tagged' && rule.patterns.every((pattern) => mayMatch(pattern, variant)));
}

function mayMatch(pattern: string, variant: ImageVariant): boolean {
  // Release tags have no "_": core/grammar.ts, VERSION, and what is added to it for a refresh and a variant.
  if (pattern.includes('_')) return false;
  if (variant === ImageVariant.RUNTIME) return !SUFFIXES.some((suffix) => pattern.endsWith(suffix));
  return commonTag(pattern, releases(variant)) !== undefined;
}

/** Whether a rule selects every release of a variant. In doubt it does not. */
function selectsEvery(rule: PrioritizedRule, variant: ImageVariant): boolean {
  return selectsAllOf(rule, { tagStatus: 'tagged', patterns: [releases(variant)] });
}

/** Whether a rule selects whatever carries the tag of a channel. */
function selectsTag(rule: PrioritizedRule, tag: string | undefined): boolean {
  return tag !== undefined && selectsTags(rule, [tag]);
}

function releases(variant: ImageVariant): string {
  return variant === ImageVariant.RUNTIME ? '*' : `*-${variant}`;
}

function endangered(rule: PrioritizedRule, { channel, variant }: ReleaseChannel, where: string): GoldenImageError {
  const fate = rule.action === 'expire' ? 'delete' : 'archive';
  return new GoldenImageError('ChannelEndangered', {
    where,
    problem: `${ruleName(rule)} could ${fate} what channel ${channel} points to`,
    given: rule.description,
    expected: `no rule that acts on releases of the ${variant} variant: a channel may point to any of them, however old`,
    remedy: 'select untagged images, or tags that no release has, put a rule first that keeps all releases of the variant, or set channelTags',
  });
}
