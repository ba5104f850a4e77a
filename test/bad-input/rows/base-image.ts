import { BaseImage } from '../../../lib/base-image/base-image';
import { DISTROLESS_IMAGES, DistrolessImage } from '../../../lib/base-image/distroless';
import { PullSource } from '../../../lib/base-image/pull-source';
import { DIGEST as DIGEST_RULE, TAG } from '../../../lib/core/grammar';
import { OFFICIAL_REPOSITORY, UBI_TAG } from '../../../lib/core/reference-grammar';
import { PARENT } from '../../support/parent';
import { DIGEST, PINNED } from '../good';
import { missing, notBoolean, notNull, notImplementing, notInstance, notMember, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { texts, usualTexts } from '../texts';

type UpstreamMethod = 'debian' | 'ubuntu' | 'alpine' | 'amazonLinux' | 'opensuseLeap' | 'node' | 'python' | 'golang' | 'eclipseTemurin' | 'ruby' | 'php' | 'rust';

/** No digest, and no reason to have none, of what would be this image if it were pinned. */
function unpinned(image: BaseImage): BadValue {
  const given = String(image).split('@')[0]!;
  return { what: 'nothing', bad: undefined, given, code: 'MissingDigest', expected: 'a digest', remedy: `copy it from \`docker buildx imagetools inspect ${given}\`` };
}

/** A method that takes a tag and how it is pinned; what is wrong with its tag is what people write by mistake. */
function upstream(method: UpstreamMethod, good: string, mistakes: { readonly [what: string]: unknown }): readonly Row[] {
  const where = `BaseImage.${method}`;
  return [
    ...property(`${where}.tag`, { where, make: (tag) => BaseImage[method](tag, PINNED), good }, texts('InvalidTag', TAG, mistakes)),
    ...property(`${where}.options`, { where, make: (options) => BaseImage[method](good, options), good: PINNED }, unpinned(BaseImage[method](good, PINNED))),
  ];
}

function redHat(method: 'ubi' | 'ubiMinimal' | 'ubiMicro', mistakes: { readonly [what: string]: unknown }): readonly Row[] {
  const where = `BaseImage.${method}`;
  return [
    ...property(`${where}.tag`, { where, make: (tag) => BaseImage[method](tag, PINNED), good: '9.6' }, texts('InvalidUbiTag', UBI_TAG, mistakes)),
    ...property(`${where}.options`, { where, make: (options) => BaseImage[method]('9.6', options), good: PINNED }, unpinned(BaseImage[method]('9.6', PINNED))),
  ];
}

/** A method that takes the last part of a repository's name. */
function published(method: 'chainguard' | 'dockerHardened' | 'dockerOfficial', mistakes: { readonly [what: string]: unknown }): readonly Row[] {
  const where = `BaseImage.${method}`;
  return [
    ...property(
      `${where}.repository`,
      { where, make: (repository) => BaseImage[method](repository, '1', PINNED), good: 'node' },
      texts('InvalidImageRepository', OFFICIAL_REPOSITORY, mistakes),
    ),
    ...property(
      `${where}.tag`,
      { where, make: (tag) => BaseImage[method]('node', tag, PINNED), good: '22-dev' },
      texts('InvalidTag', TAG, { 'a name before it': 'node:22', 'nothing': undefined }),
    ),
    ...property(`${where}.options`, { where, make: (options) => BaseImage[method]('node', '22', options), good: PINNED }, unpinned(BaseImage[method]('node', '22', PINNED))),
  ];
}

const debian = 'BaseImage.debian';
const distroless = 'BaseImage.distroless';

const UPSTREAM: readonly Row[] = [
  ...property(
    'UpstreamImageOptions.digest',
    { where: debian, make: (digest) => BaseImage.debian('12-slim', { digest }), good: DIGEST },
    usualTexts('InvalidDigest', DIGEST_RULE, DIGEST),
    texts('InvalidDigest', DIGEST_RULE, {
      'a digest without its algorithm': 'a'.repeat(64),
      'a digest of another algorithm': `sha512:${'a'.repeat(128)}`,
      'a digest in upper case': DIGEST.toUpperCase(),
      'a digest that was cut short': DIGEST.slice(0, 19),
      'a tag': 'latest',
      'a digest with an at sign': `@${DIGEST}`,
    }),
    unpinned(BaseImage.debian('12-slim', PINNED)),
    notNull('digest'),
  ),
  ...property(
    'UpstreamImageOptions.pullFrom',
    { where: debian, make: (pullFrom) => BaseImage.debian('12-slim', { digest: DIGEST, pullFrom }), good: PullSource.ecrPublic() },
    notInstance('pullFrom', 'PullSource'),
  ),
  ...property('BaseImage.debian.tag', { where: debian, make: (tag) => BaseImage.debian(tag, PINNED), good: '12-slim' }, usualTexts('InvalidTag', TAG, '12-slim')),
  ...property('BaseImage.debian.options', { where: debian, make: (options) => BaseImage.debian('12-slim', options), good: PINNED }, notStruct('options')),
];

const DISTROLESS: readonly Row[] = [
  ...property(
    'BaseImage.distroless.image',
    { where: distroless, make: (name) => BaseImage.distroless(name, PINNED), good: DistrolessImage.CC },
    notMember('InvalidDistrolessImage', 'distroless image', DISTROLESS_IMAGES, {
      'an image that there is not': 'golang',
      'the name of a member': 'STATIC',
      'the whole name': 'gcr.io/distroless/static',
      'nothing': undefined,
      'a name that every object has': 'constructor',
    }),
  ),
  ...property(
    'BaseImage.distroless.options',
    { where: distroless, make: (options) => BaseImage.distroless(DistrolessImage.CC, options), good: PINNED },
    notStruct('options'),
    unpinned(BaseImage.distroless(DistrolessImage.CC, PINNED)),
  ),
  ...property(
    'DistrolessOptions.debianRelease',
    { where: distroless, make: (debianRelease) => BaseImage.distroless(DistrolessImage.CC, { ...PINNED, debianRelease }), good: '12' },
    notMember('InvalidDebianRelease', 'Debian release', ['12', '13'], {
      'a release that is no more': '11',
      'a code name': 'bookworm',
      'a number': 12,
      'an empty text': '',
    }),
    notNull('debianRelease'),
  ),
  ...property(
    'DistrolessOptions.debug',
    { where: distroless, make: (debug) => BaseImage.distroless(DistrolessImage.CC, { ...PINNED, debug }), good: true },
    notBoolean('debug'),
  ),
];

export const BASE_IMAGE_ROWS: readonly Row[] = [
  ...UPSTREAM,
  ...upstream('ubuntu', '24.04', { 'the name before it': 'ubuntu:24.04', 'nothing': undefined }),
  ...upstream('alpine', '3.22', { 'a number, which loses a zero': 3.2, 'a digest behind it': `3.22@${DIGEST}` }),
  ...upstream('amazonLinux', '2023', { 'a number': 2023, 'a full reference': 'public.ecr.aws/amazonlinux/amazonlinux:2023' }),
  ...redHat('ubi', { 'a tag without a release': 'latest', 'a release with a letter before it': 'v9.6', 'a release of zero': '0.1' }),
  ...redHat('ubiMinimal', { 'a range of releases': '9.x', 'the name of the product': 'ubi9' }),
  ...redHat('ubiMicro', { 'three parts of a release': '9.6.1', 'a release of three digits': '100' }),
  ...upstream('opensuseLeap', '15.6', { 'the name before it': 'leap:15.6', 'a plus sign': '15.6+1' }),
  ...DISTROLESS,
  ...published('chainguard', { 'an organisation before it': 'chainguard/node', 'upper case': 'Node', 'a tag behind it': 'node:latest' }),
  ...published('dockerHardened', { 'a registry before it': 'dhi.io/node', 'a hyphen behind it': 'node-', 'nothing': undefined }),
  ...upstream('node', '22-bookworm-slim', { 'the name before it': 'node:22', 'a range of versions': '^22' }),
  ...upstream('python', '3.13-slim-bookworm', { 'a number, which loses a zero': 3.1, 'a constraint': '>=3.13' }),
  ...upstream('golang', '1.25-bookworm', { 'the name before it': 'golang:1.25', 'a wildcard': '1.*' }),
  ...upstream('eclipseTemurin', '21-jre-noble', { 'a number': 21, 'the plus sign of a Java version': '21.0.1+12-jre' }),
  ...upstream('ruby', '3.4-slim-bookworm', { 'a pessimistic constraint': '~>3.4', 'a space': '3.4 slim' }),
  ...upstream('php', '8.4-fpm-bookworm', { 'a slash': '8.4/fpm', 'null': null }),
  ...upstream('rust', '1.91-slim-bookworm', { 'a range of versions': '1.91,1.92', 'an object': {} }),
  ...published('dockerOfficial', { 'library before it': 'library/nginx', 'two dots': 'a..b', 'a Dockerfile': 'nginx\nRUN x' }),
  ...property(
    'BaseImage.fromGoldenImage.image',
    {
      where: 'BaseImage.fromGoldenImage',
      make: (parent) => BaseImage.fromGoldenImage(parent),
      good: PARENT,
    },
    notImplementing('image', 'IGoldenImage').filter(({ bad }) => bad !== null),
    missing('image'),
  ),
  ...property(
    'BaseImage.supportStatusAt.date',
    { where: 'BaseImage.supportStatusAt', make: (date) => BaseImage.debian('12-slim', PINNED).supportStatusAt(date), good: new Date(0) },
    ...Object.entries({ 'a day as text': '2026-11-24', 'a time in milliseconds': 1_795_000_000_000, 'a date that there is not': new Date('2026-13-45') }).map(
      ([what, bad]) => ({ what, bad, code: 'InvalidType', expected: 'a Date that is a point in time', remedy: "new Date('2026-11-24')" }) as const,
    ),
    missing('date'),
  ),
];
