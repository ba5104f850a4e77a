import { GoldenImageError } from '../../core/error';
import { ImagePlatform } from '../../core/platform';
import { UnusedProperties } from '../refuse-unused';

/** Properties of an image that Image Builder can do nothing with, and why. A test asks of each property which it is. */
export const UNUSED: UnusedProperties = {
  refreshAfterDays: 'Image Builder builds at each time of its schedule, whatever has changed',
  supportNoticeDays: 'nothing runs beside Image Builder that could tell people',
  releaseNoticeDays: 'nothing runs beside Image Builder that could tell people',
};

/** The instances are x86, and a recipe builds for what it is built on. */
export function refuseOtherPlatforms(platforms: readonly ImagePlatform[], where: string): void {
  const other = platforms.find((platform) => platform !== ImagePlatform.LINUX_AMD64);
  if (other === undefined) return;
  throw new GoldenImageError('UnsupportedPlatform', {
    where,
    problem: 'ImageBuilderPipeline does not build for this platform',
    given: other,
    expected: ImagePlatform.LINUX_AMD64,
    remedy: 'leave platforms out, or build it with CodeBuildPipeline',
  });
}
