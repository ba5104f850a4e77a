import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { PullSource } from '../../lib/base-image/pull-source';
import { GoldenImage } from '../../lib/golden-image';
import { BuildStage } from '../../lib/image/build-stage';
import { ImageFile } from '../../lib/image/image-file';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import type { PolicyDocument, Statement } from '../support/iam';
import { aws, readRole } from './engines/aws';
import { run } from './engines/process';
import { startWorld, type World } from './engines/world';
import { AppliedStack, build, buildAndRelease, mirroredTools } from './factory';

/** Where a pull-through cache with the prefix `docker-hub` keeps Debian. That it fills itself cannot be seen here. */
const CACHED = 'docker-hub/library/debian';

let world: World;
let stack: AppliedStack;

const docker = (...args: string[]): Promise<string> => run('docker', args, { env: world.env });

/** Two images: `tools`, and `app` on a tracked tag of a cache, with a file out of a stage on `tools`. */
function declare(app: App): TerraformStack {
  const made = new TerraformStack(app, 'bases');
  new AwsProvider(made, 'Aws', { region: world.region });
  const pipeline = new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(world) });
  const common = { version: '1.0.0', owner: 'platform-team', rationale: 'to be built on', pipeline };
  const tools = new GoldenImage(made, 'Tools', {
    ...common,
    name: 'tools',
    base: BaseImage.debian('12-slim', { digest: world.upstream.digest }),
    files: [ImageFile.text('/usr/share/tools/version', 'of the tools\n')],
  });
  new GoldenImage(made, 'App', {
    ...common,
    name: 'app',
    base: BaseImage.debian('12-slim', {
      trackingReason: 'a canary of the cache',
      pullFrom: PullSource.pullThroughCache({ registry: world.registryHost, prefix: 'docker-hub' }),
    }),
    stages: [BuildStage.of('tools', { base: BaseImage.fromGoldenImage(tools) })],
    files: [ImageFile.fromStage('/usr/share/app/tools', 'tools', { source: '/usr/share/tools/version' })],
  });
  return made;
}

/** Puts an image where the cache would have it, as the tag that is tracked. */
async function cache(image: string): Promise<string> {
  const cached = `${world.registryHost}/${CACHED}:12-slim`;
  await docker('tag', image, cached);
  const pushed = await docker('push', cached);
  return /digest: (sha256:[a-f0-9]{64})/.exec(pushed)![1]!;
}

async function labels(digest: string): Promise<Record<string, string>> {
  const uri = `${world.registryHost}/golden-candidates/app@${digest}`;
  await docker('pull', uri);
  return JSON.parse(await docker('image', 'inspect', '--format', '{{json .Config.Labels}}', uri));
}

beforeAll(async () => {
  world = await startWorld();
  const password = await run('aws', ['ecr', 'get-login-password'], { env: world.env });
  await run('docker', ['login', '--username', 'AWS', '--password-stdin', world.registryHost], { env: world.env, input: password });
  await aws(world, 'ecr', 'create-repository', '--repository-name', CACHED);
  stack = new AppliedStack(world, 'bases');
  await stack.apply(declare);
});

afterAll(() => world?.stop());

test('an image with a stage on a golden image waits for that one to be released', async () => {
  await cache(await pulledDebian());
  const { exitCode, log } = await build(world, 'app');
  expect(exitCode).not.toBe(0);
  expect(log).toContain("build: ERROR: the parent has no release yet: /golden/tools/channels/stable holds 'unreleased'");
});

test('an image is built on what a tracked tag names on that day, and says so', async () => {
  await buildAndRelease(world, 'tools');
  const first = await cache(await pulledDebian());
  const before = await build(world, 'app');
  console.log(before.log);
  expect(before.exitCode).toBe(0);
  expect(before.log).toContain(`build: building on ${world.registryHost}/${CACHED}:12-slim@${first}`);
  expect(await labels(before.candidate!.digest)).toMatchObject({
    'org.opencontainers.image.base.name': 'docker.io/library/debian:12-slim',
    'org.opencontainers.image.base.digest': first,
    'io.github.cdktf-golden-image.weakenings': 'the base is tracked: a canary of the cache',
  });
  expect(await docker('run', '--rm', `${world.registryHost}/golden-candidates/app@${before.candidate!.digest}`, 'cat', '/usr/share/app/tools')).toBe('of the tools\n');

  await run('docker', ['build', '--tag', 'moved', '-'], { env: world.env, input: `FROM ${await pulledDebian()}\nLABEL moved=yes\n` });
  const second = await cache('moved');
  expect(second).not.toBe(first);
  const after = await build(world, 'app');
  expect(after.exitCode).toBe(0);
  expect(await labels(after.candidate!.digest)).toMatchObject({ 'org.opencontainers.image.base.digest': second, moved: 'yes' });
});

test('a build without the right to pull from the cache fails with the name of the action', async () => {
  const { Role } = await aws<{ Role: { Arn: string } }>(world, 'iam', 'get-role', '--role-name', `golden-app-build-${world.region}`);
  const { policies } = await readRole(world, Role.Arn);
  const { exitCode, log } = await build(world, 'app', { policies: [withoutStatement(policies[0]!, 'PullBases')] });
  expect(exitCode).not.toBe(0);
  expect(log).toMatch(/build: ERROR: crane digest failed: .*ecr:BatchGetImage/);
});

async function pulledDebian(): Promise<string> {
  const image = `${world.upstream.name}:${world.upstream.tag}@${world.upstream.digest}`;
  await docker('pull', image);
  return image;
}

function withoutStatement(policy: PolicyDocument, sid: string): PolicyDocument {
  const statements = policy.Statement as readonly Statement[];
  return { ...policy, Statement: statements.filter((statement) => statement.Sid !== sid) };
}
