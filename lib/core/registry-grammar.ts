import { TextRule } from './check';

/** Amazon ECR API, Region, and how regions are named. */
export const REGION: TextRule = {
  code: 'InvalidRegion',
  noun: 'AWS region',
  pattern: /^[a-z]{2}(-[a-z]+)+-\d$/,
  maxLength: 25,
  expected: 'the name of a region, such as "eu-central-1"',
  remedy: 'give the name of the region, not of an availability zone',
};

/** Amazon ECR API, ScanningRepositoryFilterValue. */
export const SCAN_FILTER: TextRule = {
  code: 'InvalidScanFilter',
  noun: 'repository filter for scans',
  pattern: /^(?!.*[._/-]{2})[a-z0-9*](?:[a-z0-9*._/-]*[a-z0-9*])?$/,
  maxLength: 255,
  expected: '1 to 255 lower-case letters, digits, "*" and single ".", "_", "-" or "/" between them',
  remedy: 'write a filter such as "golden/*", or "*" for every repository',
};

/** As the AWS provider takes it (aws_ecr_pull_through_cache_rule, ecr_repository_prefix): ECR itself takes "__" and "--" as well. */
export const CACHE_RULE_PREFIX: TextRule = {
  code: 'InvalidPullThroughPrefix',
  noun: 'prefix of a pull-through cache rule',
  pattern: /^(?=.{2})[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/,
  maxLength: 30,
  expected: '2 to 30 lower-case letters and digits, in segments joined by single ".", "_", "-" or "/"',
  remedy: 'give the prefix of the cache rule, such as "docker-hub"',
};

/** Amazon ECR API, CredentialArn, and AWS Secrets Manager API, CreateSecret, Name. */
export const CACHE_SECRET_NAME: TextRule = {
  code: 'InvalidSecretName',
  noun: 'name of a secret for a pull-through cache',
  pattern: /^ecr-pullthroughcache\/[a-zA-Z0-9/_+=.@-]+$/,
  maxLength: 512,
  expected: '"ecr-pullthroughcache/" and letters, digits and any of "/_+=.@-"',
  remedy: 'name the secret such as "ecr-pullthroughcache/docker-hub": ECR reads no other',
};

/** Amazon ECR API, CredentialArn: 50 to 612 characters. */
export const CACHE_SECRET_ARN: TextRule = {
  code: 'InvalidSecretArn',
  noun: 'ARN of a secret for a pull-through cache',
  pattern: /^(?=.{50,})arn:aws[a-z-]*:secretsmanager:[a-z]{2}(-[a-z]+)+-\d:\d{12}:secret:ecr-pullthroughcache\/[a-zA-Z0-9/_+=.@-]+$/,
  maxLength: 612,
  expected: 'an ARN such as arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/docker-hub-a1b2c3',
  remedy: 'copy it from `aws secretsmanager describe-secret`; ECR reads only secrets whose name begins with ecr-pullthroughcache/',
};

/** Azure Container Registry: names of 5 to 50 letters and digits. */
export const AZURE_REGISTRY: TextRule = {
  code: 'InvalidAzureRegistry',
  noun: 'Azure Container Registry',
  pattern: /^[a-z0-9]{5,50}\.azurecr\.io$/,
  maxLength: 61,
  expected: 'the host of an Azure registry in lower case, such as "contoso.azurecr.io"',
  remedy: 'give its login server; other registries have methods of their own',
};

/** Amazon ECR API, CreatePullThroughCacheRule, upstreamRegistryUrl for `ecr`. */
export const ECR_REGISTRY: TextRule = {
  code: 'InvalidEcrRegistry',
  noun: 'private ECR registry',
  pattern: /^\d{12}\.dkr\.ecr\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws\.com(\.cn)?$/,
  maxLength: 100,
  expected: 'the host of a private ECR registry, such as "111122223333.dkr.ecr.eu-west-1.amazonaws.com"',
  remedy: 'give ACCOUNT.dkr.ecr.REGION.amazonaws.com, without a scheme or a path',
};
