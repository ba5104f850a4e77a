import { CacheCredentials } from './cache-credentials';

/** A cache of a registry that asks for no credentials. */
export interface PublicCacheOptions {
  /**
   * What the names of cached repositories begin with, before a `/`: 2 to 30 lower-case letters, digits, `_`, `-`, `.` and
   * `/`; anything else is the error `InvalidPullThroughPrefix`. Changing it makes another cache, and leaves what is cached
   * behind.
   *
   * @default - the name of the upstream, which each method says
   */
  readonly prefix?: string;
}

/** A cache of a registry that asks for credentials. */
export interface AuthenticatedCacheOptions extends PublicCacheOptions {
  /** What ECR logs in with. */
  readonly credentials: CacheCredentials;
}

/** A cache of an Azure Container Registry. */
export interface AzureCacheOptions extends AuthenticatedCacheOptions {
  /** Its login server, such as `contoso.azurecr.io`; anything else is the error `InvalidAzureRegistry`. */
  readonly registry: string;
}

/** A cache of a private ECR registry. */
export interface PrivateEcrCacheOptions extends PublicCacheOptions {
  /** Its host, such as `111122223333.dkr.ecr.us-east-1.amazonaws.com`; anything else is the error `InvalidEcrRegistry`. */
  readonly registry: string;
  /**
   * ARN of the role, of the account of the cache, that ECR takes to pull: it trusts `pullthroughcache.ecr.amazonaws.com` and
   * may pull from the other registry, whose repositories must let it. Anything else is the error `InvalidRoleArn`; it may be
   * known only when Terraform runs.
   *
   * @default - none: the registry is of the same account
   */
  readonly roleArn?: string;
}
