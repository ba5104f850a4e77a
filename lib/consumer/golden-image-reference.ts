import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { Construct } from 'constructs';

import { BY_RULE, checkShape, Shape } from '../core/shape';
import { channelParameterName, DEFAULT_CHANNEL, DEFAULT_NAMESPACE, releaseRepositoryName } from '../registry/channel-name';

/** Which image, and which of its channels. */
export interface GoldenImageChannelOptions {
  /** Name of the image, such as `debian`. */
  readonly name: string;
  /**
   * Name of the channel.
   *
   * @default "stable"
   */
  readonly channel?: string;
  /**
   * Namespace of the factory that makes the image.
   *
   * @default "golden"
   */
  readonly namespace?: string;
}

const SHAPE: Shape<GoldenImageChannelOptions> = { name: BY_RULE, channel: BY_RULE, namespace: BY_RULE };

/**
 * A team's handle on a released image: by name, always as a digest.
 *
 * @example
 * const base = GoldenImageReference.fromChannel(this, 'Base', { name: 'debian' });
 * // base.imageUri → ACCOUNT.dkr.ecr.REGION.amazonaws.com/golden/debian@sha256:…
 */
export class GoldenImageReference extends Construct {
  /**
   * The newest release of a channel, in the account and region of the stack's AWS provider.
   *
   * It is read when Terraform plans. Without a release, the plan fails and says so; reading needs the right
   * `ssm:GetParameter` on the channel's parameter.
   */
  public static fromChannel(scope: Construct, id: string, options: GoldenImageChannelOptions): GoldenImageReference {
    return new GoldenImageReference(scope, id, options);
  }

  /** Digest of the release. */
  public readonly digest: string;
  /** Address of the release repository, without tag or digest. */
  public readonly repositoryUri: string;
  /** What to run or to build on: repository and digest. */
  public readonly imageUri: string;

  private constructor(scope: Construct, id: string, options: GoldenImageChannelOptions) {
    super(scope, id);
    const where = this.node.path;
    const { name, channel = DEFAULT_CHANNEL, namespace = DEFAULT_NAMESPACE } = checkShape(SHAPE, options, 'options', where);
    const parameter = new DataAwsSsmParameter(this, 'Channel', {
      name: channelParameterName({ namespace, imageName: name, channel }, where),
      withDecryption: false,
    });
    parameter.lifecycle = {
      postcondition: [
        {
          condition: `\${startswith(self.insecure_value, "sha256:")}`,
          errorMessage: `Golden image ${name} has no release in channel ${channel} yet: build it, or ask its owner.`,
        },
      ],
    };
    const account = new DataAwsCallerIdentity(this, 'Account').accountId;
    const region = new DataAwsRegion(this, 'Region').name;
    const { dnsSuffix } = new DataAwsPartition(this, 'Partition');
    this.digest = parameter.insecureValue;
    this.repositoryUri = `${account}.dkr.ecr.${region}.${dnsSuffix}/${releaseRepositoryName(namespace, name)}`;
    this.imageUri = `${this.repositoryUri}@${this.digest}`;
  }
}
