import { App } from 'cdktf';

import { RequireGoldenImages } from '../../../lib/consumer/require-golden-images';
import { REASON } from '../../../lib/core/grammar';
import { SOURCE_PATH } from '../../../lib/core/image-grammar';
import { REGISTRY_HOST } from '../../../lib/core/reference-grammar';
import { AllowedImage } from '../../../lib/verdict/allowed-image';
import { CatalogDocument } from '../../../lib/verdict/catalog-document';
import { ImageException } from '../../../lib/verdict/image-exception';
import { VERDICT_LEVELS, VerdictLevel } from '../../../lib/verdict/image-verdict';
import { ALLOWED_REPOSITORY, GOLDEN_NAMESPACE, IMAGE_REFERENCE, RESOURCE_PLACE } from '../../../lib/verdict/verdict-grammar';
import { newStack } from '../good';
import { missing, notInstance, notList, notListOf, notMember, notNull, notStruct } from '../kinds';
import { BadValue, NOTHING, property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';
import { notDay } from './policies';

const where = 'RequireGoldenImages.of';
const GOOD = { registries: ['registry.example.com'] };
const ALLOWED = { repository: 'docker.io/library/nginx', reason: 'a vendor maintains it' };
const EXCEPTION = { image: 'docker.io/library/nginx', reason: 'until golden/nginx is there', expires: '2027-03-31' };
const CATALOG = { schemaVersion: 1, images: [] };
const SHORT_REASON: readonly BadValue[] = texts('InvalidReason', REASON, { 'an empty text': '', 'a text of spaces': ' ', 'two lines': 'a\nb', 'one character too many': 'a'.repeat(501), 'a number': 1 });

function require(options: unknown): RequireGoldenImages {
  return RequireGoldenImages.of(new App(), options as never);
}

function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`GoldenImageRequirements.${name}`, { where, make: (value) => require({ ...GOOD, [name]: value }), good }, ...badValues);
}

const notThere = (name: string): readonly BadValue[] => [missing(name), { ...missing(name, null), what: 'null' }];

const notLevel = notMember('InvalidVerdictLevel', 'level of a verdict', VERDICT_LEVELS, { 'upper case': 'ERROR', 'another level': 'note', 'a number': 0 });

const REQUIREMENTS: readonly Row[] = [
  ...property('RequireGoldenImages.of.options', { where, make: require, good: GOOD }, notStruct('options').slice(0, -1), notThere('options'), { ...missing('registries', {}), what: 'an object without registries' }),
  ...property(
    'RequireGoldenImages.of.scope',
    { where, make: (scope) => RequireGoldenImages.of(scope ?? (undefined as never), GOOD), good: newStack() },
    { what: 'a text', bad: 'stack', code: 'InvalidType', expected: 'an object that is an IConstruct', remedy: 'implements IConstruct' },
    { what: 'an object of nothing', bad: {}, code: 'InvalidType', expected: 'an object that is an IConstruct', remedy: 'implements IConstruct' },
    missing('scope'),
  ),
  ...option(
    'registries',
    GOOD.registries,
    notList('registries', 'registry.example.com'),
    { what: 'an empty list', bad: [], code: 'InvalidRegistries', expected: 'at least one registry', remedy: 'the platform team releases to' },
    { what: 'one host twice', bad: ['r.io', 'r.io'], code: 'DuplicateRegistry', given: 'r.io', expected: 'each registry host once', remedy: 'remove one of the two' },
    asItems(texts('InvalidRegistryHost', REGISTRY_HOST, { 'a scheme before it': 'https://r.io', 'a path behind it': 'r.io/golden', 'a star': '*.r.io', 'an empty text': '', 'a number': 1 })),
  ),
  ...option(
    'namespaces',
    ['golden', 'mirror/golden'],
    notList('namespaces', 'golden'),
    { what: 'an empty list', bad: [], code: 'InvalidNamespaces', expected: 'at least one namespace', remedy: 'leave it out' },
    { what: 'one namespace twice', bad: ['a', 'a'], code: 'DuplicateNamespace', given: 'a', expected: 'each namespace of golden images once', remedy: 'remove one of the two' },
    asItems(texts('InvalidNamespace', GOLDEN_NAMESPACE, { 'a slash behind it': 'golden/', 'a star': 'golden/*', 'upper case': 'Golden', 'an empty text': '', 'a folder above': '..' })),
  ),
  ...option('allowed', [AllowedImage.of(ALLOWED)], notListOf('allowed', 'AllowedImage', AllowedImage.of(ALLOWED))),
  ...option('exceptions', [ImageException.of(EXCEPTION)], notListOf('exceptions', 'ImageException', ImageException.of(EXCEPTION))),
  ...option('catalog', CatalogDocument.fromObject(CATALOG), notInstance('catalog', 'CatalogDocument')),
  ...option('levels', { unknown: VerdictLevel.ERROR }, notStruct('levels')),
  ...option('asOf', '2027-01-31', notDay, notNull('asOf')),
  ...['notGolden', 'tagOnly', 'deprecated', 'revoked', 'unknown'].flatMap((name) =>
    property(`VerdictLevels.${name}`, { where, make: (value) => require({ ...GOOD, levels: { [name]: value } }), good: VerdictLevel.ERROR }, notLevel, notNull(name), {
      what: 'a weaker level without a reason',
      bad: VerdictLevel.REPORT,
      code: 'MissingReason',
      expected: 'levels.reason',
      remedy: 'say in levels.reason why',
    }),
  ),
  ...property('VerdictLevels.curated', { where, make: (curated) => require({ ...GOOD, levels: { curated } }), good: VerdictLevel.REPORT }, notLevel, notNull('curated')),
  ...property('VerdictLevels.reason', { where, make: (reason) => require({ ...GOOD, levels: { reason } }), good: 'counting before enforcing' }, SHORT_REASON, notNull('reason')),
];

const ALLOWANCES: readonly Row[] = [
  ...property('AllowedImage.of.options', { where: 'AllowedImage.of', make: (value) => AllowedImage.of(value), good: ALLOWED }, notStruct('options'), missing('repository')),
  ...property(
    'AllowedImageOptions.repository',
    { where: 'AllowedImage.of', make: (repository) => AllowedImage.of({ ...ALLOWED, repository }), good: 'r.io/team/*' },
    usualTexts('InvalidAllowedRepository', ALLOWED_REPOSITORY, 'docker.io/library/nginx'),
    texts('InvalidAllowedRepository', ALLOWED_REPOSITORY, { 'a tag behind it': 'nginx:1', 'a digest behind it': `nginx@sha256:${'a'.repeat(64)}`, 'a star in it': 'r.io/*/app', 'a star alone': '*', 'all of a path without host': '/*', 'a scheme before it': 'https://r.io/a' }),
    missing('repository'),
    notNull('repository'),
  ),
  ...property('AllowedImageOptions.reason', { where: 'AllowedImage.of', make: (reason) => AllowedImage.of({ ...ALLOWED, reason }), good: 'theirs' }, SHORT_REASON, missing('reason'), notNull('reason')),
];

function exception(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`ImageExceptionOptions.${name}`, { where: 'ImageException.of', make: (value) => ImageException.of({ ...EXCEPTION, [name]: value }), good }, ...badValues, notNull(name));
}

const EXCEPTIONS: readonly Row[] = [
  ...property(
    'ImageException.of.options',
    { where: 'ImageException.of', make: (value) => ImageException.of(value), good: EXCEPTION },
    notStruct('options'),
    { what: 'neither image nor resource', bad: { reason: 'r', expires: '2027-03-31' }, given: NOTHING, code: 'InvalidImageException', expected: 'image, resource or both', remedy: 'say what is let through' },
  ),
  ...exception('image', `nginx:1@sha256:${'a'.repeat(64)}`, usualTexts('InvalidImageReference', IMAGE_REFERENCE, 'docker.io/library/nginx'), texts('InvalidImageReference', IMAGE_REFERENCE, { 'a star behind it': 'nginx:*', 'upper case': 'Nginx', 'a short digest': 'nginx@sha256:a' })),
  ...exception('resource', 'team/Task', texts('InvalidResourcePlace', RESOURCE_PLACE, { 'an empty text': '', 'a space before it': ' team', 'two lines': 'team\nTask', 'one character too many': 'a'.repeat(1001), 'a number': 1 })),
  ...exception('reason', 'r', SHORT_REASON, missing('reason')),
  ...exception('expires', '2027-01-31', notDay, missing('expires')),
];

const DOCUMENTS: readonly Row[] = [
  ...property(
    'CatalogDocument.fromFile.path',
    { where: 'CatalogDocument.fromFile', make: (path) => CatalogDocument.fromFile(path), good: 'test/bad-input/fixtures/catalog.json' },
    { what: 'a file that is not there', bad: 'none.json', code: 'UnreadableFile', expected: SOURCE_PATH.expected, remedy: SOURCE_PATH.remedy },
    { what: 'a folder', bad: 'test', code: 'UnreadableFile', expected: SOURCE_PATH.expected, remedy: SOURCE_PATH.remedy },
    { what: 'a file that is no JSON', bad: 'test/bad-input/fixtures/note.txt', code: 'InvalidCatalog', expected: 'of schemaVersion 1', remedy: 'take the file from the platform team' },
    { what: 'an empty text', bad: '', code: 'UnreadableFile', expected: SOURCE_PATH.expected, remedy: SOURCE_PATH.remedy },
    notThere('path'),
  ),
  ...property(
    'CatalogDocument.fromObject.document',
    { where: 'CatalogDocument.fromObject', make: (document) => CatalogDocument.fromObject(document), good: CATALOG },
    ...[
      ['a text', JSON.stringify(CATALOG)],
      ['an object of nothing', {}],
      ['another schema version', { ...CATALOG, schemaVersion: 2 }],
      ['images that are no list', { ...CATALOG, images: {} }],
      ['an image without a name', { ...CATALOG, images: [{ namespace: 'golden' }] }],
      ['a deprecation without a day', { ...CATALOG, images: [{ namespace: 'golden', name: 'debian', deprecation: { since: 'soon', removeAfter: '2027-01-31', reason: 'r' } }] }],
      ['a revocation of nothing', { ...CATALOG, images: [{ namespace: 'golden', name: 'debian', revocations: [{ digest: null, version: null, reason: 'r' }] }] }],
    ].map(([what, bad]): BadValue => ({ what: what as string, bad, code: 'InvalidCatalog', expected: 'of schemaVersion 1', remedy: 'take the file from the platform team' })),
    notThere('document'),
  ),
];

export const REQUIRE_GOLDEN_IMAGES_ROWS: readonly Row[] = [...REQUIREMENTS, ...ALLOWANCES, ...EXCEPTIONS, ...DOCUMENTS];
