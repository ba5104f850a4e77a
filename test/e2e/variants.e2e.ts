import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { ImageVariant } from '../../lib/core/image-variant';
import { GoldenImage } from '../../lib/golden-image';
import { ImageDeclaration } from '../../lib/image/declaration';
import { ImageTest } from '../../lib/image/image-test';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { attempt, run } from './engines/process';
import { type EcrPush, startWorld, type World } from './engines/world';
import { AppliedStack, build, channel, mirroredTools, release, tags } from './factory';

let world: World;
let stack: AppliedStack;
let runtime: EcrPush;
let debug: EcrPush;

const docker = (...args: string[]): Promise<string> => run('docker', args, { env: world.env });

/** An image without a shell, and what one looks into it with. */
function declare(change: Partial<ImageDeclaration> = {}): Promise<void> {
  return stack.apply((app: App) => {
    const made = new TerraformStack(app, 'variants');
    new AwsProvider(made, 'Aws', { region: world.region });
    new GoldenImage(made, 'App', {
      name: 'app',
      version: '1.0.0',
      base: BaseImage.debian('12-slim', { digest: world.upstream.digest }),
      packages: ['ca-certificates'],
      removeShell: true,
      removePackageManager: true,
      variants: [{ variant: ImageVariant.DEBUG, packages: ['strace'] }],
      owner: 'platform-team',
      rationale: 'to be looked into',
      pipeline: new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(world) }),
      ...change,
    });
    return made;
  });
}

beforeAll(async () => {
  world = await startWorld();
  const password = await run('aws', ['ecr', 'get-login-password'], { env: world.env });
  await run('docker', ['login', '--username', 'AWS', '--password-stdin', world.registryHost], { env: world.env, input: password });
  stack = new AppliedStack(world, 'variants');
  await declare();
});

afterAll(() => world?.stop());

test('one build makes every variant, and each says in its tag what it is', async () => {
  const { exitCode, log, candidates } = await build(world, 'app');
  console.log(log);
  expect(exitCode).toBe(0);
  expect(candidates.map(({ tag }) => tag!.replace(/_.*/, ''))).toEqual(['1.0.0-debug', '1.0.0']);
  [debug, runtime] = candidates as [EcrPush, EcrPush];
});

test('each variant is released to its own channel, and production is left as it was', async () => {
  expect((await release(world, debug)).exitCode).toBe(0);
  expect(await tags(world, 'golden/app')).toEqual({ '1.0.0-debug': debug.digest });
  expect([await channel(world, 'app'), await channel(world, 'app', 'stable-debug')]).toEqual(['unreleased', debug.digest]);

  expect((await release(world, runtime)).exitCode).toBe(0);
  expect(await tags(world, 'golden/app')).toEqual({ '1.0.0': runtime.digest, '1.0.0-debug': debug.digest });
  expect([await channel(world, 'app'), await channel(world, 'app', 'stable-debug')]).toEqual([runtime.digest, debug.digest]);
});

test('a variant shares the layers of the image, says what it is, and alone can be looked into', async () => {
  const uri = ({ digest }: EcrPush): string => `${world.registryHost}/golden/app@${digest}`;
  const inspect = async (image: EcrPush): Promise<{ labels: Record<string, string>; layers: string[] }> => {
    await docker('pull', uri(image));
    const [{ Config, RootFS }] = JSON.parse(await docker('image', 'inspect', uri(image)));
    return { labels: Config.Labels, layers: RootFS.Layers };
  };
  const [production, debugging] = [await inspect(runtime), await inspect(debug)];
  expect(production.labels).toMatchObject({ 'io.github.cdktf-golden-image.variant': 'runtime' });
  expect(debugging.labels).toMatchObject({ 'io.github.cdktf-golden-image.variant': 'debug' });
  // The removal of the one, the packages of the other; all below is the same.
  expect(debugging.layers.slice(0, -1)).toEqual(production.layers.slice(0, -1));

  expect(await docker('run', '--rm', uri(debug), 'sh', '-c', 'id -u; strace --version | head -n 1')).toMatch(/^65532\nstrace -- version/);
  const { status, stderr } = await attempt('docker', ['run', '--rm', uri(runtime), 'sh', '-c', 'true'], { env: world.env });
  expect({ status, stderr }).toMatchObject({ status: 127, stderr: expect.stringContaining('"sh": executable file not found') });
});

test('a variant whose test fails keeps the image itself from being pushed', async () => {
  const hasNoStrace = ImageTest.command('has no strace', { command: ['/usr/bin/test', '!', '-e', '/usr/bin/strace'] });
  await declare({ version: '1.1.0', tests: [hasNoStrace] });
  const { exitCode, log, candidates } = await build(world, 'app');
  expect(exitCode).not.toBe(0);
  expect(log).toMatch(/build: testing .*:1\.1\.0-debug_/);
  expect(log).toContain('build: ERROR: the image tests failed: nothing is pushed');
  expect(candidates).toEqual([]);
});

test('a variant that is declared no longer is not released', async () => {
  await declare({ variants: [] });
  const { exitCode, log } = await release(world, debug);
  expect(exitCode).not.toBe(0);
  expect(log).toContain(`release: ERROR: candidate ${debug.tag} is of variant debug, which is not declared now: nothing is released`);
});
