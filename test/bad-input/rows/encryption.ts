import { KMS_ALIAS, KMS_KEY_ARN, LOG_GROUP_NAME, TAG_EXCLUSION_FILTER } from '../../../lib/core/grammar';
import { CodeBuildPipeline } from '../../../lib/pipeline/codebuild/codebuild-pipeline';
import { EncryptionKey } from '../../../lib/registry/encryption/encryption-key';
import { ImageSigningKey } from '../../../lib/registry/encryption/image-signing-key';
import { RepositoryEncryption } from '../../../lib/registry/encryption/repository-encryption';
import { TagImmutability } from '../../../lib/registry/tag-immutability';
import { ENCRYPTION_KEY, newStack } from '../good';
import { missing, notImplementing, notInteger, notList, notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';

const where = 'stack/Key';
const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const TOO_MANY = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The rows of one property of a key. */
function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`EncryptionKeyProps.${name}`, { where, make: (value) => new EncryptionKey(newStack(), 'Key', { alias: 'golden', [name]: value }), good }, ...badValues);
}

const KEYS: readonly Row[] = [
  ...property('EncryptionKey.constructor.props', { where, make: (props) => new EncryptionKey(newStack(), 'Key', props), good: { alias: 'golden' } }, notStruct('props')),
  ...option(
    'alias',
    'golden-images',
    usualTexts('InvalidKeyAlias', KMS_ALIAS, 'golden', ['a hyphen before it']),
    texts('InvalidKeyAlias', KMS_ALIAS, { 'an alias of AWS': 'aws/ecr', 'a dot': 'golden.images', 'a colon': 'alias:golden', 'nothing': undefined }),
    notNull('alias'),
  ),
  ...option('rotationDays', 90, notInteger('InvalidKeyRotation', { min: 90, max: 2560, remedy: 'leave it out for 365' }), notNull('rotationDays')),
  ...option('deletionWindowDays', 7, notInteger('InvalidKeyDeletionWindow', { min: 7, max: 30, remedy: 'leave it out for 30' }), notNull('deletionWindowDays')),
  ...option(
    'logGroupName',
    '/golden-images/golden',
    texts('InvalidLogGroupName', LOG_GROUP_NAME, { 'its ARN': 'arn:aws:logs:eu-west-1:111122223333:log-group:/a', 'a pattern': '/golden/*', 'an empty text': '', 'one character too many': 'a'.repeat(513) }),
    notNull('logGroupName'),
  ),
  ...option(
    'logGroupPrefix',
    '/aws/imagebuilder/golden-',
    texts('InvalidLogGroupName', LOG_GROUP_NAME, { 'its ARN': 'arn:aws:logs:eu-west-1:111122223333:log-group:/a', 'a pattern': '/golden/*', 'an empty text': '', 'one character too many': 'a'.repeat(513) }),
    notNull('logGroupPrefix'),
  ),
  ...property(
    'EncryptionKey.fromKeyArn.keyArn',
    { where: 'EncryptionKey.fromKeyArn', make: (arn) => EncryptionKey.fromKeyArn(arn), good: ARN },
    // What Terraform alone knows is taken.
    usualTexts('InvalidKeyArn', KMS_KEY_ARN, ARN).slice(0, -1),
    texts('InvalidKeyArn', KMS_KEY_ARN, { 'its id': '1234abcd-12ab-34cd-56ef-1234567890ab', 'an alias': 'arn:aws:kms:eu-west-1:111122223333:alias/golden', 'all keys': 'arn:aws:kms:eu-west-1:111122223333:key/*', 'nothing': undefined }),
  ),
  ...property(
    'RepositoryEncryption.kms.key',
    { where: 'RepositoryEncryption.kms', make: (key) => RepositoryEncryption.kms(key), good: ENCRYPTION_KEY },
    notImplementing('key', 'IEncryptionKey').filter(({ bad }) => bad !== null),
    { ...missing('key'), what: 'no key' },
    { what: 'the ARN of a key', bad: ARN, code: 'InvalidType', expected: 'an object that is an IEncryptionKey: with keyArn', remedy: 'implements IEncryptionKey' },
  ),
  ...property(
    'ImageSigningKey.fromKeyArn.keyArn',
    { where: 'ImageSigningKey.fromKeyArn', make: (arn) => ImageSigningKey.fromKeyArn(arn), good: ARN },
    usualTexts('InvalidKeyArn', KMS_KEY_ARN, ARN).slice(0, -1),
    texts('InvalidKeyArn', KMS_KEY_ARN, { 'its id': '1234abcd-12ab-34cd-56ef-1234567890ab', 'an alias': 'arn:aws:kms:eu-west-1:111122223333:alias/golden', 'nothing': undefined }),
  ),
  ...property(
    'CodeBuildPipelineProps.signingKey',
    { where: 'stack/Factory', make: (signingKey) => new CodeBuildPipeline(newStack(), 'Factory', { signingKey }), good: { signingKeyArn: ARN } },
    notImplementing('signingKey', 'IImageSigningKey'),
  ),
  ...property(
    'CodeBuildPipelineProps.encryptionKey',
    { where: 'stack/Factory', make: (encryptionKey) => new CodeBuildPipeline(newStack(), 'Factory', { encryptionKey }), good: ENCRYPTION_KEY },
    notImplementing('encryptionKey', 'IEncryptionKey'),
  ),
];

const TAGS: readonly Row[] = property(
  'TagImmutability.except.filters',
  { where: 'TagImmutability.except', make: (filters) => TagImmutability.except(filters), good: ['stable', 'sha256-*'] },
  notList('filters', 'stable').filter(({ bad }) => bad !== null),
  asItems(texts('InvalidTagFilter', TAG_EXCLUSION_FILTER, { 'every tag': '*', 'every tag, twice': '**', 'three wildcards': 'a*b*c*', 'a slash': 'a/b', 'an empty text': '', 'a regular expression': '^v[0-9]$', 'one character too many': 'a'.repeat(129), 'nothing': undefined })),
  { what: 'no filter', bad: [], code: 'InvalidTagFilters', expected: '1 to 5 filters', remedy: 'use TagImmutability.always()' },
  { what: 'six filters', bad: TOO_MANY, code: 'InvalidTagFilters', expected: '1 to 5 filters', remedy: 'name the tags alike' },
  { what: 'one filter twice', bad: ['a', 'a'], given: 'a', code: 'DuplicateTagFilter', expected: 'each tag filter once', remedy: 'remove one of the two' },
);

export const ENCRYPTION_ROWS: readonly Row[] = [...KEYS, ...TAGS];
