import { checkOneOf, checkPresent, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { DIGEST, REASON, TAG } from '../core/grammar';
import { ImageVariant, IMAGE_VARIANTS } from '../core/image-variant';
import { LIBCS } from '../core/libc';
import { PackageManager, PACKAGE_MANAGERS } from '../core/package-manager';
import { IMAGE_PLATFORMS } from '../core/platform';
import { UBI_TAG } from '../core/reference-grammar';
import { checkShape } from '../core/shape';
import { isUnresolved } from '../core/token';
import { CustomImageOptions, UpstreamImageOptions } from './base-image-options';
import { CUSTOM_SHAPE, UPSTREAM_SHAPE } from './base-image-shape';
import { BaseFacts, UpstreamBase } from './base-source';
import { ImageProvenance } from './image-provenance';
import * as known from './known-images';

/** An image of a registry, checked, with what is known of it. */
export function upstream(where: string, describe: (tag: string) => known.KnownImage, tag: string, options: UpstreamImageOptions): UpstreamBase {
  checkShape(UPSTREAM_SHAPE, options, 'options', where);
  const { name, facts } = describe(checkText(TAG, tag, where));
  const { pullFrom } = options ?? {};
  const pulledFrom = pullFrom?._locate(name, where) ?? name;
  return {
    kind: 'upstream',
    name,
    tag,
    ...pin(`${name}:${tag}`, isUnresolved(pulledFrom) ? `${name}:${tag}` : `${pulledFrom}:${tag}`, options ?? {}, where),
    pulledFrom,
    pulledThroughCache: pullFrom?._isCache ?? false,
    facts,
  };
}

/** The digest, or the reason why there is none. */
function pin(given: string, pulledFrom: string, options: UpstreamImageOptions, where: string): Pick<UpstreamBase, 'digest' | 'trackingReason'> {
  const { digest, lockFile, trackingReason } = options;
  if ([digest, lockFile, trackingReason].filter((one) => one !== undefined).length > 1) {
    throw new GoldenImageError('ContradictoryPin', {
      where,
      problem: 'an image is pinned by its digest or by the lock file, or it is tracked',
      given,
      expected: 'one of digest, lockFile and trackingReason',
      remedy: 'keep the one that is meant',
    });
  }
  if (lockFile !== undefined) return { digest: lockFile._digestOf(given, pulledFrom, where) };
  if (digest !== undefined) return { digest: checkText(DIGEST, digest, where) };
  if (trackingReason !== undefined) return { trackingReason: checkText(REASON, trackingReason, where) };
  throw new GoldenImageError('MissingDigest', {
    where,
    problem: 'the image is not pinned: tomorrow its tag may name another one',
    given,
    expected: 'a digest, or a lock file that has it',
    remedy: `give a lockFile and run \`npx golden-image lock\`, or the digest (copy it from \`docker buildx imagetools inspect ${given}\`), or a trackingReason to follow the tag`,
  });
}

export function official(where: string, repository: string, tag: string, options: UpstreamImageOptions): UpstreamBase {
  return upstream(where, (checked) => known.dockerOfficial(repository, checked), tag, options);
}

export function redHat(where: string, repository: Parameters<typeof known.ubi>[0], tag: string, options: UpstreamImageOptions): UpstreamBase {
  return upstream(where, (checked) => known.ubi(repository, checkText(UBI_TAG, checked, where)), tag, options);
}

/** A tag such as `debug-nonroot` or `22-dev` says what it is. */
function variantOfTag(tag: string): ImageVariant {
  const words = tag.split(/[-._]/);
  return [ImageVariant.DEBUG, ImageVariant.DEV].find((variant) => words.includes(variant)) ?? ImageVariant.RUNTIME;
}

export function custom(where: string, repository: string, tag: string, provenance: ImageProvenance, options: CustomImageOptions): UpstreamBase {
  checkShape(CUSTOM_SHAPE, options, 'options', where);
  const packageManager = checkOneOf('InvalidPackageManager', 'package manager', PACKAGE_MANAGERS, checkPresent(options?.packageManager, 'packageManager', where), where);
  const facts: BaseFacts = {
    provenance,
    libc: checkOneOf('InvalidLibc', 'libc', LIBCS, checkPresent(options.libc, 'libc', where), where),
    packageManager,
    hasShell: options.hasShell ?? packageManager !== PackageManager.NONE,
    ...(options.platforms && {
      platforms: options.platforms.map((platform) => checkOneOf('InvalidPlatform', 'platform', IMAGE_PLATFORMS, platform, where)),
    }),
    variant: checkOneOf('InvalidVariant', 'variant', IMAGE_VARIANTS, options.variant ?? variantOfTag(checkText(TAG, tag, where)), where),
    // Nobody said.
    runsAsRoot: false,
    support: [],
    updateOptions: [],
  };
  return upstream(where, () => ({ name: repository, facts }), tag, options);
}
