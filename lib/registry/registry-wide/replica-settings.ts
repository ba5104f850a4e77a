import { LIST, Shape, instanceOf, listOf } from '../../core/shape';
import { RepositoryPrincipal } from '../access/repository-principal';
import { LifecyclePolicy } from '../lifecycle/lifecycle-policy';
import { TagImmutability } from '../tag-immutability';

/** What ECR makes repositories of that do not exist yet when an image is replicated to them. Existing ones stay as they are. */
export interface ReplicaSettings {
  /**
   * Other accounts that replicate to here: each a string of 12 digits. Anything else is the error `InvalidAccountId`, one
   * twice `DuplicateAccount`.
   *
   * @default - none: images come from other regions of the same account
   */
  readonly from?: string[];
  /**
   * Who may pull replicas, besides the account that holds them.
   *
   * @default - nobody
   */
  readonly pullableBy?: RepositoryPrincipal[];
  /**
   * Whether a tag can come to mean another image; to be the same as at the source.
   *
   * @default TagImmutability.always()
   */
  readonly tagImmutability?: TagImmutability;
  /**
   * What happens to images as they age. A replica is not deleted when its source is.
   *
   * @default LifecyclePolicy.releases()
   */
  readonly lifecycle?: LifecyclePolicy;
}

export const REPLICA_SHAPE: Shape<ReplicaSettings> = {
  from: LIST,
  pullableBy: listOf(instanceOf(RepositoryPrincipal)),
  tagImmutability: instanceOf(TagImmutability),
  lifecycle: instanceOf(LifecyclePolicy),
};
