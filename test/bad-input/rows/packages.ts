import { Lazy } from 'cdktf';

import { BaseImage } from '../../../lib/base-image/base-image';
import { DEBIAN_PACKAGE } from '../../../lib/core/grammar';
import { ALPINE_PACKAGE, RPM_PACKAGE } from '../../../lib/core/package-grammar';
import { IMAGE, image, PINNED } from '../good';
import { notList } from '../kinds';
import { BadValue, property, Row } from '../row';
import { asItems, texts, unresolved, usualTexts } from '../texts';

const TOKEN_LIST = Lazy.listValue({ produce: () => ['tzdata'] });

/** Packages on a base with this package manager. */
function packagesOn(base: BaseImage, good: string, ...badValues: readonly (readonly BadValue[])[]): readonly Row[] {
  return property('ImageDeclaration.packages', { where: IMAGE, make: (packages) => image({ base, packages }), good: [good] }, ...badValues);
}

/** Says of which package manager the bad item is. */
function of(manager: string, values: readonly BadValue[]): readonly BadValue[] {
  return asItems(values).map((value) => ({ ...value, what: `${value.what}, for ${manager}` }));
}

const twice = { code: 'DuplicatePackage', expected: 'each package once', remedy: 'remove one of the two' } as const;

export const PACKAGE_ROWS: readonly Row[] = [
  ...packagesOn(
    BaseImage.debian('12-slim', PINNED),
    'tzdata=2024a-0+deb12u1',
    notList('packages', 'tzdata'),
    [{ ...unresolved(DEBIAN_PACKAGE.expected, TOKEN_LIST), given: TOKEN_LIST[0] }],
    of('apt', usualTexts('InvalidDebianPackage', DEBIAN_PACKAGE, 'tzdata')),
    of(
      'apt',
      texts('InvalidDebianPackage', DEBIAN_PACKAGE, {
        'an option': '--force-yes',
        'two packages': 'a b',
        'a command behind it': 'tzdata;id',
        'a substitution': '$(id)',
        'a removal': 'tzdata-',
        'upper case': 'Tzdata',
        'one letter': 'a',
        'an empty version': 'tzdata=',
        'a version that begins with a letter': 'tzdata=a1',
        'a release': 'tzdata/stable',
        'a file': './a.deb',
        'a wildcard': 'python3*',
        'null': null,
      }).filter(({ bad }) => bad !== 'tzdata-'),
    ),
    [
      { ...twice, what: 'one package twice', bad: ['tzdata', 'tzdata'], given: ['tzdata', 'tzdata'] },
      { ...twice, what: 'one package with and without a version', bad: ['tzdata', 'tzdata=2024a'], given: ['tzdata', 'tzdata=2024a'] },
    ],
  ),
  ...packagesOn(
    BaseImage.alpine('3.22', PINNED),
    'tzdata=2025b-r0',
    of(
      'apk',
      texts('InvalidAlpinePackage', ALPINE_PACKAGE, {
        'an option': '--allow-untrusted',
        'upper case': 'Tzdata',
        'a version of Debian': 'tzdata=2024a-0+deb12u1',
        'a fuzzy version': 'tzdata=~2025',
        'a tagged repository': 'tzdata@edge',
        'a conflict': '!tzdata',
        'a command behind it': 'tzdata&&id',
        'one character too many': 'a'.repeat(201),
        'a number': 7,
      }),
    ),
  ),
  ...packagesOn(
    BaseImage.amazonLinux('2023', PINNED),
    'tzdata=2025b-1.amzn2023',
    of(
      'dnf',
      texts('InvalidRpmPackage', RPM_PACKAGE, {
        'an option': '--nogpgcheck',
        'a group': '@development',
        'a module': 'nodejs:22',
        'an address': 'https://example.com/a.rpm',
        'a pipe': 'tzdata|id',
        'an empty version': 'tzdata=',
        'a comparison': 'tzdata >= 2',
        'an object': {},
      }),
    ),
  ),
];
