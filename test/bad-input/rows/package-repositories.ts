import { SHA256 } from '../../../lib/core/grammar';
import { FILE_CONTENT, FILE_STEM } from '../../../lib/core/image-grammar';
import { APT_WORD, REPOSITORY_URL } from '../../../lib/core/package-grammar';
import { PackageRepository } from '../../../lib/image/package-repository';
import { SigningKey } from '../../../lib/image/signing-key';
import { EMPTY_SHA256, IMAGE, image, SIGNING_KEY } from '../good';
import { missing, notNull, notInstance, notList, notListOf, notStruct } from '../kinds';
import { property, Row } from '../row';
import { asItems, texts, unresolved, usualTexts } from '../texts';
import { notReadable } from './files';

const apt = { url: 'https://packages.example.com/debian', suite: 'bookworm', components: ['main'], signingKey: SIGNING_KEY };
const APT = 'PackageRepository.apt';

/** The rows of one property of a repository for apt. */
function aptOption(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`AptRepositoryOptions.${name}`, { where: APT, make: (value) => PackageRepository.apt('example', { ...apt, [name]: value }), good }, ...badValues);
}

const URL_MISTAKES = {
  'http': 'http://packages.example.com',
  'a user and a password in it': 'https://user:password@packages.example.com',
  'a query': 'https://packages.example.com/?a=b',
  'a fragment': 'https://packages.example.com/#a',
  'a space': 'https://packages.example.com/a b',
  'a quote': "https://packages.example.com/'",
  'no host': 'https://',
  'a file': 'file:///etc',
  'nothing': undefined,
};

const APT_REPOSITORY: readonly Row[] = [
  ...property(
    `${APT}.name`,
    { where: APT, make: (name) => PackageRepository.apt(name, apt), good: 'example' },
    usualTexts('InvalidFileName', FILE_STEM, 'example'),
    texts('InvalidFileName', FILE_STEM, { 'a folder above': '../example', 'an ending': 'example.list', 'nothing': undefined }),
  ),
  ...property(`${APT}.options`, { where: APT, make: (options) => PackageRepository.apt('example', options), good: apt }, notStruct('options')),
  ...aptOption(
    'url',
    apt.url,
    texts('InvalidRepositoryUrl', REPOSITORY_URL, {
      ...URL_MISTAKES,
      'a line of a sources.list': 'deb https://packages.example.com bookworm main',
      'a line break and a field': 'https://packages.example.com\nTrusted: yes',
    }),
    notNull('url'),
    usualTexts('InvalidRepositoryUrl', REPOSITORY_URL, 'https://a.example.com/x').slice(-1),
  ),
  ...aptOption(
    'suite',
    'stable/updates',
    usualTexts('InvalidAptRepository', APT_WORD, 'bookworm', []),
    texts('InvalidAptRepository', APT_WORD, {
      'two suites': 'bookworm bookworm-updates',
      'a line break and a field': 'bookworm\nTrusted: yes',
      'a slash before it': '/bookworm',
      'nothing': undefined,
    }),
    notNull('suite'),
  ),
  ...aptOption(
    'components',
    ['main', 'contrib'],
    notList('components', 'main'),
    missing('components'),
    { what: 'an empty list', bad: [], code: 'InvalidAptRepository', expected: 'at least one component', remedy: 'name it as in a sources.list entry' },
    asItems(
      texts('InvalidAptRepository', APT_WORD, { 'two components': 'main contrib', 'an option': '-main', 'an empty text': '', 'null': null, 'a line break': 'main\n' }),
    ),
  ),
  ...aptOption('signingKey', SIGNING_KEY, notInstance('signingKey', 'SigningKey'), missing('signingKey')),
];

const other = { url: 'https://packages.example.com/x', signingKey: SIGNING_KEY };

function repository(method: 'apk' | 'dnf' | 'zypper', mistakes: { readonly [what: string]: unknown }): readonly Row[] {
  const where = `PackageRepository.${method}`;
  return [
    ...property(`${where}.name`, { where, make: (name) => PackageRepository[method](name, other), good: 'example-1' }, texts('InvalidFileName', FILE_STEM, mistakes)),
    ...property(`${where}.options`, { where, make: (options) => PackageRepository[method]('example', options), good: other }, notStruct('options')),
  ];
}

const OTHER_REPOSITORIES: readonly Row[] = [
  ...repository('apk', { 'an ending': 'example.rsa.pub', 'an at sign, as apk names keys': 'a@example.com', 'nothing': undefined }),
  ...repository('dnf', { 'a closing bracket, which ends the section': 'a]', 'a space': 'my repository', 'null': null }),
  ...repository('zypper', { 'an ending': 'example.repo', 'upper case': 'Example', 'a number': 1 }),
  ...property(
    'PackageRepositoryOptions.url',
    { where: 'PackageRepository.dnf', make: (url) => PackageRepository.dnf('example', { ...other, url }), good: 'https://a.example.com/$basearch/' },
    usualTexts('InvalidRepositoryUrl', REPOSITORY_URL, 'https://a.example.com/x'),
    texts('InvalidRepositoryUrl', REPOSITORY_URL, { ...URL_MISTAKES, 'a line break and a field': 'https://a.example.com\ngpgcheck=0' }),
    notNull('url'),
  ),
  ...property(
    'PackageRepositoryOptions.url',
    { where: 'PackageRepository.apk', make: (url) => PackageRepository.apk('example', { ...other, url }), good: 'https://a.example.com/v3.22/main' },
    texts('InvalidRepositoryUrl', REPOSITORY_URL, {
      'a quote, which would end an argument of a shell': "https://a.example.com/' && id '",
      'a tag of apk before it': '@edge https://a.example.com/edge',
    }),
  ),
  ...property(
    'PackageRepositoryOptions.signingKey',
    { where: 'PackageRepository.zypper', make: (signingKey) => PackageRepository.zypper('example', { ...other, signingKey }), good: SIGNING_KEY },
    { ...missing('signingKey'), what: 'nothing, also for zypper' },
  ),
  ...property(
    'PackageRepositoryOptions.signingKey',
    { where: 'PackageRepository.apk', make: (signingKey) => PackageRepository.apk('example', { ...other, signingKey }), good: SIGNING_KEY },
    notInstance('signingKey', 'SigningKey'),
    missing('signingKey'),
  ),
  ...property(
    'ImageDeclaration.packageRepositories',
    { where: IMAGE, make: (packageRepositories) => image({ packageRepositories }), good: [PackageRepository.apt('example', apt)] },
    notListOf('packageRepositories', 'PackageRepository', PackageRepository.apt('example', apt)),
    {
      what: 'one for another package manager',
      bad: [PackageRepository.dnf('example', other)],
      given: 'dnf and microdnf',
      code: 'WrongPackageManager',
      expected: 'repositories for apt',
      remedy: "the method that is called like the base's package manager",
    },
    {
      what: 'two of one name',
      bad: [PackageRepository.apt('a', apt), PackageRepository.apt('a', apt)],
      given: '/etc/apt/keyrings/a.asc',
      code: 'DuplicateRepository',
      expected: 'each name once',
      remedy: 'rename one repository',
    },
  ),
];

const sha256 = { sha256: EMPTY_SHA256 };

const KEYS: readonly Row[] = [
  ...property(
    'SigningKey.fromText.content',
    { where: 'SigningKey.fromText', make: (content) => SigningKey.fromText(content, sha256), good: '' },
    texts('InvalidFileContent', FILE_CONTENT, { 'a NUL in it': '\0', 'bytes': Buffer.from(''), 'nothing': undefined, 'null': null }),
    unresolved(FILE_CONTENT.expected, '${TfToken[TOKEN.1]}'),
    {
      what: 'a key that was exchanged',
      bad: 'a',
      given: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
      code: 'ChecksumMismatch',
      expected: EMPTY_SHA256,
      remedy: 'from its publisher again, by two ways',
    },
  ),
  ...property(
    'SigningKey.fromText.options',
    { where: 'SigningKey.fromText', make: (options) => SigningKey.fromText('', options), good: sha256 },
    notStruct('options'),
    missing('sha256'),
  ),
  ...property(
    'SigningKeyOptions.sha256',
    { where: 'SigningKey.fromText', make: (value) => SigningKey.fromText('', { sha256: value }), good: EMPTY_SHA256 },
    usualTexts('InvalidSha256', SHA256, EMPTY_SHA256),
    texts('InvalidSha256', SHA256, {
      'the name of its algorithm': `sha256:${EMPTY_SHA256}`,
      'upper case': EMPTY_SHA256.toUpperCase(),
      'a fingerprint of OpenPGP': 'A'.repeat(40),
      'the line that sha256sum prints': `${EMPTY_SHA256}  key.asc`,
    }),
    missing('sha256'),
    notNull('sha256'),
  ),
  ...property('SigningKey.fromPath.source', { where: 'SigningKey.fromPath', make: (source) => SigningKey.fromPath(source, sha256), good: '/dev/null' }, notReadable()),
  ...property(
    'SigningKey.fromPath.options',
    { where: 'SigningKey.fromPath', make: (options) => SigningKey.fromPath('/dev/null', options), good: sha256 },
    notStruct('options'),
  ),
];

export const PACKAGE_REPOSITORY_ROWS: readonly Row[] = [...APT_REPOSITORY, ...OTHER_REPOSITORIES, ...KEYS];
