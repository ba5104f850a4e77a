import { GoldenImageVariant } from '../base-image/golden-image-parent';
import { ImageVariant } from '../core/image-variant';
import { PackageManager } from '../core/package-manager';
import { ImageSpec } from './image-spec';

/** The newest release of a variant, and what tells it. */
export interface ReleaseOfVariant {
  readonly variant: ImageVariant;
  readonly digest: string;
  readonly channelParameterName?: string;
}

/** What an image that is built on this one must know of a variant. Only the image itself does without what is removed. */
export function goldenImageVariant({ base, user, removeShell, removePackageManager, platforms }: ImageSpec, release: ReleaseOfVariant): GoldenImageVariant {
  const { facts } = base;
  const { variant, digest, channelParameterName } = release;
  const isItself = variant === ImageVariant.RUNTIME;
  return Object.freeze({
    variant,
    ...(channelParameterName !== undefined && { channelParameterName }),
    releasedDigest: digest,
    packageManager: isItself && removePackageManager ? PackageManager.NONE : facts.packageManager,
    hasShell: facts.hasShell && !(isItself && removeShell),
    libc: facts.libc,
    platforms: [...platforms],
    userId: user.userId,
    updateOptions: [...facts.updateOptions],
  });
}
