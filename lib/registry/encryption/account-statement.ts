import { AwsEnvironment } from '../aws-environment';

/** Lets the account's identity policies decide who uses a key. Source: AWS KMS developer guide, "Default key policy". */
export function accountStatement({ partition, account }: AwsEnvironment): object {
  return { Sid: 'Account', Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: 'kms:*', Resource: '*' };
}
