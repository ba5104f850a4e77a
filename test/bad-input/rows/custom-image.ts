import { BaseImage } from '../../../lib/base-image/base-image';
import { IMAGE_PROVENANCES, ImageProvenance } from '../../../lib/base-image/image-provenance';
import { TAG } from '../../../lib/core/grammar';
import { IMAGE_VARIANTS } from '../../../lib/core/image-variant';
import { Libc, LIBCS } from '../../../lib/core/libc';
import { PackageManager, PACKAGE_MANAGERS } from '../../../lib/core/package-manager';
import { IMAGE_PLATFORMS, ImagePlatform } from '../../../lib/core/platform';
import { IMAGE_REPOSITORY } from '../../../lib/core/reference-grammar';
import { DIGEST, PINNED } from '../good';
import { missing, notBoolean, notNull, notList, notMember, notStruct } from '../kinds';
import { property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';

const custom = { ...PINNED, libc: Libc.GLIBC, packageManager: PackageManager.APT, provenance: ImageProvenance.COMMUNITY };

function named(method: 'custom' | 'fromPrivateRegistry', mistakes: { readonly [what: string]: unknown }): readonly Row[] {
  const where = `BaseImage.${method}`;
  const name = 'registry.example.com/base/debian';
  return [
    ...property(
      `${where}.repository`,
      { where, make: (repository) => BaseImage[method](repository, '1', custom), good: name },
      texts('InvalidImageRepository', IMAGE_REPOSITORY, mistakes),
    ),
    ...property(
      `${where}.tag`,
      { where, make: (tag) => BaseImage[method](name, tag, custom), good: '1' },
      texts('InvalidTag', TAG, { 'a digest': DIGEST, 'nothing': undefined }),
    ),
    ...property(`${where}.options`, { where, make: (options) => BaseImage[method](name, '1', options), good: custom }, notStruct('options')),
  ];
}

/** A property of the options of a custom image. */
function customOption(name: string): { readonly where: string; readonly make: (value: never) => unknown } {
  return { where: 'BaseImage.custom', make: (value) => BaseImage.custom('quay.io/a/b', '1', { ...custom, [name]: value }) };
}

const OPTIONS: readonly Row[] = [
  ...property(
    'CustomImageOptions.libc',
    { ...customOption('libc'), good: Libc.MUSL },
    notMember('InvalidLibc', 'libc', LIBCS, { 'a libc that there is not': 'uclibc', 'upper case': 'GLIBC', 'an empty text': '' }),
    missing('libc'),
  ),
  ...property(
    'CustomImageOptions.packageManager',
    { ...customOption('packageManager'), good: PackageManager.NONE },
    notMember('InvalidPackageManager', 'package manager', PACKAGE_MANAGERS, {
      'a package manager that is not known': 'pacman',
      'the name of a program': 'apt-get',
      'upper case': 'APK',
      'false': false,
    }),
    missing('packageManager'),
  ),
  ...property('CustomImageOptions.hasShell', { ...customOption('hasShell'), good: false }, notBoolean('hasShell')),
  ...property(
    'CustomImageOptions.platforms',
    { ...customOption('platforms'), good: [ImagePlatform.LINUX_ARM64] },
    notList('platforms', ImagePlatform.LINUX_AMD64),
    asItems(
      notMember('InvalidPlatform', 'platform', IMAGE_PLATFORMS, {
        'an architecture alone': 'amd64',
        'a platform for which nothing is built': 'linux/s390x',
        'another operating system': 'windows/amd64',
        'null': null,
      }),
    ),
  ),
  ...property(
    'CustomImageOptions.variant',
    { ...customOption('variant'), good: 'dev' },
    notMember('InvalidVariant', 'variant', IMAGE_VARIANTS, { 'a variant that there is not': 'slim', 'the name of a member': 'RUNTIME' }),
    notNull('variant'),
  ),
  ...property(
    'CustomUpstreamImageOptions.provenance',
    { ...customOption('provenance'), good: ImageProvenance.OFFICIAL },
    notMember('InvalidProvenance', 'provenance', IMAGE_PROVENANCES, {
      'a provenance that there is not': 'trusted',
      'the name of a member': 'VERIFIED_PUBLISHER',
      'true': true,
    }),
    missing('provenance'),
    notNull('provenance'),
  ),
];

export const CUSTOM_IMAGE_ROWS: readonly Row[] = [
  ...property(
    'BaseImage.custom.repository',
    { where: 'BaseImage.custom', make: (repository) => BaseImage.custom(repository, '1', custom), good: 'quay.io/a/b' },
    usualTexts('InvalidImageRepository', IMAGE_REPOSITORY, 'quay.io/a/b'),
  ),
  ...named('custom', {
    'a scheme before it': 'https://quay.io/a/b',
    'a tag behind it': 'quay.io/a/b:1',
    'a digest behind it': `quay.io/a/b@${DIGEST}`,
    'a port that there is not': 'quay.io:65536/a',
    'a host that begins with a hyphen': '-quay.io/a',
  }),
  ...named('fromPrivateRegistry', {
    'no registry': 'base/debian',
    'upper case': 'registry.example.com/Base',
    'a host alone': 'registry.example.com',
    'two slashes': 'registry.example.com//base',
  }),
  ...OPTIONS,
];
