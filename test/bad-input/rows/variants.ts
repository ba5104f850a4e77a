import { BaseImage } from '../../../lib/base-image/base-image';
import { CHANNEL_NAME, REASON } from '../../../lib/core/grammar';
import { IMAGE_VARIANTS, ImageVariant } from '../../../lib/core/image-variant';
import { ImageFile } from '../../../lib/image/image-file';
import { PARENT } from '../../support/parent';
import { DIGEST, IMAGE, image } from '../good';
import { notList, notListOf, notMember, notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { usualTexts } from '../texts';
import { PROSE } from './users';

const { DEBUG, DEV } = ImageVariant;
const there = `${IMAGE} variant debug`;

/** A property of a debug variant. */
function variant(name: string): (value: never) => unknown {
  return (value) => image({ variants: [{ variant: DEBUG, [name]: value }] });
}

export const VARIANT_ROWS: readonly Row[] = [
  ...property(
    'ImageDeclaration.variants',
    { where: IMAGE, make: (variants) => image({ variants }), good: [{ variant: DEBUG }] },
    notList('variants', { variant: DEBUG }),
    { what: 'one variant twice', bad: [{ variant: DEV }, { variant: DEV }], given: DEV, code: 'DuplicateVariant', expected: 'each variant once', remedy: 'remove one of the two' },
    { what: 'the name of a variant', bad: ['debug'], given: 'debug', code: 'InvalidType', expected: 'an object of properties and their values', remedy: '{ property: value }' },
  ),
  ...property(
    'ImageVariantDeclaration.variant',
    { where: IMAGE, make: (value) => image({ variants: [{ variant: value }] }), good: DEV },
    notMember('InvalidVariant', 'variant besides the image itself', [DEV, DEBUG], { 'the image itself': 'runtime', 'upper case': 'DEBUG', 'another word': 'prod', 'an empty text': '', 'a number': 1, 'nothing': undefined }),
  ),
  ...property(
    'ImageVariantDeclaration.packages',
    { where: there, make: variant('packages'), good: ['strace'] },
    notList('packages', 'strace').map((value) => ({ ...value, where: IMAGE })),
    { what: 'one package twice', bad: ['strace', 'strace'], given: ['strace', 'strace'], code: 'DuplicatePackage', expected: 'each package once', remedy: 'remove one of the two' },
  ),
  ...property(
    'ImageVariantDeclaration.files',
    { where: there, make: variant('files'), good: [ImageFile.text('/a', '')] },
    notListOf('files', 'ImageFile', ImageFile.text('/a', '')).map((value) => ({ ...value, where: IMAGE })),
    { what: 'two files of one path', bad: [ImageFile.text('/a', ''), ImageFile.text('/a', '')], given: '/a', code: 'DuplicateFile', expected: 'each path once', remedy: 'remove one of the two' },
  ),
  ...property(
    'ImageVariantDeclaration.channel',
    { where: there, make: variant('channel'), good: 'next-debug' },
    usualTexts('InvalidChannelName', CHANNEL_NAME, 'next-debug'),
    { what: 'a production channel', bad: 'stable', where: IMAGE, code: 'ChannelVariantMismatch', expected: 'or ends in -debug', remedy: 'leave the channel out' },
    { what: 'the channel of another variant', bad: 'stable-dev', where: IMAGE, code: 'ChannelVariantMismatch', expected: 'or ends in -debug', remedy: 'leave the channel out' },
    { ...notNull('channel'), where: IMAGE },
  ),
  ...property(
    'BaseImage.fromGoldenImage.options',
    { where: 'BaseImage.fromGoldenImage', make: (options) => BaseImage.fromGoldenImage(PARENT, options), good: { variant: DEV } },
    notStruct('options'),
  ),
  ...property(
    'GoldenImageBaseOptions.variant',
    { where: 'BaseImage.fromGoldenImage', make: (value) => BaseImage.fromGoldenImage(PARENT, { variant: value }), good: DEV },
    notMember('InvalidVariant', 'variant', IMAGE_VARIANTS, { 'another word': 'prod', 'upper case': 'DEV', 'a number': 0 }),
    notNull('variant'),
  ),
  ...property(
    'GoldenImage.variantOf.variant',
    { where: IMAGE, make: (value) => image({ variants: [{ variant: DEV }] }).variantOf(value), good: DEV },
    ...[DEBUG, 'prod', undefined, null, 1].map((bad) => ({
      what: `${String(bad)}, which is not declared`,
      bad,
      code: 'UnknownVariant' as const,
      expected: 'one of runtime, dev',
      remedy: 'add it to the variants of the image',
    })),
  ),
  ...property(
    'UpstreamImageOptions.trackingReason',
    { where: 'BaseImage.debian', make: (trackingReason) => BaseImage.debian('12-slim', { trackingReason }), good: 'a nightly canary' },
    usualTexts('InvalidReason', REASON, 'a nightly canary', PROSE),
    notNull('trackingReason'),
  ),
  ...property(
    'UpstreamImageOptions.digest',
    { where: 'BaseImage.debian', make: (digest) => BaseImage.debian('12-slim', { digest, trackingReason: 'a nightly canary' }), good: undefined },
    { what: 'a digest beside a reason to have none', bad: DIGEST, given: 'docker.io/library/debian:12-slim', code: 'ContradictoryPin', expected: 'one of digest, lockFile and trackingReason', remedy: 'keep the one that is meant' },
  ),
];
