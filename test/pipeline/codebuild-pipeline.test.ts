import { Construct } from 'constructs';

import { BaseImage } from '../../lib/base-image/base-image';
import { ScanGate } from '../../lib/build/scan-gate';
import { ImagePlatform } from '../../lib/core/platform';
import { Severity } from '../../lib/core/severity';
import { GoldenImage } from '../../lib/golden-image';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { ImageSigningKey } from '../../lib/registry/encryption/image-signing-key';
import { errorOf, expectRefused } from '../support/errors';
import { Block, debianIn, DIGEST, newStack, synthesize, synthesizeDebian } from '../support/stack';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function environment(project: Block): Record<string, string> {
  return Object.fromEntries(project.environment.environment_variable.map(({ name, value }: Block) => [name, value]));
}

function project(job: 'Build' | 'Release', synthesized = synthesizeDebian()): Block {
  return synthesized.resource('aws_codebuild_project', `Debian/${job}/Project/Resource`);
}

describe('the build project', () => {
  test('is privileged, runs one build at a time, and takes context and scripts from pinned versions', () => {
    expect(project('Build')).toMatchObject({
      name: 'golden-debian-build',
      concurrent_build_limit: 1,
      environment: { privileged_mode: true },
      source: { type: 'S3', location: expect.stringMatching(/\$\{aws_s3_object\.Debian_Build_Context_\w+\.key\}$/) },
      source_version: expect.stringMatching(/^\$\{aws_s3_object\.Debian_Build_Context_\w+\.version_id\}$/),
      secondary_sources: [{ type: 'S3', source_identifier: 'scripts' }],
      secondary_source_version: [{ source_identifier: 'scripts', source_version: expect.stringContaining('version_id') }],
    });
  });

  test('knows nothing of the release repository or the channel', () => {
    const text = JSON.stringify(environment(project('Build')));
    expect(text).toContain('CANDIDATE_REPOSITORY');
    expect(text).not.toContain('Debian_Repository');
    expect(text).not.toContain('/channels/');
  });

  test('is told what it is built on and pinned, to tell people when its tag moves', () => {
    expect(JSON.parse(environment(project('Build')).PINS!)).toEqual([{ argument: 'BASE', repository: 'docker.io/library/debian', tag: '12-slim', digest: DIGEST }]);
  });

  test('runs on a machine of its own for each platform, from the same context', () => {
    const synthesized = synthesizeDebian({ platforms: [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64] });
    const amd64 = project('Build', synthesized);
    const arm64 = synthesized.resource('aws_codebuild_project', 'Debian/Build/Arm64Project/Resource');
    expect(amd64).toMatchObject({ name: 'golden-debian-build', environment: { type: 'LINUX_CONTAINER', image: expect.stringContaining('x86_64') } });
    expect(arm64).toMatchObject({ name: 'golden-debian-build-arm64', environment: { type: 'ARM_CONTAINER', image: expect.stringContaining('aarch64') }, source: amd64.source });
    expect(environment(amd64)).toMatchObject({ PLATFORM: 'linux/amd64', NOTICES_PARAMETER: '/golden/debian/notices', CRANE_URL: expect.stringContaining('x86_64') });
    expect(environment(arm64)).toMatchObject({ PLATFORM: 'linux/arm64', CONTAINER_STRUCTURE_TEST_URL: expect.stringMatching(/-arm64$/), CRANE_URL: expect.stringContaining('arm64') });
    expect(environment(arm64).NOTICES_PARAMETER).toBeUndefined();
    expect(environment(project('Release', synthesized)).PLATFORMS).toBe('linux/amd64 linux/arm64');
  });

  test('is for one platform alone where the declaration says so', () => {
    const synthesized = synthesizeDebian({ platforms: [ImagePlatform.LINUX_ARM64] });
    expect(synthesized.resources('aws_codebuild_project')['Debian/Build/Project/Resource']).toBeUndefined();
    expect(environment(synthesized.resource('aws_codebuild_project', 'Debian/Build/Arm64Project/Resource')).NOTICES_PARAMETER).toBe('/golden/debian/notices');
  });

  test('is told where the parent is when the base is a golden image', () => {
    const stack = newStack();
    const debian = debianIn(stack);
    debianIn(stack, { name: 'node', base: BaseImage.fromGoldenImage(debian) }, 'Node');
    const node = synthesize(stack).resource('aws_codebuild_project', 'Node/Build/Project/Resource');
    const repository = expect.stringContaining('aws_ecr_repository.Debian_Repository');
    expect(JSON.parse(environment(node).BASES!)).toEqual([{ argument: 'BASE', name: repository, repository, channel: '/golden/debian/channels/stable' }]);
  });
});

describe('the release project', () => {
  test('is unprivileged, runs one release at a time, and takes the scripts alone', () => {
    expect(project('Release')).toMatchObject({
      name: 'golden-debian-release',
      concurrent_build_limit: 1,
      environment: { privileged_mode: false },
      source: { type: 'S3', location: expect.stringContaining('aws_s3_object.Factory_Scripts') },
    });
    expect(project('Release').secondary_sources).toBeUndefined();
  });

  test('blocks CRITICAL and HIGH and waits 15 minutes by default', () => {
    const { SCAN_GATE, SCAN_TIMEOUT_SECONDS } = environment(project('Release'));
    expect(JSON.parse(SCAN_GATE!)).toEqual({ limits: { CRITICAL: 0, HIGH: 0 }, enhanced: false, onlyFixable: false, graceDays: 0, exceptions: [] });
    expect(SCAN_TIMEOUT_SECONDS).toBe('900');
  });

  test('shows in the plan why a gate is weaker', () => {
    const scanGate = ScanGate.blockAtOrAbove(Severity.CRITICAL, { reason: 'accepted until 13', timeoutMinutes: 120 });
    const release = project('Release', synthesizeDebian({ scanGate }));
    expect(JSON.parse(environment(release).SCAN_GATE!)).toMatchObject({ limits: { CRITICAL: 0 }, reason: 'accepted until 13' });
    expect(environment(release).SCAN_TIMEOUT_SECONDS).toBe('7200');
    expect(release.build_timeout).toBe(150);
  });

  test('signs with the key of the factory, and knows the declaration and the scripts by their hashes', () => {
    const variables = environment(project('Release'));
    expect(variables.SIGNING_KEY_ARN).toMatch(/aws_kms_key\.Factory_SigningKey_\w+\.arn/);
    expect(variables.SCRIPTS_HASH).toMatch(/^[a-f0-9]{64}$/);
    expect(variables.DECLARATION_HASH).toBe(environment(project('Build')).DECLARATION_HASH);
    const stack = newStack();
    debianIn(stack, { pipeline: new CodeBuildPipeline(stack, 'Factory', { signingKey: ImageSigningKey.fromKeyArn(KEY_ARN) }) });
    const synthesized = synthesize(stack);
    expect(environment(project('Release', synthesized)).SIGNING_KEY_ARN).toBe(KEY_ARN);
    expect(synthesized.resources('aws_kms_key')['Factory/SigningKey/Resource']).toBeUndefined();
  });

  test('may read the findings of Inspector where the gate is for enhanced scanning, and only there', () => {
    const actions = (scanGate: ScanGate): string[] => {
      const { policy } = synthesizeDebian({ scanGate }).resource('aws_iam_role_policy', 'Debian/Release/Project/Policy');
      return (JSON.parse(policy) as { Statement: { Action: string[] }[] }).Statement.flatMap(({ Action }) => Action).filter((action) => action.startsWith('inspector2:'));
    };
    expect(actions(ScanGate.blockAtOrAbove(Severity.HIGH, { enhanced: true }))).toEqual(['inspector2:ListCoverage', 'inspector2:ListFindings']);
    expect(actions(ScanGate.blockAtOrAbove(Severity.HIGH))).toEqual([]);
  });

  test('is started by the push of a candidate of the declared version, with its digest and tag', () => {
    const synthesized = synthesizeDebian();
    const rule = synthesized.resource('aws_cloudwatch_event_rule', 'Debian/Release/CandidatePushed');
    const target = synthesized.resource('aws_cloudwatch_event_target', 'Debian/Release/StartRelease');
    expect(JSON.parse(rule.event_pattern).detail).toEqual({
      'action-type': ['PUSH'],
      result: ['SUCCESS'],
      'repository-name': ['golden-candidates/debian'],
      'image-tag': [{ prefix: '12.1.0' }],
    });
    expect(target.input_transformer.input_paths).toEqual({ digest: '$.detail.image-digest', tag: '$.detail.image-tag' });
    expect(JSON.parse(target.input_transformer.input_template).environmentVariablesOverride).toEqual([
      { name: 'CANDIDATE_DIGEST', value: '<digest>', type: 'PLAINTEXT' },
      { name: 'CANDIDATE_TAG', value: '<tag>', type: 'PLAINTEXT' },
    ]);
  });
});

test.each(['Build', 'Release'] as const)('the buildspec of %s runs a fixed script and holds nothing that Terraform would interpolate', (job) => {
  const { buildspec } = project(job).source;
  expect(buildspec).toContain(`${job.toLowerCase()}.sh`);
  expect(buildspec).not.toMatch(/[$%]\{/);
});

test('logs are encrypted and kept for a year, and both projects write there', () => {
  const synthesized = synthesizeDebian();
  expect(synthesized.resource('aws_cloudwatch_log_group', 'Factory/Logs')).toMatchObject({
    name: '/golden-images/golden',
    retention_in_days: 365,
    kms_key_id: expect.stringContaining('aws_kms_key'),
  });
  for (const job of ['Build', 'Release'] as const) {
    expect(project(job, synthesized).logs_config.cloudwatch_logs.stream_name).toBe(`debian/${job.toLowerCase()}`);
  }
});

test('the source bucket is versioned, encrypted with the key, private and refuses plain HTTP', () => {
  const synthesized = synthesizeDebian();
  const at = (type: string, name: string): Block => synthesized.resource(type, `Factory/Source/${name}`);
  expect(at('aws_s3_bucket_versioning', 'Versioning').versioning_configuration.status).toBe('Enabled');
  expect(at('aws_s3_bucket_server_side_encryption_configuration', 'Encryption').rule[0].apply_server_side_encryption_by_default).toEqual({
    sse_algorithm: 'aws:kms',
    kms_master_key_id: expect.stringContaining('aws_kms_key'),
  });
  expect(at('aws_s3_bucket_public_access_block', 'PublicAccessBlock')).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(JSON.parse(at('aws_s3_bucket_policy', 'Policy').policy).Statement).toEqual([
    expect.objectContaining({ Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  ]);
});

test('the key rotates, is protected, and names nobody but the account and the log service', () => {
  const key = synthesizeDebian().resource('aws_kms_key', 'Factory/Key/Resource');
  expect(key).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30, lifecycle: { prevent_destroy: true } });
  const { Statement } = JSON.parse(key.policy);
  expect(Statement.map(({ Sid }: Block) => Sid)).toEqual(['Account', 'Logs']);
  expect(Statement[1].Condition.ArnLike['kms:EncryptionContext:aws:logs:arn']).toMatch(/:log-group:\/golden-images\/golden$/);
});

test('the signing key is protected, and nobody signs with it but the release roles of the factory', () => {
  const key = synthesizeDebian().resource('aws_kms_key', 'Factory/SigningKey/Resource');
  expect(key).toMatchObject({ key_usage: 'SIGN_VERIFY', customer_master_key_spec: 'ECC_NIST_P256', lifecycle: { prevent_destroy: true } });
  const [account, signers, ...others] = JSON.parse(key.policy).Statement;
  expect(others).toEqual([]);
  expect(account).toMatchObject({ Effect: 'Allow', Principal: { AWS: expect.stringMatching(/:root$/) } });
  expect(signers).toMatchObject({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: ['kms:Sign', 'kms:CreateGrant'],
    Condition: { ArnNotLike: { 'aws:PrincipalArn': expect.stringMatching(/:role\/golden-\*-release-\$\{data\.aws_region\.\w+\.name\}$/) } },
  });
});

test('what was released last is written down beside the channel', () => {
  expect(synthesizeDebian().resource('aws_ssm_parameter', 'Debian/Channel/LastRelease')).toMatchObject({
    name: '/golden/debian/last-release/stable',
    insecure_value: '{}',
    lifecycle: { ignore_changes: ['insecure_value'] },
  });
});

test('a channel is a protected parameter that only the pipeline moves', () => {
  const channel = synthesizeDebian().resource('aws_ssm_parameter', 'Debian/Channel/Resource');
  expect(channel).toMatchObject({
    name: '/golden/debian/channels/stable',
    type: 'String',
    insecure_value: 'unreleased',
    lifecycle: { prevent_destroy: true, ignore_changes: ['insecure_value'] },
  });
  expect(synthesizeDebian({ channel: 'next' }).resource('aws_ssm_parameter', 'Debian/Channel/Resource').name).toBe('/golden/debian/channels/next');
});

test('a further image of a factory costs at most 21 resources', () => {
  const stack = newStack();
  debianIn(stack);
  debianIn(stack, { name: 'other', pullableBy: [] }, 'Other');
  const synthesized = synthesize(stack);
  expect(synthesized.pathsBelow('Other').length).toBeLessThanOrEqual(21);
  expect(synthesized.pathsBelow('Other').length).toBeGreaterThan(10);
});

test('a namespace is in every name', () => {
  const synthesized = synthesizeDebian({}, { namespace: 'base' });
  expect(synthesized.resource('aws_ecr_repository', 'Debian/Repository/Resource').name).toBe('base/debian');
  expect(synthesized.resource('aws_ecr_repository', 'Debian/Candidates/Resource').name).toBe('base-candidates/debian');
  expect(project('Build', synthesized).name).toBe('base-debian-build');
  expect(synthesized.resource('aws_ssm_parameter', 'Debian/Channel/Resource').name).toBe('/base/debian/channels/stable');
  expect(JSON.stringify(synthesized.json)).not.toMatch(/"(name|bucket)":"\/?golden(?!-images\/base)/);
});

test('names of roles stay within what IAM takes, and those of rules within what EventBridge takes, at the limit too', () => {
  const namespace = 'goldenimages';
  const name = 'a'.repeat(40 - namespace.length);
  const synthesized = synthesizeDebian({ name, platforms: [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64] }, { namespace });
  const roles = Object.values(synthesized.resources('aws_iam_role')).map((role) => (role.name as string).replace(/\$\{.*\}/, 'ap-southeast-1').length);
  expect(Math.max(...roles)).toBe(64);
  const rules = Object.values(synthesized.resources('aws_cloudwatch_event_rule')).map((rule) => (rule.name as string).length);
  expect(Math.max(...rules)).toBeLessThanOrEqual(64);
  const error = errorOf(() => synthesizeDebian({ name: `${name}a` }, { namespace }));
  expect([error.code, error.message]).toEqual(['NameTooLong', expect.stringContaining('expected: a name of at most 28 characters in namespace goldenimages')]);
});

describe('what cannot be right is refused when it is made', () => {
  test('a second image of a name', () => {
    const stack = newStack();
    debianIn(stack);
    expect(() => debianIn(stack, {}, 'Again')).toThrow('[DuplicateImage] stack/Again: stack/Debian is already the image of this name in stack/Factory');
  });

  test('a second factory of a namespace in a stack', () => {
    const stack = newStack();
    new CodeBuildPipeline(stack, 'Factory');
    expect(() => new CodeBuildPipeline(stack, 'Second')).toThrow('[DuplicateNamespace] stack/Second: stack/Factory already has this namespace');
    expect(() => new CodeBuildPipeline(stack, 'Third', { namespace: 'other' })).not.toThrow();
  });

  test('but no construct around a factory, which tells its namespace and key as well', () => {
    class Platform extends Construct {
      public readonly namespace = 'golden';
      public readonly encryptionKey = undefined;
      public readonly factory = new CodeBuildPipeline(this, 'Factory');
    }
    expect(() => new Platform(newStack(), 'Platform')).not.toThrow();
  });

  test('an image in a stack of another region, as far as both are known', () => {
    const image = (region: string, ofFactory: string): GoldenImage => {
      const stack = newStack('stack', undefined, region);
      return debianIn(stack, { pipeline: new CodeBuildPipeline(newStack('other', stack, ofFactory), 'Factory') });
    };
    const error = errorOf(() => image('eu-west-1', 'us-east-1'));
    expect(error).toMatchObject({ code: 'PipelineElsewhere', where: 'stack/Debian' });
    expect(error.message).toContain('given:    "other/Factory in us-east-1"');
    expect(() => image('eu-west-1', 'eu-west-1')).not.toThrow();
    expect(() => image('eu-west-1', '${var.region}')).not.toThrow();
  });

  test('properties of factory and image', () => {
    expectRefused('InvalidNamespace', ['', 'Golden', 'a/b', 'a-b'], (namespace) => new CodeBuildPipeline(newStack(), 'F', { namespace }));
    expectRefused('InvalidLogRetention', [1, 30, 364, 366, 0, NaN], (logRetentionDays) => new CodeBuildPipeline(newStack(), 'F', { logRetentionDays }));
    expectRefused('InvalidChannelName', ['', 'Stable', 'a/b'], (channel) => debianIn(newStack(), { channel }));
  });

  test('an image without a pipeline', () => {
    expect(() => new GoldenImage(newStack(), 'X', {} as never)).toThrow('[MissingProperty] stack/X: pipeline is missing');
  });
});
