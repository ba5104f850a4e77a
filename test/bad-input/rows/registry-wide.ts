import { ACCOUNT_ID, IAM_ROLE_ARN, NAMESPACE } from '../../../lib/core/grammar';
import { AZURE_REGISTRY, CACHE_RULE_PREFIX, CACHE_SECRET_ARN, CACHE_SECRET_NAME, ECR_REGISTRY, REGION, SCAN_FILTER } from '../../../lib/core/registry-grammar';
import { RepositoryPrincipal } from '../../../lib/registry/access/repository-principal';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { CacheCredentials } from '../../../lib/registry/registry-wide/cache-credentials';
import { GoldenImageRegistry } from '../../../lib/registry/registry-wide/golden-image-registry';
import { PullThroughCache } from '../../../lib/registry/registry-wide/pull-through-cache';
import { RegistryScanning } from '../../../lib/registry/registry-wide/registry-scanning';
import { ReplicationDestination } from '../../../lib/registry/registry-wide/replication-destination';
import { TagImmutability } from '../../../lib/registry/tag-immutability';
import { ENCRYPTION, newStack } from '../good';
import { missing, notInstance, notList, notListOf, notNull, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';

const where = 'stack/Registry';
const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/docker-hub-a1b2c3';
const credentials = CacheCredentials.fromSecretArn(SECRET_ARN);

function registry(props: object): GoldenImageRegistry {
  return new GoldenImageRegistry(newStack(), 'Registry', props);
}

/** The rows of one property of a registry. */
function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`GoldenImageRegistryProps.${name}`, { where, make: (value) => registry({ encryption: ENCRYPTION, [name]: value }), good }, ...badValues);
}

/** A replica is a release, whatever its source declares. */
const ENDANGERS: BadValue = {
  what: 'a policy that deletes releases',
  bad: LifecyclePolicy.candidates(),
  given: 'expire other images after 14 days',
  code: 'ChannelEndangered',
  expected: 'no rule that acts on releases',
  remedy: 'select untagged images',
};

/** The rows of one property of replicas. */
function replica(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`ReplicaSettings.${name}`, { where, make: (value) => registry({ encryption: ENCRYPTION, replicas: { [name]: value } }), good }, ...badValues);
}

const accounts = (count: number): string[] => Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));
const destinations = (count: number): ReplicationDestination[] => accounts(count).map((id) => ReplicationDestination.account(id, 'eu-west-1'));
const caches = (count: number): PullThroughCache[] => Array.from({ length: count }, (_, index) => PullThroughCache.quay({ prefix: `quay${index}` }));
const germany = ReplicationDestination.region('eu-central-1');

const REGISTRY: readonly Row[] = [
  ...property('GoldenImageRegistry.constructor.props', { where, make: registry, good: {} }, notStruct('props')),
  ...option('scanning', RegistryScanning.enhanced(), notInstance('scanning', 'RegistryScanning')),
  ...option(
    'namespaces',
    ['golden'],
    notList('namespaces', 'golden'),
    asItems(texts('InvalidNamespace', NAMESPACE, { 'a name with a hyphen': 'golden-images', 'a name with a slash': 'golden/', 'upper case': 'Golden', 'an empty text': '', 'nothing': undefined })),
    { what: 'no namespace', bad: [], given: 0, code: 'InvalidNamespaces', expected: '1 to 100 namespaces', remedy: 'leave it out for "golden"' },
    { what: '101 namespaces', bad: Array.from({ length: 101 }, (_, index) => `a${index}`), given: 101, code: 'InvalidNamespaces', expected: '1 to 100 namespaces', remedy: 'leave it out for "golden"' },
    { what: 'one namespace twice', bad: ['a', 'a'], given: 'a', code: 'DuplicatePrefix', expected: 'each namespace once', remedy: 'remove one of the two' },
  ),
  ...option(
    'replicateTo',
    [germany],
    notListOf('replicateTo', 'ReplicationDestination', germany),
    { what: '26 destinations', bad: destinations(26), given: 26, code: 'InvalidReplicationDestinations', expected: 'at most 25 destinations', remedy: 'let the other accounts pull' },
    { what: 'one destination twice', bad: [germany, ReplicationDestination.region('eu-central-1')], given: 'this account, eu-central-1', code: 'DuplicateDestination', expected: 'each destination once', remedy: 'remove one of the two' },
  ),
  ...option('replicas', {}, notStruct('replicas')),
  ...option(
    'pullThroughCaches',
    [PullThroughCache.quay()],
    notListOf('pullThroughCaches', 'PullThroughCache', PullThroughCache.quay()),
    { what: '51 caches', bad: caches(51), given: 51, code: 'InvalidPullThroughCaches', expected: 'at most 50 pull-through caches', remedy: 'one cache for each upstream registry' },
    { what: 'two caches of one prefix', bad: [PullThroughCache.quay(), PullThroughCache.kubernetes({ prefix: 'quay' })], given: 'quay', code: 'DuplicatePrefix', expected: 'each prefix of a cache once', remedy: 'another prefix' },
    { what: 'a cache among the golden images', bad: [PullThroughCache.quay({ prefix: 'golden' })], given: 'golden', code: 'DuplicatePrefix', expected: 'each namespace and each prefix', remedy: 'another prefix' },
  ),
  ...property(
    'GoldenImageRegistryProps.encryption',
    { where, make: (encryption) => registry({ encryption, replicas: {} }), good: ENCRYPTION },
    notInstance('encryption', 'RepositoryEncryption'),
    missing('encryption'),
  ),
  ...property(
    'GoldenImageRegistryProps.encryption',
    { where, make: (encryption) => registry({ encryption, pullThroughCaches: [PullThroughCache.quay()] }), good: ENCRYPTION },
    { ...missing('encryption'), what: 'nothing where there are caches' },
  ),
  ...property(
    'GoldenImageRegistry.pullSource.prefix',
    { where, make: (prefix) => registry({ encryption: ENCRYPTION, pullThroughCaches: [PullThroughCache.quay()] }).pullSource(prefix), good: 'quay' },
    { what: 'the prefix of no cache', bad: 'docker-hub', code: 'UnknownPullThroughCache', expected: 'one of quay', remedy: 'add it to the pullThroughCaches' },
    { what: 'the host of the upstream', bad: 'quay.io', code: 'UnknownPullThroughCache', expected: 'one of quay', remedy: 'add it to the pullThroughCaches' },
  ),
  ...replica(
    'from',
    ['111122223333'],
    notList('from', '111122223333'),
    asItems(texts('InvalidAccountId', ACCOUNT_ID, { '11 digits': '11112222333', 'an ARN': 'arn:aws:iam::111122223333:root', 'a number': 111122223333, 'nothing': undefined })),
    { what: 'one account twice', bad: ['111122223333', '111122223333'], given: '111122223333', code: 'DuplicateAccount', expected: 'each AWS account id once', remedy: 'remove one of the two' },
    { what: 'more accounts than a policy holds', bad: accounts(300), given: 300, code: 'RegistryPolicyTooLong', expected: 'at most 10240 characters', remedy: 'fewer accounts' },
  ),
  ...replica(
    'pullableBy',
    [RepositoryPrincipal.account('111122223333')],
    notListOf('pullableBy', 'RepositoryPrincipal', RepositoryPrincipal.account('111122223333')),
    { what: 'more accounts than a policy holds', bad: accounts(300).map((id) => RepositoryPrincipal.account(id)), given: accounts(300).at(-1), code: 'RepositoryPolicyTooLong', expected: 'at most 10240 characters', remedy: 'grant to an organization' },
  ),
  ...replica('tagImmutability', TagImmutability.always(), notInstance('tagImmutability', 'TagImmutability')),
  ...replica('lifecycle', LifecyclePolicy.releases(), notInstance('lifecycle', 'LifecyclePolicy'), ENDANGERS),
];

/** The rows of one list of filters. */
function filters(name: string): readonly Row[] {
  return property(
    `EnhancedScanningOptions.${name}`,
    { where: 'RegistryScanning.enhanced', make: (value) => RegistryScanning.enhanced({ [name]: value }), good: ['golden/*'] },
    notList(name, '*'),
    asItems(texts('InvalidScanFilter', SCAN_FILTER, { 'an empty text': '', 'upper case': 'Golden', 'a slash before it': '/golden', 'a slash behind it': 'golden/', 'two slashes': 'a//b', 'an expression': '^golden', 'one character too many': 'a'.repeat(256), 'nothing': undefined })),
    { what: 'no filter', bad: [], given: 0, code: 'InvalidScanFilters', expected: '1 to 100 filters', remedy: 'leave the list out' },
    { what: '101 filters', bad: Array.from({ length: 101 }, (_, index) => `a${index}`), given: 101, code: 'InvalidScanFilters', expected: '1 to 100 filters', remedy: 'match more names by one filter' },
    { what: 'one filter twice', bad: ['*', '*'], given: '*', code: 'DuplicateScanFilter', expected: 'each repository filter for scans once', remedy: 'remove one of the two' },
  );
}

/** What is wrong with most regions. */
const REGIONS = texts('InvalidRegion', REGION, { 'an availability zone': 'eu-west-1a', 'upper case': 'EU-WEST-1', 'a city': 'Ireland', 'an empty text': '', 'every region': '*', 'nothing': undefined, 'null': null });

const DESTINATIONS: readonly Row[] = [
  ...property('ReplicationDestination.region.region', { where: 'ReplicationDestination.region', make: (region) => ReplicationDestination.region(region), good: 'eu-central-1' }, usualTexts('InvalidRegion', REGION, 'eu-central-1'), REGIONS.filter(({ bad }) => bad !== '')),
  ...property('ReplicationDestination.account.region', { where: 'ReplicationDestination.account', make: (region) => ReplicationDestination.account('111122223333', region), good: 'eu-central-1' }, REGIONS),
  ...property(
    'ReplicationDestination.account.accountId',
    { where: 'ReplicationDestination.account', make: (account) => ReplicationDestination.account(account, 'eu-central-1'), good: '111122223333' },
    usualTexts('InvalidAccountId', ACCOUNT_ID, '111122223333'),
    texts('InvalidAccountId', ACCOUNT_ID, { 'its ARN': 'arn:aws:iam::111122223333:root', 'nothing': undefined }),
  ),
];

const PREFIXES = texts('InvalidPullThroughPrefix', CACHE_RULE_PREFIX, { 'one letter': 'a', 'upper case': 'Quay', 'a slash behind it': 'quay/', 'the default rule of ECR': 'ROOT', 'an empty text': '', 'one character too many': 'a'.repeat(31) });

const CREDENTIALS: readonly Row[] = [
  ...property(
    'CacheCredentials.fromSecretName.secretName',
    { where: 'CacheCredentials.fromSecretName', make: (name) => CacheCredentials.fromSecretName(name), good: 'ecr-pullthroughcache/docker-hub' },
    usualTexts('InvalidSecretName', CACHE_SECRET_NAME, 'ecr-pullthroughcache/docker-hub'),
    texts('InvalidSecretName', CACHE_SECRET_NAME, { 'a name without the prefix': 'docker-hub', 'the prefix alone': 'ecr-pullthroughcache/', 'its ARN': SECRET_ARN, 'nothing': undefined, 'null': null }),
  ),
  ...property(
    'CacheCredentials.fromSecretArn.secretArn',
    { where: 'CacheCredentials.fromSecretArn', make: (arn) => CacheCredentials.fromSecretArn(arn), good: SECRET_ARN },
    // What Terraform alone knows is taken.
    usualTexts('InvalidSecretArn', CACHE_SECRET_ARN, SECRET_ARN).slice(0, -1),
    texts('InvalidSecretArn', CACHE_SECRET_ARN, { 'a secret of another name': SECRET_ARN.replace('ecr-pullthroughcache/', ''), 'its name': 'ecr-pullthroughcache/docker-hub', 'the ARN of a parameter': 'arn:aws:ssm:eu-west-1:111122223333:parameter/ecr-pullthroughcache/docker-hub', 'nothing': undefined, 'null': null }),
  ),
];

/** The caches that are made with credentials, by their method. */
const AUTHENTICATED = ['dockerHub', 'github', 'gitlab', 'chainguard'] as const;

const CACHES: readonly Row[] = [
  ...(['ecrPublic', 'kubernetes', 'quay'] as const).flatMap((method) =>
    property(`PullThroughCache.${method}.options`, { where: `PullThroughCache.${method}`, make: (options) => PullThroughCache[method](options), good: {} }, notStruct('options')),
  ),
  ...AUTHENTICATED.flatMap((method) =>
    property(
      `PullThroughCache.${method}.options`,
      { where: `PullThroughCache.${method}`, make: (options) => PullThroughCache[method](options), good: { credentials } },
      notStruct('options'),
      { ...missing('credentials'), what: 'no credentials' },
    ),
  ),
  ...property('PublicCacheOptions.prefix', { where: 'PullThroughCache.quay', make: (prefix) => PullThroughCache.quay({ prefix }), good: 'quay' }, PREFIXES, notNull('prefix')),
  ...property(
    'AuthenticatedCacheOptions.credentials',
    { where: 'PullThroughCache.github', make: (value) => PullThroughCache.github({ credentials: value }), good: credentials },
    notInstance('credentials', 'CacheCredentials'),
    missing('credentials'),
    { what: 'the ARN of a secret', bad: SECRET_ARN, code: 'InvalidType', expected: 'an object of the class CacheCredentials', remedy: 'a method of CacheCredentials' },
  ),
  ...property(
    'PullThroughCache.azure.options',
    { where: 'PullThroughCache.azure', make: (options) => PullThroughCache.azure(options), good: { credentials, registry: 'contoso.azurecr.io' } },
    notStruct('options'),
    { what: 'no credentials', bad: { registry: 'contoso.azurecr.io' }, code: 'MissingProperty', given: missing('').given, expected: 'a value for credentials', remedy: 'set credentials' },
  ),
  ...property(
    'AzureCacheOptions.registry',
    { where: 'PullThroughCache.azure', make: (value) => PullThroughCache.azure({ credentials, registry: value }), good: 'contoso.azurecr.io' },
    usualTexts('InvalidAzureRegistry', AZURE_REGISTRY, 'contoso.azurecr.io'),
    texts('InvalidAzureRegistry', AZURE_REGISTRY, { 'the registry of Microsoft': 'mcr.microsoft.com', 'a scheme before it': 'https://contoso.azurecr.io', 'a name alone': 'contoso', 'nothing': undefined }),
    notNull('registry'),
  ),
  ...property('PullThroughCache.privateEcr.options', { where: 'PullThroughCache.privateEcr', make: (options) => PullThroughCache.privateEcr(options), good: { registry: '111122223333.dkr.ecr.us-east-1.amazonaws.com' } }, notStruct('options')),
  ...property(
    'PrivateEcrCacheOptions.registry',
    { where: 'PullThroughCache.privateEcr', make: (value) => PullThroughCache.privateEcr({ registry: value }), good: '111122223333.dkr.ecr.us-east-1.amazonaws.com' },
    usualTexts('InvalidEcrRegistry', ECR_REGISTRY, '111122223333.dkr.ecr.us-east-1.amazonaws.com'),
    texts('InvalidEcrRegistry', ECR_REGISTRY, { 'the public registry': 'public.ecr.aws', 'an account alone': '111122223333', 'a path behind it': '111122223333.dkr.ecr.us-east-1.amazonaws.com/a', 'nothing': undefined }),
    notNull('registry'),
  ),
  ...property(
    'PrivateEcrCacheOptions.roleArn',
    { where: 'PullThroughCache.privateEcr', make: (roleArn) => PullThroughCache.privateEcr({ registry: '111122223333.dkr.ecr.us-east-1.amazonaws.com', roleArn }), good: 'arn:aws:iam::111122223333:role/pull' },
    texts('InvalidRoleArn', IAM_ROLE_ARN, { 'the name of a role': 'pull', 'a user': 'arn:aws:iam::111122223333:user/pull', 'every role': 'arn:aws:iam::111122223333:role/*', 'an empty text': '' }),
    notNull('roleArn'),
  ),
];

const SCANNING: readonly Row[] = [
  ...property('RegistryScanning.enhanced.options', { where: 'RegistryScanning.enhanced', make: (options) => RegistryScanning.enhanced(options), good: {} }, notStruct('options')),
  ...filters('continuous'),
  ...filters('onPush'),
];

export const REGISTRY_WIDE_ROWS: readonly Row[] = [...REGISTRY, ...SCANNING, ...DESTINATIONS, ...CREDENTIALS, ...CACHES];
