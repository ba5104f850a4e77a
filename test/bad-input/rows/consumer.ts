import { GoldenImageReference } from '../../../lib/consumer/golden-image-reference';
import { ACCOUNT_ID, CHANNEL_NAME, DIGEST as DIGEST_RULE, IMAGE_NAME, NAMESPACE, TAG, VERSION } from '../../../lib/core/grammar';
import { ImageVariant } from '../../../lib/core/image-variant';
import { LIBCS, Libc } from '../../../lib/core/libc';
import { PACKAGE_MANAGERS, PackageManager } from '../../../lib/core/package-manager';
import { IMAGE_PLATFORMS, ImagePlatform } from '../../../lib/core/platform';
import { REGION } from '../../../lib/core/registry-grammar';
import { DIGEST, newStack } from '../good';
import { missing, notBoolean, notImplementing, notInteger, notList, notMember, notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';

const where = 'stack/Base';

function reference(options: never): GoldenImageReference {
  return GoldenImageReference.fromChannel(newStack(), 'Base', options);
}

/** The rows of one property of every reference. */
function lookup(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`GoldenImageLookup.${name}`, { where, make: (value) => reference({ name: 'debian', [name]: value } as never), good }, ...badValues);
}

const FACTS = { version: '12.1.0', packageManager: PackageManager.APT, hasShell: true, libc: Libc.GLIBC, platforms: [ImagePlatform.LINUX_AMD64], userId: 65532 };

/** The rows of one fact. */
function fact(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`GoldenImageFacts.${name}`, { where, make: (value) => reference({ name: 'debian', facts: { ...FACTS, [name]: value } } as never), good }, ...badValues);
}

const LOOKUP: readonly Row[] = [
  ...lookup(
    'namespace',
    'team1',
    texts('InvalidNamespace', NAMESPACE, {
      'a slash behind it': 'golden/',
      'a hyphen in it': 'golden-images',
      'a folder above': '..',
      'an empty text': '',
      'one character too many': 'a'.repeat(17),
      'a list': ['golden'],
    }),
    notNull('namespace'),
    usualTexts('InvalidNamespace', NAMESPACE, 'golden').slice(-1),
  ),
  ...lookup('account', '111122223333', texts('InvalidAccountId', ACCOUNT_ID, { 'a number': 111122223333, 'an ARN': 'arn:aws:iam::111122223333:root', 'eleven digits': '11112222333' }), notNull('account')),
  ...lookup('region', 'eu-central-1', texts('InvalidRegion', REGION, { 'an availability zone': 'eu-central-1a', 'a name of it': 'Frankfurt', 'an empty text': '' }), notNull('region')),
  ...lookup('provider', undefined, notImplementing('provider', 'TerraformProvider')),
  ...lookup('facts', FACTS, notStruct('facts')),
];

const FACT_ROWS: readonly Row[] = [
  ...fact('version', '12.1.0', usualTexts('InvalidVersion', VERSION, '12.1.0')),
  ...fact('packageManager', PackageManager.APT, notMember('InvalidPackageManager', 'package manager', PACKAGE_MANAGERS, { 'a program': 'apt-get', 'nothing': undefined }).slice(0, 2)),
  ...fact('hasShell', false, missing('hasShell'), notBoolean('hasShell')),
  ...fact('libc', Libc.MUSL, notMember('InvalidLibc', 'C library', LIBCS, { 'another name': 'gnu', 'nothing': undefined }).slice(0, 2)),
  ...fact(
    'platforms',
    [ImagePlatform.LINUX_ARM64],
    missing('platforms'),
    notList('platforms', ImagePlatform.LINUX_AMD64),
    asItems(notMember('InvalidPlatform', 'platform', IMAGE_PLATFORMS, { 'another platform': 'windows/amd64' }).slice(0, 1)),
    { what: 'no platform', bad: [], code: 'InvalidPlatform', expected: 'at least one platform', remedy: 'leave platforms out' },
  ),
  ...fact('userId', 0, notInteger('InvalidUserId', { min: 0, max: 4_294_967_294, remedy: 'such as 65532' })),
];

export const CONSUMER_ROWS: readonly Row[] = [
  ...property('GoldenImageReference.fromChannel.options', { where, make: reference, good: { name: 'debian' } }, notStruct('options')),
  ...property(
    'GoldenImageReference.fromVersion.options',
    { where, make: (options) => GoldenImageReference.fromVersion(newStack(), 'Base', options), good: { name: 'debian', version: '12.1.0' } },
    notStruct('options'),
  ),
  ...property(
    'GoldenImageReference.fromDigest.options',
    { where, make: (options) => GoldenImageReference.fromDigest(newStack(), 'Base', options), good: { name: 'debian', digest: DIGEST } },
    notStruct('options'),
  ),
  ...property(
    'GoldenImageVersionOptions.version',
    { where, make: (version) => GoldenImageReference.fromVersion(newStack(), 'Base', { name: 'debian', version } as never), good: '12.1.0-20261101-debug' },
    texts('InvalidTag', TAG, { 'a digest': DIGEST, 'a repository before it': 'golden/debian:12.1.0', 'an empty text': '', 'nothing': undefined, 'one character too many': '1'.repeat(129) }),
  ),
  ...property(
    'GoldenImageDigestOptions.digest',
    { where, make: (digest) => GoldenImageReference.fromDigest(newStack(), 'Base', { name: 'debian', digest } as never), good: DIGEST },
    usualTexts('InvalidDigest', DIGEST_RULE, DIGEST),
  ),
  ...property(
    'GoldenImageReference.variantOf.variant',
    { where, make: (variant) => reference({ name: 'debian', facts: FACTS } as never).variantOf(variant), good: ImageVariant.RUNTIME },
    { what: 'another variant than that of its channel', bad: ImageVariant.DEBUG, code: 'UnknownVariant', expected: 'runtime', remedy: 'refer to the channel of that variant' },
  ),
  ...property(
    'GoldenImageLookup.name',
    { where, make: (name) => reference({ name } as never), good: 'debian' },
    usualTexts('InvalidImageName', IMAGE_NAME, 'debian'),
    texts('InvalidImageName', IMAGE_NAME, { 'its repository': 'golden/debian', 'a channel behind it': 'debian:stable', 'upper case': 'Debian', 'nothing': undefined }),
    notNull('name'),
  ),
  ...property(
    'GoldenImageChannelOptions.channel',
    { where, make: (channel) => reference({ name: 'debian', channel } as never), good: 'next' },
    texts('InvalidChannelName', CHANNEL_NAME, {
      'a path': '/golden/debian/channels/stable',
      'upper case': 'STABLE',
      'an empty text': '',
      'a version': '12.1.0',
      'an expression': '${var.channel}',
      'one character too many': 'a'.repeat(33),
      'a number': 1,
    }),
    notNull('channel'),
    usualTexts('InvalidChannelName', CHANNEL_NAME, 'stable').slice(-1),
  ),
  ...LOOKUP,
  ...FACT_ROWS,
];
