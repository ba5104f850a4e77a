import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';

import { ChannelAddress, channelParameterName, lastReleaseParameterName } from './channel-name';

/** What a channel holds before the first release; not a digest, so that nobody can deploy it. */
const UNRELEASED = 'unreleased';

/**
 * A named pointer to a released digest: an SSM parameter.
 *
 * Terraform makes it; from then on only the release project moves it, so its value is no difference in a plan. Where
 * Terraform releases itself, it is told the digest, and moves it. Teams' stacks read it, so Terraform refuses to destroy it.
 */
export class ImageChannel extends Construct {
  /** Name of the SSM parameter. */
  public readonly parameterName: string;
  /** Name of the SSM parameter in which the release project writes down what it released, as JSON. */
  public readonly lastReleaseParameterName: string;
  /** Digest of the newest release when Terraform reads it; `unreleased` before the first one. */
  public readonly digest: string;

  public constructor(scope: Construct, id: string, address: ChannelAddress, released?: string) {
    super(scope, id);
    this.parameterName = channelParameterName(address, this.node.path);
    const parameter = new SsmParameter(this, 'Resource', {
      name: this.parameterName,
      description: `Digest of the newest release of golden image ${address.imageName} in channel ${address.channel}`,
      type: 'String',
      insecureValue: released ?? UNRELEASED,
      allowedPattern: `^(${UNRELEASED}|sha256:[a-f0-9]{64})$`,
      lifecycle: { preventDestroy: true, ...(released === undefined && { ignoreChanges: ['insecure_value'] }) },
    });
    this.lastReleaseParameterName = lastReleaseParameterName(address, this.node.path);
    new SsmParameter(this, 'LastRelease', {
      name: this.lastReleaseParameterName,
      description: `What golden image ${address.imageName} released last into channel ${address.channel}, and from what`,
      type: 'String',
      insecureValue: '{}',
      lifecycle: { ignoreChanges: ['insecure_value'] },
    });
    this.digest = parameter.insecureValue;
  }
}
