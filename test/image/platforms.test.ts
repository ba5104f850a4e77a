import { ImagePlatform } from '../../lib/core/platform';
import { resolvePlatforms } from '../../lib/image/platforms';
import { expectRefused } from '../support/errors';
import { debianIn, newStack } from '../support/stack';
import { subjectOf } from '../support/subject';

const { LINUX_AMD64, LINUX_ARM64 } = ImagePlatform;

test('an image is built for linux/amd64 unless its declaration says otherwise', () => {
  expect(subjectOf().spec.platforms).toEqual([LINUX_AMD64]);
  expect(subjectOf({ platforms: [LINUX_ARM64] }).spec.platforms).toEqual([LINUX_ARM64]);
});

test('the order of platforms is no change', () => {
  expect(resolvePlatforms([LINUX_ARM64, LINUX_AMD64], 'Here')).toEqual([LINUX_AMD64, LINUX_ARM64]);
});

test('platforms are known ones, each once, and at least one', () => {
  expectRefused('InvalidPlatform', [[], ['linux/386'], [''], [undefined]], (platforms) => resolvePlatforms(platforms, 'Here'));
  expectRefused('DuplicatePlatform', [[LINUX_AMD64, LINUX_AMD64]], (platforms) => resolvePlatforms(platforms, 'Here'));
});

test('a golden image tells its children the platforms that it is built for', () => {
  const image = debianIn(newStack(), { platforms: [LINUX_AMD64] });
  expect(image.variantOf('runtime' as never).platforms).toEqual([LINUX_AMD64]);
  expect(image.plan.platforms).toEqual([LINUX_AMD64]);
});
