import { CONTROLS, judge, Resources } from './security-hub';
import { Block } from './stack';

const project = (block: Block): Resources => ({ aws_codebuild_project: { It: block } });
const withVariable = (variable: Block): Resources => project({ environment: { environment_variable: [variable] } });
const reports = (encryption_disabled: boolean): Resources => ({
  aws_codebuild_report_group: { It: { export_config: { type: 'S3', s3_destination: { encryption_disabled } } } },
});
const repository = (block: Block, others: Resources = {}): Resources => ({ aws_ecr_repository: { It: block }, ...others });
const lifecycle = (policy: string, repositoryName = '${aws_ecr_repository.It.name}'): Resources =>
  repository({}, { aws_ecr_lifecycle_policy: { Other: { repository: repositoryName, policy } } });
const key = (block: Block): Resources => ({ aws_kms_key: { It: block } });
const policy = (...Statement: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const keyPolicy = (Principal: unknown, Effect = 'Allow'): Resources => key({ policy: policy({ Effect, Principal, Action: 'kms:*', Resource: '*' }) });
const role = (statement: object): Resources => ({ aws_iam_role_policy: { It: { policy: policy({ Effect: 'Allow', ...statement }) } } });
const bucket = (type: string, block: Block): Resources => ({ aws_s3_bucket: { It: {} }, [type]: { Other: { bucket: '${aws_s3_bucket.It.bucket}', ...block } } });
const TLS = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['${aws_s3_bucket.It.arn}', '${aws_s3_bucket.It.arn}/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const bucketPolicy = (statement: object): Resources => bucket('aws_s3_bucket_policy', { policy: policy(statement) });
const BLOCKED = { block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true };

/** Of each control: what passes, and what fails. */
const CASES: Record<string, { passes: Resources[]; fails: Resources[] }> = {
  'CodeBuild.1': {
    passes: [project({ source: { type: 'BITBUCKET', location: 'https://bitbucket.org/a/b@c' } }), project({ source: { type: 'S3', location: 'bucket/key' } })],
    fails: [
      project({ source: { type: 'BITBUCKET', location: 'https://user:password@bitbucket.org/a/b' } }),
      project({ source: { type: 'S3' }, secondary_sources: [{ location: 'https://x-token-auth@bitbucket.org/a/b' }] }),
    ],
  },
  'CodeBuild.2': {
    passes: [withVariable({ name: 'AWS_REGION', value: 'x' }), withVariable({ name: 'AWS_ACCESS_KEY_ID', type: 'SECRETS_MANAGER' })],
    fails: [withVariable({ name: 'AWS_ACCESS_KEY_ID' }), withVariable({ name: 'AWS_SECRET_ACCESS_KEY', type: 'PLAINTEXT' })],
  },
  'CodeBuild.3': {
    passes: [project({}), project({ logs_config: { s3_logs: { status: 'ENABLED' } } })],
    fails: [project({ logs_config: { s3_logs: { status: 'ENABLED', encryption_disabled: true } } })],
  },
  'CodeBuild.4': {
    passes: [project({ logs_config: { cloudwatch_logs: {} } }), project({ logs_config: [{ s3_logs: [{ status: 'ENABLED' }] }] })],
    fails: [project({}), project({ logs_config: { cloudwatch_logs: { status: 'DISABLED' } } }), project({ logs_config: { s3_logs: {} } })],
  },
  'CodeBuild.7': { passes: [reports(false)], fails: [reports(true)] },
  'ECR.1': {
    passes: [repository({ image_scanning_configuration: { scan_on_push: true } })],
    fails: [repository({}), repository({ image_scanning_configuration: [{ scan_on_push: false }] })],
  },
  'ECR.2': {
    passes: [repository({ image_tag_mutability: 'IMMUTABLE' })],
    fails: ['MUTABLE', 'MUTABLE_WITH_EXCLUSION', 'IMMUTABLE_WITH_EXCLUSION', undefined].map((value) => repository({ image_tag_mutability: value })),
  },
  'ECR.3': {
    passes: [lifecycle('{"rules":[{}]}')],
    fails: [repository({}), lifecycle('{"rules":[]}'), lifecycle('${unknown}'), lifecycle('{"rules":[{}]}', '${aws_ecr_repository.Item.name}')],
  },
  'ECR.5': {
    passes: [repository({ encryption_configuration: [{ encryption_type: 'KMS', kms_key: '${aws_kms_key.a.arn}' }] })],
    fails: [
      repository({}),
      repository({ encryption_configuration: [{ encryption_type: 'AES256', kms_key: 'x' }] }),
      repository({ encryption_configuration: [{ encryption_type: 'KMS' }] }),
    ],
  },
  'KMS.2': {
    passes: [
      role({ Action: 'kms:Decrypt', Resource: '${aws_kms_key.a.arn}' }),
      role({ Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu-west-1:111111111111:key/*' }),
      role({ Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] }),
      role({ Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' }),
    ],
    fails: [
      role({ Action: 'kms:Decrypt', Resource: '*' }),
      role({ Action: ['s3:GetObject', 'KMS:re*'], Resource: ['x', '*'] }),
      role({ Action: '*', Resource: 'arn:aws:kms:*:*:key/*' }),
      role({ Action: 'kms:Decrypt', NotResource: 'x' }),
      { aws_iam_role_policy: { It: { policy: '${unknown}' } } },
    ],
  },
  'KMS.4': { passes: [key({ enable_key_rotation: true })], fails: [key({}), key({ enable_key_rotation: false })] },
  'KMS.5': {
    passes: [keyPolicy({ AWS: 'arn:aws:iam::111111111111:root' }), keyPolicy({ Service: 'logs.amazonaws.com' }), keyPolicy('*', 'Deny')],
    fails: [keyPolicy('*'), keyPolicy({ AWS: '*' }), keyPolicy({ AWS: ['x', '*'] }), keyPolicy(undefined), key({})],
  },
  'S3.5': {
    passes: [bucketPolicy(TLS)],
    fails: [
      { aws_s3_bucket: { It: {} } },
      bucketPolicy({ ...TLS, Effect: 'Allow' }),
      bucketPolicy({ ...TLS, Principal: { AWS: 'x' } }),
      bucketPolicy({ ...TLS, Action: 's3:GetObject' }),
      bucketPolicy({ ...TLS, Resource: TLS.Resource[0] }),
      bucketPolicy({ ...TLS, Resource: TLS.Resource[1] }),
      bucketPolicy({ ...TLS, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      bucket('aws_s3_bucket_policy', { bucket: '${aws_s3_bucket.Item.id}', policy: policy(TLS) }),
    ],
  },
  'S3.8': {
    passes: [bucket('aws_s3_bucket_public_access_block', BLOCKED)],
    fails: [{ aws_s3_bucket: { It: {} } }, ...Object.keys(BLOCKED).map((setting) => bucket('aws_s3_bucket_public_access_block', { ...BLOCKED, [setting]: false }))],
  },
  'S3.9': { passes: [bucket('aws_s3_bucket_logging', {})], fails: [{ aws_s3_bucket: { It: {} } }] },
  'S3.12': {
    passes: [bucket('aws_s3_bucket_ownership_controls', { rule: { object_ownership: 'BucketOwnerEnforced' } })],
    fails: [{ aws_s3_bucket: { It: {} } }, bucket('aws_s3_bucket_ownership_controls', { rule: { object_ownership: 'ObjectWriter' } })],
  },
  'S3.13': {
    passes: [bucket('aws_s3_bucket_lifecycle_configuration', { rule: [{ status: 'Disabled' }, { status: 'Enabled' }] })],
    fails: [{ aws_s3_bucket: { It: {} } }, bucket('aws_s3_bucket_lifecycle_configuration', { rule: [{ status: 'Disabled' }] })],
  },
};

test('each control has cases, and each id is there once', () => {
  expect(CONTROLS.map(({ id }) => id)).toEqual(Object.keys(CASES));
  expect(Object.values(CASES).every(({ passes, fails }) => passes.length > 0 && fails.length > 0)).toBe(true);
});

describe.each(CONTROLS.map((control) => [control.id, control] as const))('%s', (id, control) => {
  test.each(CASES[id]!.passes)('passes %j', (resources) => {
    expect(judge(control, resources)).toEqual({ judged: [`${control.type}.It`], failed: [] });
  });

  test.each(CASES[id]!.fails)('fails %j', (resources) => {
    expect(judge(control, resources)).toEqual({ judged: [`${control.type}.It`], failed: [`${control.type}.It`] });
  });
});
