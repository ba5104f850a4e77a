import { DataAwsSecretsmanagerSecret } from '@cdktf/provider-aws/lib/data-aws-secretsmanager-secret';
import { Construct } from 'constructs';

import { checkText } from '../../core/check';
import { CACHE_SECRET_ARN, CACHE_SECRET_NAME } from '../../core/registry-grammar';
import { isUnresolved } from '../../core/token';

/**
 * The user name and access token that ECR logs in to an upstream registry with: a secret of AWS Secrets Manager with the
 * keys `username` and `accessToken`, in the account and region of the cache, whose name begins with
 * `ecr-pullthroughcache/`. What is in it never reaches the Terraform state.
 *
 * Source: Amazon ECR user guide, "Storing your upstream repository credentials in an AWS Secrets Manager secret".
 */
export class CacheCredentials {
  /**
   * A secret that is there when Terraform plans.
   *
   * @param secretName such as `ecr-pullthroughcache/docker-hub`; anything else is the error `InvalidSecretName`
   */
  public static fromSecretName(secretName: string): CacheCredentials {
    const name = checkText(CACHE_SECRET_NAME, secretName, 'CacheCredentials.fromSecretName');
    return new CacheCredentials((scope) => new DataAwsSecretsmanagerSecret(scope, 'Secret', { name }).arn);
  }

  /**
   * A secret by its ARN, which may be known only when Terraform runs.
   *
   * @param secretArn its whole ARN; anything else is the error `InvalidSecretArn`
   */
  public static fromSecretArn(secretArn: string): CacheCredentials {
    if (!isUnresolved(secretArn)) checkText(CACHE_SECRET_ARN, secretArn, 'CacheCredentials.fromSecretArn');
    return new CacheCredentials(() => secretArn);
  }

  private constructor(
    /**
     * The ARN, for the rule that lies in the scope.
     *
     * @internal
     */
    public readonly _arn: (scope: Construct) => string,
  ) {}
}
