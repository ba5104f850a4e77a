import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';
import { parse } from 'yaml';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImage } from '../../lib/golden-image';
import type { GoldenImageProps } from '../../lib/golden-image-props';
import { ImageFile } from '../../lib/image/image-file';
import { ImageTest } from '../../lib/image/image-test';
import { ImageBuilderPipeline } from '../../lib/pipeline/image-builder/image-builder-pipeline';
import { aws } from './engines/aws';
import { type BuildResult, runProject } from './engines/codebuild';
import { attempt, type Outcome, run } from './engines/process';
import { type EcrPush, startWorld, type World } from './engines/world';
import { AppliedStack, channel, mirroredTools, release, tags } from './factory';

// moto has no Image Builder: its resources are planned with the real provider and not applied; what Image Builder does with
// them is done by hand here, as its user guide describes it, and its answer to GetImage is ours.

const CANDIDATES = 'golden-candidates/app';
const CONTENT = `'"$(id)\` \${HOME} %{x}\\\né\n`;

interface Made {
  readonly recipeVersion: string;
  readonly contextPath: string;
}

let world: World;
let stack: AppliedStack;
let privateSubnet: string;
let publicSubnet: string;
let made: Made;
let folder: string;

function declare(app: App, subnetId: string, change: Partial<GoldenImageProps> = {}): TerraformStack {
  const one = new TerraformStack(app, 'image-builder');
  new AwsProvider(one, 'Aws', { region: world.region });
  const pipeline = new ImageBuilderPipeline(one, 'Factory', { subnetId, securityGroupIds: ['sg-0a1b2c3d'], tools: mirroredTools(world) });
  new GoldenImage(one, 'App', {
    name: 'app',
    version: '1.0.0',
    base: BaseImage.debian('12-slim', { digest: world.upstream.digest }),
    owner: 'a "team"',
    rationale: 'costs $0',
    environment: { QUERY: 'a=$b "c"' },
    files: [ImageFile.text('/etc/app/app.conf', CONTENT, { mode: '0640', userId: 65532, groupId: 7 })],
    tests: [
      ImageTest.command('reads its configuration', { command: ['cat', '/etc/app/app.conf'], expectedOutput: ['%\\{x\\}'] }),
      ImageTest.command('keeps what is quoted', { command: ['test', '$HOME', '=', '$HOME'] }),
      ImageTest.command('fails as it should', { command: ['cat', '/none'], exitCode: 1 }),
      ImageTest.noFile('/etc/old.conf'),
    ],
    pipeline,
    ...change,
  });
  return one;
}

/** Synthesizes; what is not Image Builder's is applied. */
async function apply(change: Partial<GoldenImageProps> = {}): Promise<Made> {
  stack.synthesize((app) => declare(app, privateSubnet, change));
  const json = JSON.parse(readFileSync(path.join(stack.terraform.directory, 'cdk.tf.json'), 'utf8')) as { resource: Record<string, Record<string, Record<string, string>>> };
  const targets = Object.entries(json.resource)
    .filter(([type]) => !type.startsWith('aws_imagebuilder_'))
    .flatMap(([type, blocks]) => Object.keys(blocks).map((id) => `-target=${type}.${id}`));
  await stack.terraform.init();
  await run('terraform', ['apply', '-auto-approve', '-input=false', '-no-color', ...targets], { env: world.env, cwd: stack.terraform.directory });
  const [recipe] = Object.values(json.resource.aws_imagebuilder_container_recipe!);
  const object = Object.values(json.resource.aws_s3_object!).find(({ key }) => key!.startsWith('contexts/app/'))!;
  return { recipeVersion: recipe!.version!, contextPath: path.join(stack.terraform.directory, path.dirname(object.source!), 'image-builder') };
}

const docker = (...args: string[]): Promise<string> => run('docker', args, { env: world.env });
const read = (name: string): string => readFileSync(path.join(made.contextPath, name), 'utf8');

interface Step {
  readonly inputs: { readonly path: string; readonly arguments: readonly string[] };
}

const stepsOf = (name: string): Step[] => (parse(read(name)) as { phases: { steps: Step[] }[] }).phases[0]!.steps;

/** Builds the template with its placeholders filled in, without a build context, as Image Builder does. */
async function buildTemplate(tag: string, template = read('Dockerfile')): Promise<void> {
  const parent = `docker.io/library/debian:12-slim@${world.upstream.digest}`;
  const components = stepsOf('build.yml').map(({ inputs }) => `RUN ${JSON.stringify([inputs.path, ...inputs.arguments])}`);
  const dockerfile = template
    .replace('{{{ imagebuilder:parentImage }}}', () => parent)
    .replace('{{{ imagebuilder:environments }}}', () => `ENV AWS_REGION=${world.region}`)
    .replace('{{{ imagebuilder:components }}}', () => components.join('\n'));
  await run('docker', ['build', '--quiet', '--tag', tag, '-'], { env: world.env, input: dockerfile });
}

/** Runs a step of a test component in a container of the image. */
const runStep = (image: string, { inputs }: Step): Promise<Outcome> =>
  attempt('docker', ['run', '--rm', '--entrypoint', inputs.path, image, ...inputs.arguments], { env: world.env });

/** Pushes an image as Image Builder does: with the version of the recipe and the number of the build as its tag. */
async function distribute(image: string, build: number): Promise<string> {
  const uri = `${world.registryHost}/${CANDIDATES}:${made.recipeVersion}-${build}`;
  await docker('tag', image, uri);
  return /digest: (sha256:[a-f0-9]{64})/.exec(await docker('push', uri))![1]!;
}

/** Runs the applied admission as the event of a build starts it. */
function admit(build: number, buildType: string, dateCreated: string): Promise<BuildResult> {
  const arn = `arn:aws:imagebuilder:${world.region}:${world.account}:image/golden-app/${made.recipeVersion}/${build}`;
  const imageUris = [`${world.registryHost}/${CANDIDATES}:${made.recipeVersion}-${build}`];
  // The shape of the answer is that of the API reference, GetImage.
  writeFileSync(path.join(folder, 'answer.json'), JSON.stringify({ image: { arn, buildType, dateCreated, state: { status: 'AVAILABLE' }, outputResources: { containers: [{ region: world.region, imageUris }] } } }));
  return runProject(world, 'golden-app-admit', { environment: [{ name: 'IMAGE_BUILD_ARN', value: arn }], extraEnv: { PATH: `${folder}:${world.env.PATH}` } });
}

const candidateTags = async (): Promise<string[]> => Object.keys(await tags(world, CANDIDATES)).filter((tag) => tag.includes('_')).sort();

beforeAll(async () => {
  world = await startWorld();
  const { Subnets } = await aws<{ Subnets: { SubnetId: string; VpcId: string; MapPublicIpOnLaunch: boolean }[] }>(world, 'ec2', 'describe-subnets');
  publicSubnet = Subnets.find(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch)!.SubnetId;
  const { Subnet } = await aws<{ Subnet: { SubnetId: string } }>(world, 'ec2', 'create-subnet', '--vpc-id', Subnets[0]!.VpcId, '--cidr-block', '172.31.240.0/24');
  privateSubnet = Subnet.SubnetId;
  folder = mkdtempSync(path.join(tmpdir(), 'aws-'));
  writeFileSync(path.join(folder, 'aws'), `#!/bin/sh\n[ "$1 $2" != 'imagebuilder get-image' ] || { cat '${folder}/answer.json'; exit; }\nPATH=\${PATH#*:}\nexec aws "$@"\n`);
  chmodSync(path.join(folder, 'aws'), 0o755);
  stack = new AppliedStack(world, 'image-builder');
  const password = await run('aws', ['ecr', 'get-login-password'], { env: world.env });
  await run('docker', ['login', '--username', 'AWS', '--password-stdin', world.registryHost], { env: world.env, input: password });
});

afterAll(() => world?.stop());

test('the real provider takes every resource in a plan, in a private subnet', async () => {
  stack.synthesize((app) => declare(app, privateSubnet));
  await stack.terraform.init();
  await stack.terraform.validate();
  const { text } = await stack.terraform.plan();
  const planned = [...text.matchAll(/^ +# (aws_imagebuilder_\w+)\..* will be created$/gm)].map(([, type]) => type!).sort();
  expect(planned).toEqual([
    'aws_imagebuilder_component',
    'aws_imagebuilder_component',
    'aws_imagebuilder_container_recipe',
    'aws_imagebuilder_distribution_configuration',
    'aws_imagebuilder_image_pipeline',
    'aws_imagebuilder_infrastructure_configuration',
  ]);
});

test('a plan fails where the subnet would give instances a public address', async () => {
  const open = new AppliedStack(world, 'image-builder');
  open.synthesize((app) => declare(app, publicSubnet));
  await open.terraform.init();
  await expect(open.terraform.plan()).rejects.toThrow(/would get a\s+public\s+address/);
});

test('what Terraform would send is the template and the documents as they are written', async () => {
  made = await apply();
  await run('terraform', ['plan', '-input=false', '-no-color', '-out=all.plan'], { env: world.env, cwd: stack.terraform.directory });
  const plan = JSON.parse(await run('terraform', ['show', '-json', 'all.plan'], { env: world.env, cwd: stack.terraform.directory })) as {
    planned_values: { root_module: { resources: { type: string; name: string; values: Record<string, string> }[] } };
  };
  const { resources } = plan.planned_values.root_module;
  const valuesOf = (type: string): Record<string, string>[] => resources.filter((one) => one.type === type).map(({ values }) => values);
  expect(valuesOf('aws_imagebuilder_container_recipe').map((values) => values.dockerfile_template_data)).toEqual([read('Dockerfile')]);
  expect(valuesOf('aws_imagebuilder_component').map(({ data }) => data).sort()).toEqual([read('build.yml'), read('test.yml')].sort());
});

test('the template builds without a context, and holds the file as it is declared', async () => {
  await buildTemplate('built');
  expect(await docker('run', '--rm', '--user', '0', '--entrypoint', 'cat', 'built', '/etc/app/app.conf')).toBe(CONTENT);
  expect((await docker('run', '--rm', '--user', '0', '--entrypoint', 'stat', 'built', '-c', '%A %u %g', '/etc/app/app.conf')).trim()).toBe('-rw-r----- 65532 7');
});

test('each step of the test component passes in a container of the image, and each fails in one that is otherwise', async () => {
  const steps = stepsOf('test.yml');
  expect(steps.length).toBe(4);
  for (const step of steps) expect(await runStep('built', step)).toMatchObject({ status: 0 });
  await run('docker', ['build', '--quiet', '--tag', 'other', '-'], {
    env: world.env,
    input: 'FROM built\nUSER 0\nRUN touch /etc/old.conf /none && chmod 0644 /etc/app/app.conf && rm -f /usr/bin/test && printf "#!/bin/sh\\nexit 3\\n" > /usr/bin/test && chmod 0755 /usr/bin/test\nUSER 65532:65532\n',
  });
  for (const step of steps) expect(await runStep('other', step)).not.toMatchObject({ status: 0 });
});

test('an image that Image Builder pushed is tested, admitted as a candidate, and released through the same gate', async () => {
  const digest = await distribute('built', 1);
  const { exitCode, log } = await admit(1, 'USER_INITIATED', '2026-11-24T03:00:00.000Z');
  console.log(log);
  expect(exitCode).toBe(0);
  const [tag] = await candidateTags();
  expect(tag).toMatch(/^1\.0\.0_[a-f0-9]{12}-amd64-[a-f0-9]{8}$/);
  const candidate: EcrPush = { repository: CANDIDATES, tag: tag!, digest, time: new Date().toISOString() } as EcrPush;
  const released = await release(world, candidate);
  expect([released.exitCode, released.log]).toEqual([0, expect.stringContaining('release: released ')]);
  expect(await channel(world, 'app')).toBe(digest);
});

test('an admission that is started again finds that all is done', async () => {
  const before = await candidateTags();
  const { exitCode, log } = await admit(1, 'USER_INITIATED', '2026-11-24T03:00:00.000Z');
  expect([exitCode, log]).toEqual([0, expect.stringContaining('is admitted already')]);
  expect(await candidateTags()).toEqual(before);
});

test('a scheduled build of the same recipe has a tag of its own, with its day', async () => {
  await run('docker', ['build', '--quiet', '--tag', 'patched', '-'], { env: world.env, input: 'FROM built\nUSER 0\nRUN touch /var/patched\nUSER 65532:65532\n' });
  await distribute('patched', 2);
  const { exitCode } = await admit(2, 'SCHEDULED', '2026-12-01T03:00:00.000Z');
  expect(exitCode).toBe(0);
  expect(await candidateTags()).toEqual([expect.stringMatching(/^1\.0\.0-20261201_[a-f0-9]{12}-amd64-[a-f0-9]{8}$/), expect.stringMatching(/^1\.0\.0_/)]);
});

test('an image that fails a test, also one that only an admission makes, is not admitted', async () => {
  const before = await candidateTags();
  await run('docker', ['build', '--quiet', '--tag', 'root', '-'], { env: world.env, input: 'FROM built\nUSER 0\n' });
  await distribute('root', 3);
  const { exitCode, log } = await admit(3, 'SCHEDULED', '2026-12-08T03:00:00.000Z');
  expect(exitCode).not.toBe(0);
  expect(log).toContain('FAILED: runs as 65532');
  expect(log).toContain('admit: ERROR: the image tests failed: nothing is admitted');
  expect(await candidateTags()).toEqual(before);
});

test('an image of another declaration than the one that is applied is not admitted', async () => {
  const before = await candidateTags();
  await run('docker', ['build', '--quiet', '--tag', 'stale', '-'], { env: world.env, input: 'FROM built\nLABEL io.github.cdktf-golden-image.declaration=older\n' });
  await distribute('stale', 4);
  const { exitCode, log } = await admit(4, 'SCHEDULED', '2026-12-15T03:00:00.000Z');
  expect(exitCode).not.toBe(0);
  expect(log).toContain("was built from declaration 'older'");
  expect(await candidateTags()).toEqual(before);
});
