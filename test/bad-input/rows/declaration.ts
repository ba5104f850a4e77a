import { BaseImage } from '../../../lib/base-image/base-image';
import { DistrolessImage } from '../../../lib/base-image/distroless';
import { IMAGE_NAME, OWNER, RATIONALE, VERSION } from '../../../lib/core/grammar';
import { GoldenImage } from '../../../lib/golden-image';
import { CaCertificate } from '../../../lib/image/ca-certificate';
import { ImageFile } from '../../../lib/image/image-file';
import { ImageTest } from '../../../lib/image/image-test';
import { ImageUser } from '../../../lib/image/image-user';
import { SetuidBits } from '../../../lib/image/setuid-bits';
import { DEBIAN, IMAGE, IMAGE_PROPS, image, newStack, PEM, PINNED, PIPELINE } from '../good';
import { missing, notBoolean, notNull, notImplementing, notInstance, notListOf, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { texts, usualTexts } from '../texts';
import { declared } from './declared';
import { PROSE } from './users';

const TWICE: Pick<BadValue, 'remedy'> = { remedy: 'remove one of the two' };

const IDENTITY: readonly Row[] = [
  ...declared(
    'name',
    'debian-12',
    usualTexts('InvalidImageName', IMAGE_NAME, 'debian'),
    texts('InvalidImageName', IMAGE_NAME, {
      'upper case': 'Debian',
      'a digit before it': '12-debian',
      'two hyphens': 'debian--12',
      'a hyphen behind it': 'debian-',
      'an underscore': 'debian_12',
      'a slash': 'golden/debian',
      'a dot': 'debian.12',
      'a tag behind it': 'debian:12',
      'nothing': undefined,
    }),
    notNull('name'),
  ),
  ...declared(
    'version',
    '12.1.0',
    usualTexts('InvalidVersion', VERSION, '12.1.0'),
    texts('InvalidVersion', VERSION, {
      'build metadata': '12.1.0+5',
      'an underscore, which candidates have': '12_1',
      'a dot before it': '.12',
      'a digest': `sha256:${'a'.repeat(57)}`,
      'digits of full width': '１２',
      'a number, which loses a zero': 12.1,
      'nothing': undefined,
    }),
    notNull('version'),
  ),
  ...declared('base', DEBIAN, notInstance('base', 'BaseImage'), missing('base')),
  ...declared(
    'owner',
    'Équipe A/B',
    usualTexts('InvalidOwner', OWNER, 'platform-team', PROSE),
    texts('InvalidOwner', OWNER, { 'a carriage return': 'a\rb', 'a line separator': 'a\u2028b', 'a space without width': 'a\u200bb', 'nothing': undefined }),
    notNull('owner'),
  ),
  ...declared(
    'rationale',
    'glibc',
    usualTexts('InvalidRationale', RATIONALE, 'glibc', PROSE),
    texts('InvalidRationale', RATIONALE, {
      'two paragraphs': 'a\n\nb',
      'a next-line character': 'a\u0085b',
      'an isolate that hides the order': 'a\u2066b',
      'a tag character': 'a\u{e0041}',
      'nothing': undefined,
    }),
    notNull('rationale'),
  ),
];

const PARTS: readonly Row[] = [
  ...declared('caCertificates', [CaCertificate.fromText('root', PEM)], notListOf('caCertificates', 'CaCertificate', CaCertificate.fromText('root', PEM)), {
    what: 'two of one name',
    bad: [CaCertificate.fromText('root', PEM), CaCertificate.fromText('root', PEM)],
    given: 'root',
    code: 'DuplicateCertificate',
    expected: 'each name once',
    remedy: 'rename one CA certificate',
  }),
  ...declared(
    'files',
    [ImageFile.text('/a', 'a')],
    notListOf('files', 'ImageFile', ImageFile.text('/a', 'a')),
    { ...TWICE, what: 'two of one path', bad: [ImageFile.text('/a', 'a'), ImageFile.text('/a', 'b')], given: '/a', code: 'DuplicateFile', expected: 'each path once' },
    {
      what: 'one from a stage that there is not',
      bad: [ImageFile.fromStage('/a', 'build', { source: '/a' })],
      given: 'build',
      code: 'UnknownStage',
      expected: 'a stage that is declared',
      remedy: 'declare the stage',
    },
  ),
  ...declared('setuidBits', SetuidBits.keep('ping'), notInstance('setuidBits', 'SetuidBits')),
  ...declared('removeShell', true, notBoolean('removeShell')),
  ...declared('removePackageManager', true, notBoolean('removePackageManager')),
  ...declared('squash', true, notBoolean('squash')),
];

/** On a base that lacks what a declaration needs; with a test, because there is no default one where there is no shell. */
function on(base: BaseImage, name: string): { readonly where: string; readonly make: (value: never) => unknown } {
  return { where: IMAGE, make: (value) => image({ base, tests: [ImageTest.runsAs(65532)], [name]: value }) };
}

const MICRO = BaseImage.ubiMicro('9.6', PINNED);
const DISTROLESS = BaseImage.distroless(DistrolessImage.CC, PINNED);
const ALPINE = BaseImage.alpine('3.22', PINNED);

const UNAVAILABLE: readonly Row[] = [
  ...property(
    'ImageDeclaration.user',
    { ...on(DISTROLESS, 'user'), good: ImageUser.root('reads /proc of others') },
    { what: 'one that cannot be added to the base', bad: ImageUser.of('app', 10001), given: 'app (10001)', code: 'UserUnavailable', expected: "the base's own user, 65532", remedy: 'leave user out' },
  ),
  ...property(
    'ImageDeclaration.locale',
    { ...on(ALPINE, 'locale'), good: 'C.UTF-8' },
    { what: 'one that musl does not have', bad: 'de_DE.UTF-8', code: 'LocaleUnavailable', expected: 'C.UTF-8, or a base with glibc', remedy: 'use C.UTF-8' },
  ),
  ...property(
    'ImageDeclaration.packages',
    { ...on(MICRO, 'packages'), good: [] },
    {
      what: 'packages on a base without a package manager',
      bad: ['tzdata'],
      code: 'NoPackageManager',
      expected: 'no packages, or a base that has apt',
      remedy: 'copy what is needed from a build stage',
    },
  ),
  ...property(
    'ImageDeclaration.caCertificates',
    { ...on(MICRO, 'caCertificates'), good: [] },
    {
      what: 'certificates on a base without a package manager',
      bad: [CaCertificate.fromText('root', PEM)],
      given: ['root'],
      code: 'NoPackageManager',
      expected: 'a base that has apt',
      remedy: 'make the bundle in a build stage',
    },
  ),
];

const PROPS: readonly Row[] = [
  ...property(
    'GoldenImage.constructor.props',
    { where: IMAGE, make: (props) => new GoldenImage(newStack(), 'Image', props), good: IMAGE_PROPS },
    notStruct('props'),
    missing('pipeline'),
  ),
  ...property(
    'GoldenImageProps.pipeline',
    { where: IMAGE, make: (pipeline) => image({ pipeline }), good: PIPELINE },
    notImplementing('pipeline', 'IBuildPipeline'),
    missing('pipeline'),
  ),
];

export const DECLARATION_ROWS: readonly Row[] = [...IDENTITY, ...PARTS, ...UNAVAILABLE, ...PROPS];
