import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';

import { checkText } from '../../core/check';
import { KMS_KEY_ARN } from '../../core/grammar';
import { isUnresolved } from '../../core/token';
import { AwsEnvironment } from '../aws-environment';
import { accountStatement } from './account-statement';

/** A KMS key that releases are signed with. */
export interface IImageSigningKey {
  /** ARN of the key. */
  readonly signingKeyArn: string;
}

/** A key that is there already. */
export class ImageSigningKey {
  /**
   * A key that is there already: asymmetric, for signing, of the kind ECC_NIST_P256. Its policy decides who signs besides the
   * release roles, and should name nobody else.
   *
   * @param keyArn ARN of a key, not of an alias; anything else is the error `InvalidKeyArn`. It may be known only when
   * Terraform runs.
   */
  public static fromKeyArn(keyArn: string): IImageSigningKey {
    if (!isUnresolved(keyArn)) checkText(KMS_KEY_ARN, keyArn, 'ImageSigningKey.fromKeyArn');
    return Object.freeze({ signingKeyArn: keyArn });
  }

  private constructor() {}
}

/**
 * The factory's own signing key. The account's identity policies decide who reads its public half; nobody signs but the
 * factory's release roles, whatever their identity policies say. Source: AWS KMS developer guide, "Key policies"; IAM user
 * guide, `aws:PrincipalArn`.
 */
export function ownSigningKey(scope: Construct, id: string, namespace: string, aws: AwsEnvironment): IImageSigningKey {
  const own = new Construct(scope, id);
  const key = new KmsKey(own, 'Resource', {
    description: `Signs releases of the golden images of ${namespace}`,
    keyUsage: 'SIGN_VERIFY',
    customerMasterKeySpec: 'ECC_NIST_P256',
    deletionWindowInDays: 30,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        accountStatement(aws),
        {
          Sid: 'ReleasesAlone',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: ['kms:Sign', 'kms:CreateGrant'],
          Resource: '*',
          Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:${aws.partition}:iam::${aws.account}:role/${namespace}-*-release-${aws.region}` } },
        },
      ],
    }),
    lifecycle: { preventDestroy: true },
  });
  new KmsAlias(own, 'Alias', { name: `alias/${namespace}-signing`, targetKeyId: key.keyId });
  return { signingKeyArn: key.arn };
}
