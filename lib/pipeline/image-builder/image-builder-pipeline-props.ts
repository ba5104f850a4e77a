import { PipelineTools } from '../../build/pipeline-tools';
import { BOOLEAN, BY_RULE, LIST, Shape } from '../../core/shape';
import { IEncryptionKey } from '../../registry/encryption/encryption-key';
import { IImageSigningKey } from '../../registry/encryption/image-signing-key';
import { FACTORY_SHAPE } from '../codebuild/factory';
import { CodeBuildMachineOptions } from '../codebuild/machine/machine-options';

/**
 * What a factory on EC2 Image Builder can be told. Where the projects of CodeBuild run that admit and release what it builds
 * is said as with `CodeBuildPipeline`.
 */
export interface ImageBuilderPipelineProps extends CodeBuildMachineOptions {
  /**
   * Prefix of all names: 1 to 16 lower-case letters and digits, beginning with a letter, but not with `aws` or `ssm`; unique in an account
   * and region. Roles have 64 characters for namespace, image and region: more than 39 of the first two are the error `NameTooLong`.
   *
   * @default "golden"
   */
  readonly namespace?: string;
  /**
   * The KMS key of images, recipes, components, volumes, build contexts and logs. Changing it replaces the repositories,
   * which Terraform refuses. A key of yours lets CloudWatch Logs use it for `/golden-images/NAMESPACE` and `/aws/imagebuilder/NAMESPACE-*`.
   *
   * @default - a key of its own, with the alias `NAMESPACE-images`
   */
  readonly encryptionKey?: IEncryptionKey;
  /**
   * The KMS key that releases are signed with.
   *
   * @default - a key of its own, with the alias `NAMESPACE-signing`, with which nobody signs but the release roles
   */
  readonly signingKey?: IImageSigningKey;
  /**
   * Where the tools that test and release are downloaded from.
   *
   * @default PipelineTools.fromGitHub()
   */
  readonly tools?: PipelineTools;
  /**
   * How long logs are kept, in days; one of the numbers that CloudWatch Logs takes, from 365 on.
   *
   * @default 365
   */
  readonly logRetentionDays?: number;
  /**
   * Id of the subnet that instances are started in, such as `subnet-0a1b2c3d`; malformed it is the error `InvalidSubnetId`. It must reach Systems Manager, Image
   * Builder, ECR, S3, CloudWatch Logs and the repositories that packages come from. It may be known only when Terraform runs.
   */
  readonly subnetId: string;
  /**
   * Ids of the security groups of the instances, 1 to 5, such as `sg-0a1b2c3d`: nothing connects to them, so none need
   * open a port. A malformed id is the error `InvalidSecurityGroupId`, one twice `DuplicateSecurityGroup`, another number of them `InvalidSecurityGroups`. They may
   * be known only when Terraform runs.
   */
  readonly securityGroupIds: string[];
  /**
   * Whether the subnet may give instances a public address; unless it may, Terraform refuses one that does.
   *
   * @default false
   */
  readonly publicAddress?: boolean;
  /**
   * Types of x86 instances to build on, 1 to 10, the first that is to be had; a malformed one is the error `InvalidInstanceType`, another
   * number of them `InvalidInstanceTypes`.
   *
   * @default ["t3.medium"]
   */
  readonly instanceTypes?: string[];
  /**
   * How many network hops an answer of the instance metadata service may take, 1 to 64; anything else is the error
   * `InvalidHopLimit`. With 1 no container has the rights of the instance, neither what a build runs nor Image Builder's
   * component manager, which runs in one. IMDSv2 is always required.
   *
   * @default 2
   */
  readonly metadataHopLimit?: number;
  /**
   * Size of the encrypted volume of an instance in GiB, 30 to 16384; anything else is the error `InvalidVolumeSize`.
   *
   * @default 30
   */
  readonly volumeGigabytes?: number;
  /**
   * Whether Image Builder makes those tests that can be made in a container, before it pushes. All tests are made
   * before an image becomes a candidate, whatever is said here.
   *
   * @default true
   */
  readonly imageTests?: boolean;
  /**
   * How long Image Builder's tests may take, in minutes, 60 to 1440; anything else is the error `InvalidTestTimeout`.
   *
   * @default 60
   */
  readonly testTimeoutMinutes?: number;
  /**
   * ARNs of components that are run first in every image, at most 18, such as your organization's hardening or
   * `arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x`; a malformed one is the error
   * `InvalidComponentArn`, too many are `InvalidComponents`.
   *
   * @default - none
   */
  readonly components?: string[];
  /**
   * Whether a scheduled build is left out where no component has a newer version. The base is pinned and so never has one, and patches of
   * packages are none: a build is then as old as its components. Without a component whose version is `x.x.x` or the like it is the
   * error `NothingToUpdate`: no build would ever start.
   *
   * @default false
   */
  readonly onlyWithUpdates?: boolean;
}

export const IMAGE_BUILDER_SHAPE: Shape<ImageBuilderPipelineProps> = {
  ...FACTORY_SHAPE,
  subnetId: BY_RULE,
  securityGroupIds: LIST,
  publicAddress: BOOLEAN,
  instanceTypes: LIST,
  metadataHopLimit: BY_RULE,
  volumeGigabytes: BY_RULE,
  imageTests: BOOLEAN,
  testTimeoutMinutes: BY_RULE,
  components: LIST,
  onlyWithUpdates: BOOLEAN,
};
