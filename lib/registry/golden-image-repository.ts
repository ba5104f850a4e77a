import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { Construct } from 'constructs';

import { checkPresent, checkText } from '../core/check';
import { REPOSITORY_NAME } from '../core/grammar';
import { BY_RULE, checkShape, implementing, instanceOf, listOf, Shape } from '../core/shape';
import { IEncryptionKey } from './encryption-key';
import { RepositoryLifecycle } from './lifecycle';
import { pullPolicy } from './pull-policy';
import { PullPrincipal } from './pull-principal';

/** What a repository is made of. */
export interface GoldenImageRepositoryProps {
  /** Name in ECR's grammar, 2 to 256 characters, such as `golden/debian`. Changing it replaces the repository. */
  readonly repositoryName: string;
  /** The key that images are encrypted with. Changing it replaces the repository. */
  readonly encryptionKey: IEncryptionKey;
  /**
   * What happens to images as they age.
   *
   * @default RepositoryLifecycle.releases()
   */
  readonly lifecycle?: RepositoryLifecycle;
  /**
   * Who may pull, besides the account that holds the repository.
   *
   * @default - nobody
   */
  readonly pullableBy?: PullPrincipal[];
}

const SHAPE: Shape<GoldenImageRepositoryProps> = {
  repositoryName: BY_RULE,
  encryptionKey: implementing('IEncryptionKey', 'keyArn'),
  lifecycle: instanceOf(RepositoryLifecycle),
  pullableBy: listOf(instanceOf(PullPrincipal)),
};

/**
 * A private ECR repository: encrypted with KMS, scanned on push, with immutable tags and a lifecycle policy, and
 * protected from being destroyed.
 *
 * Terraform refuses a plan that would destroy it or replace it (`prevent_destroy`), and ECR refuses to delete it while
 * it holds images.
 */
export class GoldenImageRepository extends Construct {
  /** Name of the repository. */
  public readonly repositoryName: string;
  /** ARN of the repository. */
  public readonly repositoryArn: string;
  /** Address of the repository: registry host and repository name, without tag or digest. */
  public readonly repositoryUri: string;

  public constructor(scope: Construct, id: string, props: GoldenImageRepositoryProps) {
    super(scope, id);
    const where = this.node.path;
    checkShape(SHAPE, props, 'props', where);
    this.repositoryName = checkText(REPOSITORY_NAME, props?.repositoryName, where);
    const { keyArn } = checkPresent(props.encryptionKey, 'encryptionKey', where);

    const repository = new EcrRepository(this, 'Resource', {
      name: this.repositoryName,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: keyArn }],
      forceDelete: false,
      lifecycle: { preventDestroy: true },
    });
    this.repositoryArn = repository.arn;
    this.repositoryUri = repository.repositoryUrl;

    new EcrLifecyclePolicy(this, 'Lifecycle', {
      repository: repository.name,
      policy: (props.lifecycle ?? RepositoryLifecycle.releases())._render(),
    });
    const principals = props.pullableBy ?? [];
    if (principals.length > 0) {
      new EcrRepositoryPolicy(this, 'PullPolicy', {
        repository: repository.name,
        policy: pullPolicy(principals, new DataAwsPartition(this, 'Partition').partition),
      });
    }
  }
}
