import { checkOneOf } from '../core/check';
import { refuseDuplicates } from '../core/duplicates';
import { GoldenImageError } from '../core/error';
import { IMAGE_PLATFORMS, ImagePlatform } from '../core/platform';

const DUPLICATE_PLATFORM = {
  code: 'DuplicatePlatform',
  problem: 'this platform is declared twice',
  expected: 'each platform once',
  remedy: 'remove one of the two',
} as const;

/** Platforms in the order of the enum, so that their order is no change. */
export function resolvePlatforms(declared: readonly ImagePlatform[], where: string): readonly ImagePlatform[] {
  for (const platform of declared) checkOneOf('InvalidPlatform', 'platform', IMAGE_PLATFORMS, platform, where);
  refuseDuplicates(DUPLICATE_PLATFORM, declared, where);
  if (declared.length > 0) return Object.freeze(IMAGE_PLATFORMS.filter((platform) => declared.includes(platform)));
  throw new GoldenImageError('InvalidPlatform', {
    where,
    problem: 'there is no platform to build for',
    given: declared,
    expected: 'at least one platform',
    remedy: 'leave platforms out for linux/amd64',
  });
}
