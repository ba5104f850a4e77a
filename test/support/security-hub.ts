/**
 * The controls of AWS Security Hub that concern what is synthesized, as predicates over Terraform JSON: a resource that is
 * not known to pass fails. Titles and meaning are those of the AWS Security Hub user guide, "Control reference".
 */
import { PolicyDocument, Statement } from './iam';
import { glob } from './iam-glob';
import { Block } from './stack';

/** Resources of a stack: type, id, arguments. */
export type Resources = Record<string, Record<string, Block>>;

export interface Control {
  readonly id: string;
  /** AWS's words. */
  readonly title: string;
  /** Terraform's type of the resource that is judged. */
  readonly type: string;
  readonly passes: (block: Block, related: (type: string, argument: string) => Block[]) => boolean;
}

export const CONTROLS: readonly Control[] = [
  {
    id: 'CodeBuild.1',
    title: 'CodeBuild Bitbucket source repository URLs should not contain sensitive credentials',
    type: 'aws_codebuild_project',
    passes: ({ source, secondary_sources }) => [...list(source), ...list(secondary_sources)].every(({ location }) => !/^https?:\/\/[^/]*@/.test(location ?? '')),
  },
  {
    id: 'CodeBuild.2',
    title: 'CodeBuild project environment variables should not contain clear text credentials',
    type: 'aws_codebuild_project',
    passes: ({ environment }) =>
      list(list(environment)[0]?.environment_variable).every(
        ({ name, type }) => !['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].includes(name) || ['PARAMETER_STORE', 'SECRETS_MANAGER'].includes(type),
      ),
  },
  {
    id: 'CodeBuild.3',
    title: 'CodeBuild S3 logs should be encrypted',
    type: 'aws_codebuild_project',
    passes: ({ logs_config }) => list(list(logs_config)[0]?.s3_logs).every(({ encryption_disabled }) => encryption_disabled !== true),
  },
  {
    id: 'CodeBuild.4',
    title: 'CodeBuild project environments should have a logging AWS Configuration',
    type: 'aws_codebuild_project',
    passes: ({ logs_config }) => {
      const { cloudwatch_logs, s3_logs } = list(logs_config)[0] ?? {};
      // Terraform enables the one by default and the other not.
      return list(cloudwatch_logs).some(({ status }) => status === undefined || status === 'ENABLED') || list(s3_logs).some(({ status }) => status === 'ENABLED');
    },
  },
  {
    id: 'CodeBuild.7',
    title: 'CodeBuild report group exports should be encrypted at rest',
    type: 'aws_codebuild_report_group',
    passes: ({ export_config }) => list(list(export_config)[0]?.s3_destination).every(({ encryption_disabled }) => encryption_disabled !== true),
  },
  {
    id: 'ECR.1',
    title: 'ECR private repositories should have image scanning configured',
    type: 'aws_ecr_repository',
    passes: ({ image_scanning_configuration }) => list(image_scanning_configuration)[0]?.scan_on_push === true,
  },
  {
    id: 'ECR.2',
    title: 'ECR private repositories should have tag immutability configured',
    type: 'aws_ecr_repository',
    passes: ({ image_tag_mutability }) => image_tag_mutability === 'IMMUTABLE',
  },
  {
    id: 'ECR.3',
    title: 'ECR repositories should have at least one lifecycle policy configured',
    type: 'aws_ecr_repository',
    passes: (_, related) => related('aws_ecr_lifecycle_policy', 'repository').some(({ policy }) => (parsed<{ rules?: unknown[] }>(policy)?.rules ?? []).length > 0),
  },
  {
    id: 'ECR.5',
    title: 'ECR repositories should be encrypted with customer managed AWS KMS keys',
    type: 'aws_ecr_repository',
    // Without a key it is AWS's own.
    passes: ({ encryption_configuration }) =>
      list(encryption_configuration).some(({ encryption_type, kms_key }) => ['KMS', 'KMS_DSSE'].includes(encryption_type) && Boolean(kms_key)),
  },
  {
    id: 'KMS.2',
    title: 'IAM principals should not have IAM inline policies that allow decryption actions on all KMS keys',
    type: 'aws_iam_role_policy',
    passes: ({ policy }) =>
      statements(policy)?.every(({ Effect, Action, Resource }) =>
        Effect === 'Deny' || Action === undefined || !list(Action).some(decrypts) || (Resource !== undefined && !list(Resource).some(isEveryKey))) ?? false,
  },
  {
    id: 'KMS.4',
    title: 'AWS KMS key rotation should be enabled',
    type: 'aws_kms_key',
    // KMS rotates symmetric keys alone, and the control asks no others.
    passes: ({ enable_key_rotation, customer_master_key_spec = 'SYMMETRIC_DEFAULT' }) => enable_key_rotation === true || customer_master_key_spec !== 'SYMMETRIC_DEFAULT',
  },
  {
    id: 'KMS.5',
    title: 'KMS keys should not be publicly accessible',
    type: 'aws_kms_key',
    passes: ({ policy }) => statements(policy)?.every(({ Effect, Principal }) => Effect === 'Deny' || !isEverybody(Principal)) ?? false,
  },
  {
    id: 'S3.5',
    title: 'S3 general purpose buckets should require requests to use SSL',
    type: 'aws_s3_bucket',
    passes: (_, related) => related('aws_s3_bucket_policy', 'bucket').some(({ policy }) => statements(policy)?.some(deniesPlainHttp) ?? false),
  },
  {
    id: 'S3.8',
    title: 'S3 general purpose buckets should block public access',
    type: 'aws_s3_bucket',
    passes: (_, related) =>
      related('aws_s3_bucket_public_access_block', 'bucket').some((block) =>
        ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every((setting) => block[setting] === true)),
  },
  {
    id: 'S3.9',
    title: 'S3 general purpose buckets should have server access logging enabled',
    type: 'aws_s3_bucket',
    passes: (_, related) => related('aws_s3_bucket_logging', 'bucket').length > 0,
  },
  {
    id: 'S3.12',
    title: 'ACLs should not be used to manage user access to S3 general purpose buckets',
    type: 'aws_s3_bucket',
    passes: (_, related) =>
      related('aws_s3_bucket_ownership_controls', 'bucket').some(({ rule }) => list(rule)[0]?.object_ownership === 'BucketOwnerEnforced'),
  },
  {
    id: 'S3.13',
    title: 'S3 general purpose buckets should have Lifecycle configurations',
    type: 'aws_s3_bucket',
    passes: (_, related) => related('aws_s3_bucket_lifecycle_configuration', 'bucket').some(({ rule }) => list(rule).some(({ status }) => status === 'Enabled')),
  },
];

/** Addresses of the resources that a control judges, and of those that fail it. */
export function judge({ type, passes }: Control, resources: Resources): { judged: string[]; failed: string[] } {
  const judged = Object.keys(resources[type] ?? {});
  const failed = judged.filter((id) => {
    const related = (other: string, argument: string): Block[] =>
      Object.values(resources[other] ?? {}).filter((block) => String(block[argument]).startsWith(`\${${type}.${id}.`));
    return !passes(resources[type]![id]!, related);
  });
  return { judged: judged.map((id) => `${type}.${id}`), failed: failed.map((id) => `${type}.${id}`) };
}

/** Terraform JSON writes one block with or without a list. */
function list<T>(value: T | readonly T[] | undefined): T[] {
  return value === undefined ? [] : ([value].flat() as T[]);
}

function parsed<T>(text: unknown): T | undefined {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

function statements(policy: unknown): Statement[] | undefined {
  const document = parsed<PolicyDocument>(policy);
  return document === undefined ? undefined : list(document.Statement);
}

function decrypts(action: string): boolean {
  return ['kms:Decrypt', 'kms:ReEncryptFrom'].some((one) => glob(action.toLowerCase()).test(one.toLowerCase()));
}

/** Whether it takes keys of any account and region. */
function isEveryKey(resource: string): boolean {
  return ['arn:aws:kms:eu-west-1:111111111111:key/a', 'arn:aws:kms:us-east-1:222222222222:key/b'].every((key) => glob(resource).test(key));
}

function isEverybody(principal: Statement['Principal']): boolean {
  return principal === undefined || principal === '*' || list(principal.AWS).includes('*');
}

function deniesPlainHttp({ Effect, Principal, Action, Resource, Condition }: Statement): boolean {
  const resources = list(Resource);
  return (
    Effect === 'Deny' &&
    isEverybody(Principal) &&
    list(Action).some((action) => action === '*' || action === 's3:*') &&
    resources.some((resource) => resource.endsWith('/*')) &&
    resources.some((resource) => !resource.endsWith('/*')) &&
    JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}'
  );
}
