import { GoldenImageVariant } from '../base-image/golden-image-parent';
import { ImageVariant } from '../core/image-variant';
import { PackageManager } from '../core/package-manager';
import { ImageSpec } from './image-spec';

/** What an image that is built on this one must know of a variant. Only the image itself does without what is removed. */
export function goldenImageVariant({ base, user, removeShell, removePackageManager, platforms }: ImageSpec, variant: ImageVariant, channelParameterName: string): GoldenImageVariant {
  const { facts } = base;
  const isItself = variant === ImageVariant.RUNTIME;
  return Object.freeze({
    variant,
    channelParameterName,
    packageManager: isItself && removePackageManager ? PackageManager.NONE : facts.packageManager,
    hasShell: facts.hasShell && !(isItself && removeShell),
    libc: facts.libc,
    platforms: [...platforms],
    userId: user.userId,
    updateOptions: [...facts.updateOptions],
  });
}
