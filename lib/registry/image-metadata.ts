import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Lazy } from 'cdktf';
import { Construct } from 'constructs';

import { GoldenImageError } from '../core/error';
import { LifecycleRecord } from '../core/image-lifecycle';
import { metadataParameterName } from './channel-name';

/** Source: AWS Systems Manager API, PutParameter, Value of a standard parameter, in characters. */
const MAX_LENGTH = 4096;

/**
 * What consumers read of an image besides its digest: an SSM parameter next to the channels, which tells when the image is to
 * be left and which releases nobody may use. Teams' stacks read it, so Terraform refuses to destroy it.
 */
export class ImageMetadata extends Construct {
  /** Name of the SSM parameter. */
  public readonly parameterName: string;

  public constructor(scope: Construct, id: string, address: { readonly namespace: string; readonly imageName: string }, record: () => LifecycleRecord) {
    super(scope, id);
    this.parameterName = metadataParameterName(address, this.node.path);
    new SsmParameter(this, 'Resource', {
      name: this.parameterName,
      description: `When golden image ${address.imageName} is to be left, and which of its releases nobody may use`,
      type: 'String',
      // Only when the app is synthesized has everything been deprecated and revoked, here and in parents.
      insecureValue: Lazy.stringValue({ produce: () => metadataText(record(), this.node.path) }),
      lifecycle: { preventDestroy: true },
    });
  }
}

/** JSON. SSM takes `{{` for the beginning of a reference to another parameter. */
export function metadataText(record: LifecycleRecord, where: string): string {
  const text = JSON.stringify(record).replaceAll('{{', '{\\u007b');
  if (text.length <= MAX_LENGTH) return text;
  throw new GoldenImageError('LifecycleTooLong', {
    where,
    problem: 'what is said of the image, its releases and its parents does not fit into an SSM parameter',
    given: `${text.length} characters of JSON`,
    expected: `at most ${MAX_LENGTH} characters: about 20 revocations`,
    remedy: 'revoke versions instead of single digests, shorten the reasons, or leave out what no team can still use',
  });
}
