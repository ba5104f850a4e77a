import { dirname, join } from 'node:path';

import { BaseImage } from '../../../lib/base-image/base-image';
import { ImagePlatform } from '../../../lib/core/platform';
import { RateUnit, Schedule } from '../../../lib/core/schedule';
import { BuildStage } from '../../../lib/image/build-stage';
import { ImageFile } from '../../../lib/image/image-file';
import { ImageTest } from '../../../lib/image/image-test';
import { CodeBuildPipeline } from '../../../lib/pipeline/codebuild/codebuild-pipeline';
import { ImageBuilderPipeline } from '../../../lib/pipeline/image-builder/image-builder-pipeline';
import { UNUSED } from '../../../lib/pipeline/image-builder/refusals';
import { publicInputs } from '../../bad-input/public-api';
import { errorOf } from '../../support/errors';
import { matches } from '../../support/eventbridge-pattern';
import { debianIn, DIGEST, newStack, Synthesized } from '../../support/stack';
import { NETWORK, synthesizeBuilt } from './factory';

const UPDATE = 'arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/x.x.x';
const BUILDER = 'Debian/ImageBuilder';

const recipeOf = (made: Synthesized): Record<string, any> => made.resource('aws_imagebuilder_container_recipe', `${BUILDER}/Recipe`); // eslint-disable-line @typescript-eslint/no-explicit-any
const pipelineOf = (made: Synthesized): Record<string, any> => made.resource('aws_imagebuilder_image_pipeline', `${BUILDER}/Resource`); // eslint-disable-line @typescript-eslint/no-explicit-any

test('instances require IMDSv2, stand in the given network, end when a build fails, and log into the encrypted bucket', () => {
  expect(synthesizeBuilt().resource('aws_imagebuilder_infrastructure_configuration', `${BUILDER}/Infrastructure/Resource`)).toMatchObject({
    instance_metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 2 },
    instance_types: ['t3.medium'],
    security_group_ids: NETWORK.securityGroupIds,
    terminate_instance_on_failure: true,
    logging: { s3_logs: { s3_key_prefix: 'image-builder-logs/debian' } },
  });
});

test('a subnet that gives public addresses is refused by Terraform, unless it may', () => {
  const [subnet] = Object.values(synthesizeBuilt().data('aws_subnet'));
  expect(subnet).toMatchObject({ id: NETWORK.subnetId, lifecycle: { postcondition: [{ condition: '${!self.map_public_ip_on_launch}' }] } });
  const open = synthesizeBuilt({}, { publicAddress: true });
  expect(open.data('aws_subnet')).toEqual({});
  expect(open.resource('aws_imagebuilder_infrastructure_configuration', `${BUILDER}/Infrastructure/Resource`).subnet_id).toBe(NETWORK.subnetId);
});

test('Image Builder logs into a group of its own that expires and is encrypted with the key, whose policy lets CloudWatch do so', () => {
  const made = synthesizeBuilt();
  expect(made.resource('aws_cloudwatch_log_group', `${BUILDER}/Logs`)).toMatchObject({ name: '/aws/imagebuilder/golden-debian', retention_in_days: 365, kms_key_id: '${aws_kms_key.Factory_Key_6487DEF6.arn}' });
  expect(made.resource('aws_kms_key', 'Factory/Key/Resource').policy).toContain(':log-group:/aws/imagebuilder/golden-*');
  expect(made.resource('aws_s3_bucket_lifecycle_configuration', 'Factory/Source/Lifecycle').rule[1]).toMatchObject({ filter: [{ prefix: 'image-builder-logs/' }], expiration: [{ days: 365 }] });
});

test('recipe, components and volume are encrypted with the key of the factory', () => {
  const made = synthesizeBuilt({ tests: [ImageTest.noFile('/x')] });
  const key = '${aws_kms_key.Factory_Key_6487DEF6.arn}';
  expect(recipeOf(made).kms_key_id).toBe(key);
  expect(recipeOf(made).instance_configuration.block_device_mapping[0].ebs).toMatchObject({ encrypted: 'true', kms_key_id: key, delete_on_termination: 'true' });
  const components = Object.values(made.resources('aws_imagebuilder_component'));
  expect(components.map(({ name, kms_key_id }) => [name, kms_key_id])).toEqual([['golden-debian-build', key], ['golden-debian-test', key]]);
});

test('the template is what is written beside the context, with what Terraform would expand escaped', () => {
  const made = synthesizeBuilt({ entrypoint: ['/bin/sh', '-c', 'echo ${HOME} %{x}'] });
  const { source } = made.resource('aws_s3_object', 'Debian/Admission/Context/Resource');
  const file = made.read(join(dirname(source as string), 'image-builder/Dockerfile'));
  expect(file).toContain('echo ${HOME} %{x}');
  expect(recipeOf(made).dockerfile_template_data).toBe(file.replaceAll('${', () => '$${').replaceAll('%{', () => '%%{'));
});

test('another declaration is another version of the recipe, which is there before the old one goes; the same is the same', () => {
  const versions = [synthesizeBuilt(), synthesizeBuilt(), synthesizeBuilt({ environment: { A: 'b' } }), synthesizeBuilt({}, { volumeGigabytes: 31 }), synthesizeBuilt({}, { components: [UPDATE] })].map((made) => recipeOf(made).version as string);
  expect(versions[0]).toBe(versions[1]);
  expect(new Set(versions).size).toBe(4);
  for (const version of versions) expect(version).toMatch(/^0\.\d{1,9}\.\d{1,9}$/);
  expect(recipeOf(synthesizeBuilt()).lifecycle).toEqual({ create_before_destroy: true });
});

test.each(['12.1.0', '0', '0.1', '1', 'bookworm'])('the tag that Image Builder gives an image of version %s starts no release', (version) => {
  const made = synthesizeBuilt({ version });
  const pattern = JSON.parse(made.resource('aws_cloudwatch_event_rule', 'Debian/Release/CandidatePushed').event_pattern as string) as object;
  const pushed = (tag: string): object => ({
    'source': 'aws.ecr',
    'detail-type': 'ECR Image Action',
    'detail': { 'action-type': 'PUSH', 'result': 'SUCCESS', 'repository-name': 'golden-candidates/debian', 'image-tag': tag },
  });
  expect(matches(pattern, pushed(`${recipeOf(made).version}-1`))).toBe(false);
  expect(matches(pattern, pushed(`${version}-20261124_0123456789ab-amd64-01234567`))).toBe(true);
});

test('an image that became available starts its admission, one of another image or in another state does not', () => {
  const made = synthesizeBuilt();
  const pattern = JSON.parse((made.resource('aws_cloudwatch_event_rule', 'Debian/Admission/ImageBuilt').event_pattern as string).replace(/\$\{[^}]*\}/g, 'x')) as object;
  const event = (name: string, status: string): object => ({
    'source': 'aws.imagebuilder',
    'detail-type': 'EC2 Image Builder Image State Change',
    'resources': [`arn:x:imagebuilder:x:x:image/${name}/0.1.2/1`],
    'detail': { 'previous-state': { status: 'TESTING' }, 'state': { status } },
  });
  expect(matches(pattern, event('golden-debian', 'AVAILABLE'))).toBe(true);
  expect(matches(pattern, event('golden-debian-12', 'AVAILABLE'))).toBe(false);
  expect(matches(pattern, event('golden-debian', 'FAILED'))).toBe(false);
  expect(made.resource('aws_cloudwatch_event_target', 'Debian/Admission/StartAdmission').input_transformer.input_paths).toEqual({ image: '$.resources[0]' });
});

test('candidates go to the candidate repository without tags, which would be the same for every run', () => {
  const { distribution } = synthesizeBuilt().resource('aws_imagebuilder_distribution_configuration', `${BUILDER}/Distribution`);
  expect(distribution[0].container_distribution_configuration).toEqual({ target_repository: { service: 'ECR', repository_name: 'golden-candidates/debian' } });
});

test('unless a schedule is declared, an image is built once a week at a minute of its own', () => {
  const expressions = ['debian', 'alpine', 'node'].map((name) => pipelineOf(synthesizeBuilt({ name })).schedule.schedule_expression as string);
  for (const expression of expressions) expect(expression).toMatch(/^cron\(([0-9]|[1-5][0-9]) ([0-9]|1[0-9]|2[0-3]) \? \* (sun|mon|tue|wed|thu|fri|sat) \*\)$/);
  expect(new Set(expressions).size).toBe(3);
});

test('a daily schedule is the minute that the image has with every pipeline', () => {
  const schedule = Schedule.daily({ startHour: 22 });
  expect(pipelineOf(synthesizeBuilt({ rebuildSchedule: schedule })).schedule.schedule_expression).toBe(schedule._expressionFor('golden/debian'));
});

test('a declared cron expression is kept, a rate is refused, and EventBridge Scheduler is not used', () => {
  const made = synthesizeBuilt({ rebuildSchedule: Schedule.cron('0 3 ? * MON *') });
  expect(pipelineOf(made).schedule.schedule_expression).toBe('cron(0 3 ? * MON *)');
  expect(made.resources('aws_scheduler_schedule')).toEqual({});
  const error = errorOf(() => synthesizeBuilt({ rebuildSchedule: Schedule.rate(7, RateUnit.DAYS) }));
  expect([error.code, error.where]).toEqual(['NotForImageBuilder', 'stack/Debian']);
});

test('a build waits for updates of components only when it is told to, and only where there can be any', () => {
  expect(pipelineOf(synthesizeBuilt()).schedule.pipeline_execution_start_condition).toBe('EXPRESSION_MATCH_ONLY');
  expect(pipelineOf(synthesizeBuilt({}, { components: [UPDATE], onlyWithUpdates: true })).schedule.pipeline_execution_start_condition).toBe(
    'EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE',
  );
});

test('components of others are run between those of the library', () => {
  const made = synthesizeBuilt({ tests: [ImageTest.noFile('/x')] }, { components: [UPDATE] });
  expect(recipeOf(made).component.map(({ component_arn }: { component_arn: string }) => component_arn.replace(/_[0-9A-F]{8}\.arn/, ''))).toEqual([
    '${aws_imagebuilder_component.Debian_ImageBuilder_BuildComponent}',
    UPDATE,
    '${aws_imagebuilder_component.Debian_ImageBuilder_TestComponent}',
  ]);
});

test('tests of Image Builder can be left out; those of the admission cannot', () => {
  const made = synthesizeBuilt({}, { imageTests: false, testTimeoutMinutes: 90 });
  expect(pipelineOf(made).image_tests_configuration).toEqual({ image_tests_enabled: false, timeout_minutes: 90 });
  expect(made.resource('aws_codebuild_project', 'Debian/Admission/Project/Resource').source.buildspec).toContain('admit.sh');
});

test.each([[[ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64]], [[ImagePlatform.LINUX_ARM64]]])('platforms %s are refused', (platforms) => {
  expect(errorOf(() => synthesizeBuilt({ platforms }))).toMatchObject({ code: 'UnsupportedPlatform', where: 'stack/Debian' });
});

test('a stage that reads a secret is refused: nothing hands it over', () => {
  const stages = [BuildStage.of('build', { base: BaseImage.debian('13-slim', { digest: DIGEST }), commands: [['true']], secrets: ['token'] })];
  expect(errorOf(() => synthesizeBuilt({ stages, files: [ImageFile.fromStage('/app', 'build', { source: '/app' })] }))).toMatchObject({ code: 'BuildSecretsUnavailable', where: 'stack/Debian' });
});

test.each(Object.keys(UNUSED))('%s is refused, as it means nothing', (property) => {
  const error = errorOf(() => synthesizeBuilt({ [property]: 30 }));
  expect(error).toMatchObject({ code: 'UnusedProperty', where: 'stack/Debian' });
  expect(error.message).toContain(`${property} means nothing with ImageBuilderPipeline`);
});

test('of every property of an image it is decided whether it means something', () => {
  const properties = publicInputs(join(__dirname, '../../../lib/index.ts')).flatMap((name) => (name.startsWith('GoldenImageProps.') ? [name.slice('GoldenImageProps.'.length)] : []));
  const used = ['channel', 'channelTags', 'channelsSharedWith', 'exemptions', 'pipeline', 'pullableBy', 'rebuildSchedule', 'releaseLifecycle', 'scanGate'];
  expect(properties.sort()).toEqual([...Object.keys(UNUSED), ...used].sort());
});

test('the candidates that an admission admits are those that a release takes: of one declaration, repository and platform', () => {
  const made = synthesizeBuilt();
  const [admit, release] = ['Admission', 'Release'].map((job) => {
    const { environment } = made.resource('aws_codebuild_project', `Debian/${job}/Project/Resource`);
    return Object.fromEntries((environment.environment_variable as { name: string; value: string }[]).map(({ name, value }) => [name, value]));
  }) as [Record<string, string>, Record<string, string>];
  for (const name of ['DECLARATION_HASH', 'CANDIDATE_REPOSITORY', 'IMAGE_VERSION']) expect([name, admit[name]]).toEqual([name, expect.stringMatching(/./)]);
  for (const name of ['DECLARATION_HASH', 'CANDIDATE_REPOSITORY', 'IMAGE_VERSION']) expect([name, admit[name]]).toEqual([name, release[name]]);
  expect(release.PLATFORMS).toBe('linux/amd64');
  expect(recipeOf(made).dockerfile_template_data).toContain(`io.github.cdktf-golden-image.declaration="${release.DECLARATION_HASH}"`);
});

test('the rule of an admission starts projects of admissions and nothing else', () => {
  const made = synthesizeBuilt();
  const target = made.resource('aws_cloudwatch_event_target', 'Debian/Admission/StartAdmission');
  expect(target.role_arn).toContain('Factory_StartAdmission');
  const policy = made.resource('aws_iam_role_policy', 'Factory/StartAdmission/Policy').policy as string;
  expect(policy).toContain('project/golden-*-admit');
  expect(policy).not.toContain('-release');
});

test('two images of one name, and two factories of one namespace, are refused', () => {
  const stack = newStack();
  const pipeline = new ImageBuilderPipeline(stack, 'Factory', NETWORK);
  debianIn(stack, { pipeline });
  expect(errorOf(() => debianIn(stack, { pipeline }, 'Second')).code).toBe('DuplicateImage');
  expect(errorOf(() => new ImageBuilderPipeline(stack, 'Other', NETWORK)).code).toBe('DuplicateNamespace');
  const mixed = newStack();
  new CodeBuildPipeline(mixed, 'Factory');
  expect(errorOf(() => new ImageBuilderPipeline(mixed, 'Other', NETWORK)).code).toBe('DuplicateNamespace');
  expect(errorOf(() => new CodeBuildPipeline(stack, 'Third')).code).toBe('DuplicateNamespace');
});

test('names of roles stay within what IAM takes, at the limit too', () => {
  const namespace = 'goldenimages';
  const name = 'a'.repeat(39 - namespace.length);
  const roles = Object.values(synthesizeBuilt({ name }, { namespace }).resources('aws_iam_role')).map((role) => (role.name as string).replace(/\$\{.*\}/, 'ap-southeast-1').length);
  expect(Math.max(...roles)).toBe(64);
  expect(errorOf(() => synthesizeBuilt({ name: `${name}a` }, { namespace })).code).toBe('NameTooLong');
});

test('an image in a stack of another region is refused', () => {
  const stack = newStack();
  const pipeline = new ImageBuilderPipeline(newStack('other', stack, 'us-east-1'), 'Factory', NETWORK);
  expect(errorOf(() => debianIn(stack, { pipeline })).code).toBe('PipelineElsewhere');
});
