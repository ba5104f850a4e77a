import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';

import { checkInteger, checkText } from '../../core/check';
import { KMS_ALIAS, KMS_KEY_ARN, LOG_GROUP_NAME } from '../../core/grammar';
import { BY_RULE, checkShape, Shape } from '../../core/shape';
import { isUnresolved } from '../../core/token';
import { AwsEnvironment } from '../aws-environment';
import { accountStatement } from './account-statement';

/** A KMS key that a factory encrypts with: images, build contexts, logs. */
export interface IEncryptionKey {
  /** ARN of the key. */
  readonly keyArn: string;
}

/** What a key of one's own is made of. */
export interface EncryptionKeyProps {
  /**
   * Alias without `alias/`: 1 to 250 letters, digits, `/`, `_` and `-`, not beginning with `aws/`, unique in an account and
   * region; anything else is the error `InvalidKeyAlias`.
   */
  readonly alias: string;
  /**
   * How often the key material is rotated, in days, 90 to 2560. Older material stays, and decrypts what it encrypted.
   *
   * @default - KMS's own, which is 365
   */
  readonly rotationDays?: number;
  /**
   * How long KMS waits before it deletes the key, in days, 7 to 30: what was encrypted with it can then be read by nobody.
   *
   * @default 30
   */
  readonly deletionWindowDays?: number;
  /**
   * Name of the log group, in the same account and region, that CloudWatch Logs may use the key for.
   *
   * @default - none
   */
  readonly logGroupName?: string;
  /**
   * Beginning of the names of further log groups, in the same account and region, that CloudWatch Logs may use the key for,
   * such as `/aws/imagebuilder/golden-`; written as a name is, else the error `InvalidLogGroupName`.
   *
   * @default - none
   */
  readonly logGroupPrefix?: string;
}

const SHAPE: Shape<EncryptionKeyProps> = { alias: BY_RULE, rotationDays: BY_RULE, deletionWindowDays: BY_RULE, logGroupName: BY_RULE, logGroupPrefix: BY_RULE };

/** Source: AWS KMS API, EnableKeyRotation, RotationPeriodInDays. */
const ROTATION = { code: 'InvalidKeyRotation', noun: 'rotation period in days', min: 90, max: 2560, remedy: 'leave it out for 365' } as const;
/** Source: AWS KMS API, ScheduleKeyDeletion, PendingWindowInDays. */
const DELETION = { code: 'InvalidKeyDeletionWindow', noun: 'deletion window in days', min: 7, max: 30, remedy: 'leave it out for 30' } as const;

/**
 * A KMS key with rotation, which Terraform refuses to destroy: without it no image can be pulled.
 *
 * The identity policies of its account decide who uses it: those that this library writes name it with the service that
 * it is used through. ECR takes grants of its own when a repository is made, so pullers, also those of other accounts,
 * need no right to it. Besides the account only CloudWatch Logs is named, for the one log group.
 */
export class EncryptionKey extends Construct implements IEncryptionKey {
  /**
   * A key that is there already. Its own policy must let the account's identity policies decide, or name the roles of the
   * factory, and CloudWatch Logs for the factory's log group.
   *
   * @param keyArn ARN of a key, not of an alias: ECR takes no alias; anything else is the error `InvalidKeyArn`. It may be
   * known only when Terraform runs.
   */
  public static fromKeyArn(keyArn: string): IEncryptionKey {
    if (!isUnresolved(keyArn)) checkText(KMS_KEY_ARN, keyArn, 'EncryptionKey.fromKeyArn');
    return Object.freeze({ keyArn });
  }

  public readonly keyArn: string;

  public constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const where = this.node.path;
    const { alias, rotationDays, deletionWindowDays, logGroupName, logGroupPrefix } = checkShape(SHAPE, props, 'props', where);
    const name = checkText(KMS_ALIAS, alias, where);
    const logGroups = [
      ...(logGroupName === undefined ? [] : [checkText(LOG_GROUP_NAME, logGroupName, where)]),
      ...(logGroupPrefix === undefined ? [] : [`${checkText(LOG_GROUP_NAME, logGroupPrefix, where)}*`]),
    ];
    const aws = new AwsEnvironment(this, 'Aws');
    const key = new KmsKey(this, 'Resource', {
      description: `Golden images: ${name}`,
      enableKeyRotation: true,
      ...(rotationDays !== undefined && { rotationPeriodInDays: checkInteger(ROTATION, rotationDays, where) }),
      deletionWindowInDays: checkInteger(DELETION, deletionWindowDays ?? 30, where),
      policy: keyPolicy(aws, logGroups),
      lifecycle: { preventDestroy: true },
    });
    new KmsAlias(this, 'Alias', { name: `alias/${name}`, targetKeyId: key.keyId });
    this.keyArn = key.arn;
  }
}

/** Source: CloudWatch Logs user guide, "Encrypt log data in CloudWatch Logs". */
function keyPolicy(aws: AwsEnvironment, logGroups: readonly string[]): string {
  const arns = logGroups.map((name) => aws.arn('logs', `log-group:${name}`));
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      accountStatement(aws),
      ...(arns.length === 0
        ? []
        : [
            {
              Sid: 'Logs',
              Effect: 'Allow',
              Principal: { Service: `logs.${aws.region}.${aws.dnsSuffix}` },
              Action: ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
              Resource: '*',
              Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arns.length === 1 ? arns[0] : arns } },
            },
          ]),
    ],
  });
}
