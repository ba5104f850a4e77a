import { BY_RULE, LIST, Shape, instanceOf, listOf } from '../../core/shape';
import { RepositoryEncryption } from '../encryption/repository-encryption';
import { PullThroughCache } from './pull-through-cache';
import { RegistryScanning } from './registry-scanning';
import { ReplicaSettings } from './replica-settings';
import { ReplicationDestination } from './replication-destination';

/** What an account has once in each region. */
export interface GoldenImageRegistryProps {
  /**
   * How images are scanned.
   *
   * @default RegistryScanning.basic()
   */
  readonly scanning?: RegistryScanning;
  /**
   * Namespaces of the factories whose releases are replicated from here and to here; candidates are not. Each 1 to 16
   * lower-case letters and digits, beginning with a letter, but not with `aws` or `ssm`; anything else is the error
   * `InvalidNamespace`, one twice `DuplicatePrefix`, none and more than 100 `InvalidNamespaces`.
   *
   * @default ["golden"]
   */
  readonly namespaces?: string[];
  /**
   * Where releases are replicated to, at most 25; more are the error `InvalidReplicationDestinations`, one twice
   * `DuplicateDestination`, the registry itself `ReplicatesToItself`. What was pushed before is not copied. Each destination has a `GoldenImageRegistry` of its own
   * with `replicas`, applied first (`stack.addDependency`): ECR copies images, never settings.
   *
   * @default - none
   */
  readonly replicateTo?: ReplicationDestination[];
  /**
   * What ECR makes of the repositories whose images are replicated to here.
   *
   * @default - nothing comes here: ECR would make repositories that are mutable and have no lifecycle policy
   */
  readonly replicas?: ReplicaSettings;
  /**
   * Registries that images are pulled from through this one, at most 50; more are the error `InvalidPullThroughCaches`.
   * Two of one prefix are the error `DuplicatePrefix`.
   *
   * @default - none
   */
  readonly pullThroughCaches?: PullThroughCache[];
  /**
   * What replicas and caches are encrypted with. A key is one of this region. Changing it changes what is made from then on,
   * and no repository that is there. It is needed where there are `replicas` or `pullThroughCaches`, else the error is
   * `MissingProperty`.
   *
   * @default - none
   */
  readonly encryption?: RepositoryEncryption;
}

export const REGISTRY_SHAPE: Shape<GoldenImageRegistryProps> = {
  scanning: instanceOf(RegistryScanning),
  namespaces: LIST,
  replicateTo: listOf(instanceOf(ReplicationDestination)),
  replicas: BY_RULE,
  pullThroughCaches: listOf(instanceOf(PullThroughCache)),
  encryption: instanceOf(RepositoryEncryption),
};
