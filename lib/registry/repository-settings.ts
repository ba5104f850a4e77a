import { EcrRepositoryEncryptionConfiguration } from '@cdktf/provider-aws/lib/ecr-repository';

import { RepositoryEncryption } from './encryption/repository-encryption';
import { LifecyclePolicy } from './lifecycle/lifecycle-policy';
import { TagImmutability } from './tag-immutability';

/** What is declared of a repository. */
interface DeclaredSettings {
  readonly encryption: RepositoryEncryption;
  readonly tagImmutability?: TagImmutability;
  readonly lifecycle?: LifecyclePolicy;
}

/** What ECR is told of a repository. */
export interface RepositorySettings {
  readonly imageTagMutability: 'IMMUTABLE';
  readonly encryptionConfiguration: EcrRepositoryEncryptionConfiguration[];
  readonly lifecyclePolicy: string;
  /** To be applied to the resource: it may weaken what stands here. */
  readonly tagImmutability: TagImmutability;
}

/** One place for a repository that Terraform makes and for one that ECR makes by a template, so that a replica is as its source. */
export function repositorySettings({ encryption, tagImmutability, lifecycle }: DeclaredSettings): RepositorySettings {
  return {
    imageTagMutability: 'IMMUTABLE',
    encryptionConfiguration: [encryption._configuration],
    lifecyclePolicy: literally((lifecycle ?? LifecyclePolicy.releases())._render()),
    tagImmutability: tagImmutability ?? TagImmutability.always(),
  };
}

/** Terraform reads templates in texts; a description in a policy that was read may look like one. */
function literally(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}
