import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';

import { ChannelAddress, channelParameterName, lastReleaseParameterName } from './channel-name';

/** What a channel holds before the first release; not a digest, so that nobody can deploy it. */
const UNRELEASED = 'unreleased';

/** What Terraform moves a channel to. */
export interface ChannelMove {
  readonly digest: string;
  /** What is written down of the release, as JSON; a release project writes more. */
  readonly note: string;
}

/**
 * A named pointer to a released digest: an SSM parameter.
 *
 * Terraform makes it; from then on only the release project moves it, so its value is no difference in a plan. Where
 * Terraform moves it itself, it is told to what. Teams' stacks read it, so Terraform refuses to destroy it.
 */
export class ImageChannel extends Construct {
  /** Name of the channel, such as `stable`. */
  public readonly channel: string;
  /** Name of the SSM parameter. */
  public readonly parameterName: string;
  /** Name of the SSM parameter in which it is written down, as JSON, what was released last, and from what. */
  public readonly lastReleaseParameterName: string;
  /** Digest of the newest release when Terraform reads it; `unreleased` before the first one. */
  public readonly digest: string;
  /** What is written down of that release. */
  public readonly note: string;
  /** The channel itself. */
  public readonly parameter: SsmParameter;
  /** Where the release is written down. */
  public readonly noteParameter: SsmParameter;

  public constructor(scope: Construct, id: string, address: ChannelAddress, move?: ChannelMove) {
    super(scope, id);
    this.channel = address.channel;
    this.parameterName = channelParameterName(address, this.node.path);
    const movedElsewhere = move === undefined ? ['insecure_value'] : [];
    this.parameter = new SsmParameter(this, 'Resource', {
      name: this.parameterName,
      description: `Digest of the newest release of golden image ${address.imageName} in channel ${address.channel}`,
      type: 'String',
      insecureValue: move?.digest ?? UNRELEASED,
      allowedPattern: `^(${UNRELEASED}|sha256:[a-f0-9]{64})$`,
      lifecycle: { preventDestroy: true, ...(movedElsewhere.length > 0 && { ignoreChanges: movedElsewhere }) },
    });
    this.lastReleaseParameterName = lastReleaseParameterName(address, this.node.path);
    this.noteParameter = new SsmParameter(this, 'LastRelease', {
      name: this.lastReleaseParameterName,
      description: `What golden image ${address.imageName} released last into channel ${address.channel}, and from what`,
      type: 'String',
      insecureValue: move?.note ?? '{}',
      ...(movedElsewhere.length > 0 && { lifecycle: { ignoreChanges: movedElsewhere } }),
    });
    this.note = this.noteParameter.insecureValue;
    this.digest = this.parameter.insecureValue;
  }
}
