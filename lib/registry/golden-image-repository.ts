import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';

import { checkPresent, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { ECR_REPOSITORY_ARN, REPOSITORY_NAME } from '../core/grammar';
import { BOOLEAN, BY_RULE, checkShape, instanceOf, Shape } from '../core/shape';
import { isUnresolved } from '../core/token';
import { checkPrincipal } from './access/check-principal';
import { refusePushBy } from './access/refuse-push-by';
import { refuseTooLong, RepositoryGrant, repositoryPolicy } from './access/repository-policy';
import { RepositoryPrincipal } from './access/repository-principal';
import { RepositoryEncryption } from './encryption/repository-encryption';
import { IImageRepository, RepositoryAttributes } from './image-repository';
import { ImportedRepository } from './imported-repository';
import { LifecyclePolicy } from './lifecycle/lifecycle-policy';
import { repositorySettings } from './repository-settings';
import { TagImmutability } from './tag-immutability';

/** What a repository is made of. */
export interface GoldenImageRepositoryProps {
  /** Name in ECR's grammar, 2 to 256 characters, such as `golden/debian`. Changing it replaces the repository. */
  readonly repositoryName: string;
  /** What images are encrypted with. Changing it replaces the repository. */
  readonly encryption: RepositoryEncryption;
  /**
   * Whether a tag can come to mean another image.
   *
   * @default TagImmutability.always()
   */
  readonly tagImmutability?: TagImmutability;
  /**
   * What happens to images as they age.
   *
   * @default LifecyclePolicy.releases()
   */
  readonly lifecycle?: LifecyclePolicy;
  /**
   * Whether a pipeline alone pushes: `grantPush` is then the error `PushReserved`.
   *
   * @default false
   */
  readonly pushReserved?: boolean;
}

const SHAPE: Shape<GoldenImageRepositoryProps> = {
  repositoryName: BY_RULE,
  encryption: instanceOf(RepositoryEncryption),
  tagImmutability: instanceOf(TagImmutability),
  lifecycle: instanceOf(LifecyclePolicy),
  pushReserved: BOOLEAN,
};

const ATTRIBUTES: Shape<RepositoryAttributes> = { repositoryName: BY_RULE, repositoryArn: BY_RULE, repositoryUri: BY_RULE };

/**
 * A private ECR repository: encrypted, scanned on push, with immutable tags and a lifecycle policy, and
 * protected from being destroyed.
 *
 * Terraform refuses a plan that would destroy it or replace it (`prevent_destroy`), and ECR refuses to delete it while
 * it holds images. Another name or another encryption is another repository to AWS, which has no way to rename or
 * re-encrypt one: such a change in code is a replacement, and so it is refused.
 */
export class GoldenImageRepository extends Construct implements IImageRepository {
  /**
   * A repository of another app, in the account and region of the stack's AWS provider.
   *
   * @param repositoryName its name; a malformed one is the error `InvalidRepositoryName`
   */
  public static fromRepositoryName(scope: Construct, id: string, repositoryName: string): IImageRepository {
    const name = checkText(REPOSITORY_NAME, repositoryName, 'GoldenImageRepository.fromRepositoryName');
    const imported = new Construct(scope, id);
    const account = new DataAwsCallerIdentity(imported, 'Account').accountId;
    const region = new DataAwsRegion(imported, 'Region').name;
    const { partition, dnsSuffix } = new DataAwsPartition(imported, 'Partition');
    return new ImportedRepository(imported, 'Repository', {
      repositoryName: name,
      repositoryArn: `arn:${partition}:ecr:${region}:${account}:repository/${name}`,
      repositoryUri: `${account}.dkr.ecr.${region}.${dnsSuffix}/${name}`,
    });
  }

  /**
   * A repository of another app, in any account and region of the partitions aws, aws-cn and aws-us-gov.
   *
   * @param repositoryArn its ARN, known at synthesis; a malformed one is the error `InvalidRepositoryArn`
   */
  public static fromRepositoryArn(scope: Construct, id: string, repositoryArn: string): IImageRepository {
    const arn = checkText(ECR_REPOSITORY_ARN, repositoryArn, 'GoldenImageRepository.fromRepositoryArn');
    const [, partition, , region, account, resource] = arn.split(':') as [string, string, string, string, string, string];
    const repositoryName = resource.slice('repository/'.length);
    const dnsSuffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    return new ImportedRepository(scope, id, { repositoryName, repositoryArn: arn, repositoryUri: `${account}.dkr.ecr.${region}.${dnsSuffix}/${repositoryName}` });
  }

  /**
   * A repository of which all is known already, such as from the outputs of another stack.
   *
   * @param attributes may be known only when Terraform runs; one that is left out is the error `MissingProperty`, a wrong one
   * `InvalidRepositoryName` or `InvalidRepositoryArn`
   */
  public static fromRepositoryAttributes(scope: Construct, id: string, attributes: RepositoryAttributes): IImageRepository {
    const where = 'GoldenImageRepository.fromRepositoryAttributes';
    checkShape(ATTRIBUTES, attributes, 'attributes', where);
    const { repositoryName, repositoryArn } = attributes ?? {};
    for (const name of ['repositoryName', 'repositoryArn', 'repositoryUri'] as const) checkPresent(attributes?.[name], name, where);
    if (!isUnresolved(repositoryName)) checkText(REPOSITORY_NAME, repositoryName, where);
    if (!isUnresolved(repositoryArn)) checkText(ECR_REPOSITORY_ARN, repositoryArn, where);
    return new ImportedRepository(scope, id, attributes);
  }

  /** Name of the repository. */
  public readonly repositoryName: string;
  /** ARN of the repository. */
  public readonly repositoryArn: string;
  /** Address of the repository: registry host and repository name, without tag or digest. */
  public readonly repositoryUri: string;
  private readonly repository: EcrRepository;
  private readonly grants: RepositoryGrant[] = [];
  private readonly pushReserved: boolean;

  public constructor(scope: Construct, id: string, props: GoldenImageRepositoryProps) {
    super(scope, id);
    const where = this.node.path;
    checkShape(SHAPE, props, 'props', where);
    this.repositoryName = checkText(REPOSITORY_NAME, props?.repositoryName, where);
    checkPresent(props.encryption, 'encryption', where);
    this.pushReserved = props.pushReserved ?? false;
    const { imageTagMutability, encryptionConfiguration, lifecyclePolicy, tagImmutability } = repositorySettings(props);

    this.repository = new EcrRepository(this, 'Resource', {
      name: this.repositoryName,
      imageTagMutability,
      // The registry's scanning decides (GoldenImageRegistry); scanners and auditors look for it here.
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration,
      forceDelete: false,
      lifecycle: { preventDestroy: true },
    });
    tagImmutability._apply(this.repository);
    this.repositoryArn = this.repository.arn;
    this.repositoryUri = this.repository.repositoryUrl;

    new EcrLifecyclePolicy(this, 'Lifecycle', {
      repository: this.repository.name,
      policy: lifecyclePolicy,
    });
  }

  public grantPull(principal: RepositoryPrincipal): void {
    this.grant({ access: 'pull', principal: checkPrincipal(principal, this.node.path) });
  }

  public grantPush(principal: RepositoryPrincipal): void {
    refusePushBy(checkPrincipal(principal, this.node.path), this.node.path);
    if (this.pushReserved) {
      throw new GoldenImageError('PushReserved', {
        where: this.node.path,
        problem: 'only its pipeline pushes to this repository, so that whatever lies here has passed',
        given: principal.principalId,
        expected: 'no other principal that pushes',
        remedy: 'grant pull, or declare a GoldenImageRepository of its own for what is pushed by others',
      });
    }
    this.grant({ access: 'push', principal });
  }

  /** The policy is made with the first grant, and holds all of them when the app is synthesized. */
  private grant(grant: RepositoryGrant): void {
    refuseTooLong([...this.grants, grant], this.node.path);
    this.grants.push(grant);
    if (this.grants.length > 1) return;
    const { partition } = new DataAwsPartition(this, 'Partition');
    new EcrRepositoryPolicy(this, 'AccessPolicy', {
      repository: this.repository.name,
      policy: Lazy.stringValue({ produce: (context) => repositoryPolicy(this.grants, partition, (id) => String(context.resolve(id))) }),
    });
  }
}
