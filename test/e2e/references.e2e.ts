import { DataAwsEcrAuthorizationToken } from '@cdktf/provider-aws/lib/data-aws-ecr-authorization-token';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { type App, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImageChannelOptions } from '../../lib/consumer/golden-image-lookup';
import { GoldenImageReference } from '../../lib/consumer/golden-image-reference';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { ImagePlatform } from '../../lib/core/platform';
import { GoldenImage } from '../../lib/golden-image';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { DockerBuildPipeline } from '../../lib/pipeline/docker/docker-pipeline';
import { DockerRegistry } from '../../lib/pipeline/docker/docker-registry';
import { EncryptionKey } from '../../lib/registry/encryption/encryption-key';
import { aws } from './engines/aws';
import { dockerProvider } from './engines/docker-provider';
import { run } from './engines/process';
import { inOneLine } from './engines/terraform';
import { publishTinyBase } from './engines/upstream/tiny-base';
import { startWorld, type World } from './engines/world';
import { AppliedStack, channel, mirroredTools } from './factory';
import { imagesIn, resourcesOf, runInAppRunner, runInAws, runInDocker, writeManifest } from './image-users';

// Where images are run is planned by the real providers, and applied where moto knows the service: all but App Runner. The
// Kubernetes provider is not at hand: a manifest is what Terraform makes of it.

/** Not that of the test world's registry. */
const OTHER_REGION = 'eu-central-1';
const FACTS = { version: '1.0.0', packageManager: PackageManager.NONE, hasShell: false, libc: Libc.GLIBC, platforms: [ImagePlatform.LINUX_AMD64], userId: 65532 };

let world: World;
let base: string;

beforeAll(async () => {
  const started = await startWorld();
  world = { ...started, env: { ...started.env, TF_CLI_CONFIG_FILE: await dockerProvider() } };
  base = await publishTinyBase(world, 1, 'latest');
});

afterAll(() => world?.stop());

function stackIn(app: App, name: string, region = world.region): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'Aws', { region });
  return stack;
}

/** A pipeline that releases while the stack is applied. */
function dockerPipeline(stack: TerraformStack, namespace: string): DockerBuildPipeline {
  const registry = DockerRegistry.ecr({ encryptionKey: new EncryptionKey(stack, 'Key', { alias: namespace }) });
  return new DockerBuildPipeline(stack, 'Factory', { namespace, registry, unscannedReason: 'a test', tools: mirroredTools(world) });
}

const COMMON = { version: '1.0.0', owner: 'platform-team', rationale: 'to be used by teams' };
const tiny = (): BaseImage => BaseImage.chainguard('static', 'latest', { digest: base });

/** The types of resources that take an image, of which moto knows those of AWS but one. */
const APPLIED = ['aws_batch_job_definition', 'aws_codebuild_project', 'aws_ecs_task_definition', 'aws_lambda_function', 'docker_container', 'docker_image'];
const IN_AWS = APPLIED.filter((type) => type.startsWith('aws_'));
const each = (names: readonly string[], image: unknown): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, image]));

/** The labels of an image that the engine has built or pulled. */
async function labelsOf(image: string): Promise<Record<string, string>> {
  const [{ Config }] = JSON.parse(await run('docker', ['image', 'inspect', image], { env: world.env })) as [{ Config: { Labels: Record<string, string> } }];
  return Config.Labels;
}

async function expectNoChanges({ terraform }: AppliedStack): Promise<void> {
  expect((await terraform.plan()).text).toContain('No changes.');
}

describe('a stack that makes an image and uses it, with a pipeline that releases during the apply', () => {
  let stack: AppliedStack;

  beforeAll(async () => {
    stack = new AppliedStack(world, 'own');
    stack.synthesize((app) => {
      const made = stackIn(app, 'own');
      const reference = GoldenImageReference.fromChannel(made, 'Base', { name: 'base', namespace: 'own', facts: FACTS });
      runInAws(new Construct(made, 'users'), reference.imageUri);
      writeManifest(made, reference.imageUri);
      const pipeline = dockerPipeline(made, 'own');
      new GoldenImage(made, 'Image', { ...COMMON, name: 'base', base: tiny(), pipeline });
      const child = new GoldenImage(made, 'Child', { ...COMMON, name: 'child', base: BaseImage.fromGoldenImage(reference), pipeline });
      new TerraformOutput(made, 'ChildUri', { value: `${child.repositoryUri}@${child.releasedDigest}`, staticId: true });
      return made;
    });
    await stack.terraform.init();
  });

  test('is planned before there is anything, all that uses the image included', async () => {
    expect(imagesIn(await stack.terraform.planned(), 'users')).toStrictEqual(each(IN_AWS, undefined));
  });

  test('is applied in one go, also what is built on the image', async () => {
    await stack.terraform.apply();
    const digest = await channel(world, 'base', 'stable', 'own');
    const image = `${world.registryHost}/own/base@${digest}`;
    expect(imagesIn(await stack.terraform.show(), 'users')).toEqual(each([...IN_AWS, 'manifest'], image));
    const labels = await labelsOf(String((await stack.terraform.output()).ChildUri));
    expect(labels).toMatchObject({ 'org.opencontainers.image.base.name': image.split('@')[0], 'org.opencontainers.image.base.digest': digest });
  });

  test('has a plan without changes afterwards', async () => {
    await expectNoChanges(stack);
  });
});

test('a stack that makes an image and uses it, with a pipeline that releases later, says when there is no release yet, and finds the first one', async () => {
  const stack = new AppliedStack(world, 'later');
  let user = '';
  stack.synthesize((app) => {
    const made = stackIn(app, 'later');
    const { imageUri } = GoldenImageReference.fromChannel(made, 'Base', { name: 'later' });
    const task = new EcsTaskDefinition(made, 'Task', { family: 'later', containerDefinitions: JSON.stringify([{ name: 'app', image: imageUri, memory: 128 }]) });
    user = `aws_ecs_task_definition.${task.friendlyUniqueId}`;
    new GoldenImage(made, 'Image', { ...COMMON, name: 'later', base: tiny(), pipeline: new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(world) }) });
    return made;
  });
  await stack.terraform.init();
  // What the reference needs: the rest of the factory is what other tests apply.
  const error = await stack.terraform.apply(user).then(() => undefined, (reason: Error) => reason);
  expect(inOneLine(error!.message)).toContain('Golden image later has no release in channel stable yet: build it, or ask its owner.');
  const digest = `sha256:${'a'.repeat(64)}`;
  await aws(world, 'ssm', 'put-parameter', '--name', '/golden/later/channels/stable', '--value', digest, '--overwrite');
  await stack.terraform.apply(user);
  expect(JSON.stringify(await stack.terraform.show())).toContain(`${world.registryHost}/golden/later@${digest}`);
});

describe('a team of another region', () => {
  let platform: AppliedStack;
  let team: AppliedStack;
  let digest: string;

  const applyPlatform = (say: (image: GoldenImage) => void): Promise<void> =>
    platform.apply((app) => {
      const stack = stackIn(app, 'platform');
      say(new GoldenImage(stack, 'Debian', { ...COMMON, name: 'debian', base: tiny(), pipeline: dockerPipeline(stack, 'platform') }));
      return stack;
    });

  /** How the team's stack, which works in another region, looks the image up. */
  type Lookup = (factory: AwsProvider) => Pick<GoldenImageChannelOptions, 'provider' | 'region'>;
  const inFactory: Lookup = (provider) => ({ provider });
  const inReplica: Lookup = (provider) => ({ provider, region: OTHER_REGION });

  function synthesizeTeam(lookup: Lookup, withAppRunner = false): void {
    team.synthesize((app) => {
      const stack = stackIn(app, 'team', OTHER_REGION);
      const factory = new AwsProvider(stack, 'FactoryRegion', { region: world.region, alias: 'factory' });
      const { imageUri } = GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian', namespace: 'platform', ...lookup(factory) });
      const users = new Construct(stack, 'users');
      runInAws(users, imageUri);
      if (withAppRunner) runInAppRunner(users, imageUri);
      const { proxyEndpoint: address, userName: username, password } = new DataAwsEcrAuthorizationToken(stack, 'Token', { provider: factory });
      runInDocker(users, imageUri, new DockerProvider(stack, 'Docker', { registryAuth: [{ address, username, password }] }));
      writeManifest(stack, imageUri);
      return stack;
    });
  }

  beforeAll(async () => {
    platform = new AppliedStack(world, 'platform');
    await applyPlatform(() => undefined);
    digest = await channel(world, 'debian', 'stable', 'platform');
    team = new AppliedStack(world, 'team');
    synthesizeTeam(inFactory);
    await team.terraform.init();
  });

  const image = (region = world.region): string => `${world.account}.dkr.ecr.${region}.amazonaws.com/platform/debian@${digest}`;

  test('plans all that runs images, from the factory or from the replica, with the digest of the channel', async () => {
    expect(digest).toMatch(/^sha256:[a-f0-9]{64}$/);
    const all = [...APPLIED, 'aws_apprunner_service', 'manifest'];
    synthesizeTeam(inFactory, true);
    expect(imagesIn(await team.terraform.planned(), 'users')).toEqual(each(all, image()));
    synthesizeTeam(inReplica, true);
    expect(imagesIn(await team.terraform.planned(), 'users')).toEqual(each(all, image(OTHER_REGION)));
  });

  test('finds no channel in its own region', async () => {
    synthesizeTeam(() => ({}));
    await expect(team.terraform.plan()).rejects.toThrow(/couldn't find resource|ParameterNotFound/);
  });

  test('applies it in its own region, and the engine runs that very image', async () => {
    synthesizeTeam(inFactory);
    await team.terraform.apply();
    expect(imagesIn(await team.terraform.show(), 'users')).toEqual(each([...APPLIED, 'manifest'], image()));
    const there = { ...world, region: OTHER_REGION };
    const { taskDefinition } = await aws<{ taskDefinition: { containerDefinitions: object[] } }>(there, 'ecs', 'describe-task-definition', '--task-definition', 'team');
    expect(taskDefinition.containerDefinitions).toEqual([expect.objectContaining({ image: image() })]);
    const { Code } = await aws<{ Code: object }>(there, 'lambda', 'get-function', '--function-name', 'team');
    expect(Code).toMatchObject({ ImageUri: image() });
    const [{ Config, State }] = JSON.parse(await run('docker', ['inspect', 'team'], { env: world.env })) as [{ Config: { Image: string }; State: { ExitCode: number } }];
    expect([Config.Image, State.ExitCode]).toEqual([image(), 0]);
    await expectNoChanges(team);
  });

  test('golden images of another app are planned on the channel of their parent, by the pipeline that builds at once and by the one that builds later', async () => {
    const children = new AppliedStack(world, 'children');
    children.synthesize((app) => {
      const stack = stackIn(app, 'children');
      const base = BaseImage.fromGoldenImage(GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian', namespace: 'platform', facts: FACTS }));
      new GoldenImage(stack, 'Now', { ...COMMON, name: 'now', base, pipeline: dockerPipeline(stack, 'children') });
      new GoldenImage(stack, 'Later', { ...COMMON, name: 'later', base, pipeline: new CodeBuildPipeline(stack, 'CodeBuild', { tools: mirroredTools(world) }) });
      return stack;
    });
    await children.terraform.init();
    const planned = await children.terraform.planned();
    expect(resourcesOf(planned, 'docker_image').map(({ build: [{ build_args: given }] }) => given.BASE_IMAGE)).toEqual([image()]);
    const variables = resourcesOf(planned, 'aws_codebuild_project').flatMap(({ environment: [{ environment_variable: variable }] }) => variable as { name: string; value: string }[]);
    const bases = variables.filter(({ name }) => name === 'BASES').map(({ value }) => JSON.parse(value) as object[]);
    expect(bases.length).toBeGreaterThan(0);
    for (const told of bases) expect(told).toEqual([expect.objectContaining({ repository: image().split('@')[0], channel: '/platform/debian/channels/stable' })]);
  });

  test('is warned by what the factory says of the image', async () => {
    synthesizeTeam(inReplica);
    await applyPlatform((debian) => debian.deprecate({ since: '2020-01-01', removeAfter: '2199-06-01', reason: 'support ends', replacement: 'debian-13' }));
    const said = inOneLine((await team.terraform.plan()).text);
    expect(said).toContain('Warning: Check block assertion failed');
    expect(said).toContain('Golden image platform/debian is deprecated, and cannot be planned with after 2199-06-01: support ends. Move to platform/debian-13.');
  });
});
