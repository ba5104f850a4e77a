import { DAY } from '../../../lib/core/day';
import { CHANNEL_NAME, DIGEST as DIGEST_RULE, IMAGE_NAME, REASON, TAG, VERSION } from '../../../lib/core/grammar';
import { ChannelRelease } from '../../../lib/registry/channel-release';
import { DIGEST, IMAGE, image } from '../good';
import { missing, notInstance, notList, notNull, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';

const DEPRECATION = { since: '2026-11-01', removeAfter: '2027-05-01', reason: 'support ends' };

/** The rows of one property of a deprecation. */
function deprecation(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`ImageDeprecation.${name}`, { where: IMAGE, make: (value) => image({}).deprecate({ ...DEPRECATION, [name]: value }), good }, ...badValues);
}

/** The rows of one property of a revocation. */
function revocation(name: string, other: object, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`ImageRevocation.${name}`, { where: IMAGE, make: (value) => image({}).revoke({ ...other, [name]: value } as never), good }, ...badValues);
}

const days = texts('InvalidDate', DAY, { 'a time': '2026-11-01T00:00:00Z', 'a day of the month before': '01-11-2026', 'a day that is not there': '2026-02-30', 'nothing': undefined });
const neither: BadValue = { what: 'neither digest nor version', bad: undefined, given: 'neither', code: 'InvalidRevocation', expected: 'one of digest and version', remedy: 'give the digest of one release' };

const DECLARED: readonly Row[] = [
  ...property(
    'ImageDeclaration.supersedes',
    { where: IMAGE, make: (supersedes) => image({ supersedes }), good: 'debian-11' },
    usualTexts('InvalidImageName', IMAGE_NAME, 'debian-11'),
    notNull('supersedes'),
    { what: 'the image itself', bad: 'debian', code: 'InvalidImageName', expected: 'the name of another image', remedy: 'give each major version a name of its own' },
  ),
  ...property(
    'ImageDeclaration.migrationGuide',
    { where: IMAGE, make: (migrationGuide) => image({ migrationGuide }), good: '# Moving\n\n\t- `a`\n' },
    ...['', ' \n', 'a\u0000b', 'a\u001b[31mb', 'a\u202eb', 'x'.repeat(50_001), 42].map((bad) => ({
      what: JSON.stringify(bad).slice(0, 20),
      bad,
      code: 'InvalidMigrationGuide' as const,
      expected: 'Markdown of 1 to 50,000',
      remedy: 'read it from a file',
    })),
    notNull('migrationGuide'),
  ),
  ...property(
    'GoldenImageProps.channelsSharedWith',
    { where: IMAGE, make: (channelsSharedWith) => image({ channelsSharedWith }), good: ['111122223333', 'arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5'] },
    notList('channelsSharedWith', '111122223333'),
    ...asItems(
      [42, '1111', 'o-a1b2c3d4e5', 'arn:aws:iam::111122223333:role/x', '*'].map((bad) => ({
        what: String(bad),
        bad,
        code: 'InvalidSharePrincipal' as const,
        expected: 'an account id of 12 digits, or the ARN of an organization',
        remedy: 'give it such as "111122223333"',
      })),
    ),
    { what: 'one principal twice', bad: ['111122223333', '111122223333'], given: '111122223333', code: 'InvalidSharePrincipal', expected: 'each principal once', remedy: 'remove one of the two' },
  ),
];

export const IMAGE_LIFECYCLE_ROWS: readonly Row[] = [
  ...DECLARED,
  ...property('GoldenImage.deprecate.deprecation', { where: IMAGE, make: (value) => image({}).deprecate(value), good: DEPRECATION }, missing('deprecation'), notStruct('deprecation').slice(0, 2)),
  ...property('GoldenImage.revoke.revocation', { where: IMAGE, make: (value) => image({}).revoke(value), good: { digest: DIGEST, reason: 'bad' } }, missing('revocation'), notStruct('revocation').slice(0, 2)),
  ...deprecation('since', '2026-11-01', days, { what: 'the day of the removal', bad: '2027-05-01', given: '2027-05-01', code: 'InvalidDeprecation', expected: 'a day after 2027-05-01', remedy: 'give the day on which the last team will have moved' }),
  ...deprecation('removeAfter', '2026-11-02', days, { what: 'a day before', bad: '2026-10-01', code: 'InvalidDeprecation', expected: 'a day after 2026-11-01', remedy: 'give the day on which the last team will have moved' }),
  ...deprecation('reason', 'support ends', usualTexts('InvalidReason', REASON, 'support ends', ['a letter that looks like a Latin one', 'a hyphen before it', 'a backslash in it'])),
  ...deprecation('replacement', 'debian-13', usualTexts('InvalidImageName', IMAGE_NAME, 'debian-13'), notNull('replacement'), {
    what: 'the image itself',
    bad: 'debian',
    code: 'InvalidDeprecation',
    expected: 'the name of another image of the namespace',
    remedy: 'name the image to move to, or leave replacement out',
  }),
  ...deprecation(
    'migrationGuide',
    'https://wiki.example.com/debian-13',
    ...['http://wiki.example.com', 'wiki.example.com', 'javascript:alert(1)', 'https://', 'https://a b', '# Guide', `https://a/${'x'.repeat(500)}`, 42].map((bad) => ({
      what: String(bad).slice(0, 30),
      bad,
      code: 'InvalidUrl' as const,
      expected: 'begins with https://',
      remedy: 'write it such as',
    })),
    notNull('migrationGuide'),
  ),
  ...revocation('digest', { reason: 'bad' }, DIGEST, neither, texts('InvalidDigest', DIGEST_RULE, { 'a tag': '12.1.0', 'upper case': `sha256:${'A'.repeat(64)}` }), notNull('digest')),
  ...revocation('version', { reason: 'bad' }, '12.1.0', neither, texts('InvalidVersion', VERSION, { 'an underscore': '12_1', 'an empty text': '' }), notNull('version')),
  ...property('ImageRevocation.digest', { where: IMAGE, make: (digest) => image({}).revoke({ version: '12.1.0', reason: 'bad', digest }), good: undefined }, {
    what: 'a digest besides a version',
    bad: DIGEST,
    given: 'both',
    code: 'InvalidRevocation',
    expected: 'one of digest and version',
    remedy: 'the version of all that were made of it',
  }),
  ...revocation('reason', { digest: DIGEST }, 'bad', usualTexts('InvalidReason', REASON, 'bad', ['a letter that looks like a Latin one', 'a hyphen before it', 'a backslash in it'])),
  ...property(
    'GoldenImage.addChannel.name',
    { where: IMAGE, make: (name) => image({}).addChannel(name, ChannelRelease.version('12.1.0')), good: 'production' },
    usualTexts('InvalidChannelName', CHANNEL_NAME, 'production'),
    { what: 'a channel that is there', bad: 'stable', code: 'DuplicateChannel', expected: 'another name than stable', remedy: 'name it such as "production"' },
    { what: 'a channel for another variant', bad: 'production-debug', given: '12.1.0', code: 'ChannelVariantMismatch', expected: 'a release or a channel that ends in -debug', remedy: 'name the channel by the variant' },
  ),
  ...property('GoldenImage.addChannel.release', { where: IMAGE, make: (release) => image({}).addChannel('production', release), good: ChannelRelease.version('12.1.0') }, notInstance('release', 'ChannelRelease').filter(({ bad }) => bad !== null), missing('release'), {
    what: 'a channel that the image does not have',
    bad: ChannelRelease.promotedFrom('next'),
    given: 'next',
    code: 'UnknownChannel',
    expected: 'one of stable',
    remedy: 'promote from a channel that the pipeline moves',
  }),
  ...property('ChannelRelease.version.version', { where: 'ChannelRelease.version', make: (value) => ChannelRelease.version(value), good: '12.1.0' }, texts('InvalidTag', TAG, { 'a digest': DIGEST, 'an empty text': '', 'nothing': undefined })),
  ...property('ChannelRelease.digest.digest', { where: 'ChannelRelease.digest', make: (value) => ChannelRelease.digest(value), good: DIGEST }, usualTexts('InvalidDigest', DIGEST_RULE, DIGEST)),
  ...property('ChannelRelease.promotedFrom.channel', { where: 'ChannelRelease.promotedFrom', make: (value) => ChannelRelease.promotedFrom(value), good: 'stable' }, usualTexts('InvalidChannelName', CHANNEL_NAME, 'stable')),
];
