import { checkPresent, checkText, TextRule } from '../../core/check';
import { refuseDuplicates } from '../../core/duplicates';
import { ACCOUNT_ID, NAMESPACE } from '../../core/grammar';
import { IMAGE_VARIANTS } from '../../core/image-variant';
import { checkLength, LengthRule } from '../../core/list-length';
import { checkShape } from '../../core/shape';
import { checkTexts } from '../../core/text-lists';
import { RepositoryGrant, refuseTooLong } from '../access/repository-policy';
import { DEFAULT_NAMESPACE } from '../channel-name';
import { RepositoryEncryption } from '../encryption/repository-encryption';
import { RepositorySettings, repositorySettings } from '../repository-settings';
import { GoldenImageRegistryProps, REGISTRY_SHAPE } from './golden-image-registry-props';
import { PullThroughCache } from './pull-through-cache';
import { RegistryScanning } from './registry-scanning';
import { REPLICA_SHAPE, ReplicaSettings } from './replica-settings';
import { ReplicationDestination } from './replication-destination';

/** Source: Amazon ECR endpoints and quotas: filters per rule in a replication configuration. */
const NAMESPACES: LengthRule = { code: 'InvalidNamespaces', noun: 'namespaces', min: 1, max: 100, remedy: 'leave it out for "golden"' };
/** Source: Amazon ECR endpoints and quotas: unique destinations across all rules in a replication configuration. */
const DESTINATIONS: LengthRule = { code: 'InvalidReplicationDestinations', noun: 'destinations', min: 0, max: 25, remedy: 'let the other accounts pull (pullableBy) instead of replicating to each' };
/** Source: Amazon ECR endpoints and quotas: pull through cache rules per registry. */
const CACHES: LengthRule = { code: 'InvalidPullThroughCaches', noun: 'pull-through caches', min: 0, max: 50, remedy: 'declare one cache for each upstream registry' };

const DESTINATION_TWICE = {
  code: 'DuplicateDestination',
  problem: 'this destination is declared twice',
  expected: 'each destination once',
  remedy: 'remove one of the two',
} as const;

const PREFIX_TWICE = {
  code: 'DuplicatePrefix',
  problem: 'this prefix is declared twice',
  expected: 'each namespace and each prefix of a cache once',
  remedy: 'give one of the two another prefix',
} as const;

/** Replicas, with every default applied. */
export interface ReplicaDeclaration {
  readonly accounts: readonly string[];
  readonly grants: readonly RepositoryGrant[];
  readonly settings: RepositorySettings;
}

/** A declaration that was checked, with every default applied. */
export interface RegistryDeclaration {
  readonly scanning: RegistryScanning;
  readonly namespaces: readonly string[];
  readonly destinations: readonly ReplicationDestination[];
  readonly replicas?: ReplicaDeclaration;
  readonly caches: readonly PullThroughCache[];
  /** There, where there are replicas or caches. */
  readonly encryption?: RepositoryEncryption;
}

/** A creation template's prefix has at least two characters (Amazon ECR API, CreateRepositoryCreationTemplate). */
const TEMPLATE_NAMESPACE: TextRule = {
  ...NAMESPACE,
  pattern: /^[a-z][a-z0-9]+$/,
  expected: '2 to 16 lower-case letters and digits, beginning with a letter, where there are replicas',
};

export function resolveRegistry(given: GoldenImageRegistryProps | undefined, where: string): RegistryDeclaration {
  const props = checkShape(REGISTRY_SHAPE, given, 'props', where);
  const { replicateTo = [], pullThroughCaches = [], encryption } = props;
  const namespaces = checkTexts(NAMESPACE, props.namespaces ?? [DEFAULT_NAMESPACE], 'DuplicatePrefix', where);
  checkLength(NAMESPACES, namespaces, where);
  if (props.replicas !== undefined) namespaces.forEach((namespace) => checkText(TEMPLATE_NAMESPACE, namespace, where));
  checkLength(DESTINATIONS, replicateTo, where);
  refuseDuplicates(DESTINATION_TWICE, replicateTo.map(({ _accountId, _region }) => [_accountId ?? 'this account', _region].join(', ')), where);
  checkLength(CACHES, pullThroughCaches, where);
  // A prefix stands for whose repositories they are, and ECR takes one template for each.
  refuseDuplicates(PREFIX_TWICE, [...namespaces, ...pullThroughCaches.map(({ prefix }) => prefix)], where);
  return {
    scanning: props.scanning ?? RegistryScanning.basic(),
    namespaces,
    destinations: [...replicateTo],
    ...(props.replicas !== undefined && { replicas: resolveReplicas(props.replicas, checkPresent(encryption, 'encryption', where), where) }),
    caches: [...pullThroughCaches],
    ...((props.replicas !== undefined || pullThroughCaches.length > 0) && { encryption: checkPresent(encryption, 'encryption', where) }),
  };
}

function resolveReplicas(given: ReplicaSettings, encryption: RepositoryEncryption, where: string): ReplicaDeclaration {
  const { from = [], pullableBy = [], tagImmutability, lifecycle } = checkShape(REPLICA_SHAPE, given, 'replicas', where);
  const grants = pullableBy.map((principal): RepositoryGrant => ({ access: 'pull', principal }));
  if (grants.length > 0) refuseTooLong(grants, where);
  // A replica is a release, and a channel of that region may point to any of them.
  lifecycle?._assertChannelsSurvive(IMAGE_VARIANTS.map((variant) => ({ variant, channel: `of ${variant} replicas` })), where);
  return {
    accounts: checkTexts(ACCOUNT_ID, from, 'DuplicateAccount', where),
    grants,
    settings: repositorySettings({ encryption, ...(tagImmutability && { tagImmutability }), ...(lifecycle && { lifecycle }) }),
  };
}
