import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';

import { IEncryptionKey } from '../../registry/encryption-key';
import { AwsEnvironment } from './aws-environment';

/** What a factory's key is made of. */
interface FactoryKeyProps {
  readonly namespace: string;
  readonly aws: AwsEnvironment;
  /** ARN pattern of the log groups that CloudWatch Logs may use the key for. */
  readonly logGroupArn: string;
}

/**
 * The KMS key of a factory: images, build contexts, logs.
 *
 * The account's identity policies decide who uses it (ECR takes grants of its own when a repository is made); besides
 * the account only CloudWatch Logs is named, for the factory's log groups. Without it no image can be pulled, so
 * Terraform refuses to destroy it.
 */
export class FactoryKey extends Construct implements IEncryptionKey {
  public readonly keyArn: string;

  public constructor(scope: Construct, id: string, { namespace, aws, logGroupArn }: FactoryKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, 'Resource', {
      description: `Golden images of ${namespace}: images, build contexts and logs`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'Account',
            Effect: 'Allow',
            Principal: { AWS: `arn:${aws.partition}:iam::${aws.account}:root` },
            Action: 'kms:*',
            Resource: '*',
          },
          {
            Sid: 'Logs',
            Effect: 'Allow',
            Principal: { Service: `logs.${aws.region}.amazonaws.com` },
            Action: ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
            Resource: '*',
            Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
          },
        ],
      }),
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, 'Alias', { name: `alias/${namespace}-images`, targetKeyId: key.keyId });
    this.keyArn = key.arn;
  }
}
