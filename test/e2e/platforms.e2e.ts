import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { ImagePlatform } from '../../lib/core/platform';
import { GoldenImage } from '../../lib/golden-image';
import type { GoldenImageProps } from '../../lib/golden-image-props';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { crane as craneOf, logInCrane } from './engines/crane';
import { type EcrPush, startWorld, type Upstream, type World } from './engines/world';
import { AppliedStack, type Built, build, channel, mirroredTools, release, tags } from './factory';
import { verify } from './public-key';

let world: World;
let stack: AppliedStack;
let upstream: Upstream;
let amd64: EcrPush;
let arm64: EcrPush;

const crane = (...args: string[]): Promise<string> => craneOf(world, ...args);

interface Index {
  readonly mediaType: string;
  readonly manifests: readonly { readonly digest: string; readonly platform: { readonly architecture: string; readonly os: string } }[];
}

async function index(digest: string): Promise<Index> {
  return JSON.parse(await crane('manifest', `${world.registryHost}/golden/debian@${digest}`)) as Index;
}

function declare(change: Partial<GoldenImageProps> = {}): Promise<void> {
  return stack.apply((app: App) => {
    const made = new TerraformStack(app, 'platforms');
    new AwsProvider(made, 'Aws', { region: world.region });
    new GoldenImage(made, 'Debian', {
      name: 'debian',
      version: '1.0.0',
      base: BaseImage.debian('12-slim', { digest: upstream.digest }),
      packages: ['tzdata'],
      platforms: [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64],
      owner: 'platform-team',
      rationale: 'for both kinds of machines',
      pipeline: new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(world) }),
      ...change,
    });
    return made;
  });
}

async function built(project: 'debian' | 'debian-arm64', environment: readonly { name: string; value: string }[] = []): Promise<Built> {
  return build(world, 'debian', { project: project === 'debian' ? 'golden-debian-build' : 'golden-debian-build-arm64', environment });
}

beforeAll(async () => {
  world = await startWorld();
  upstream = await world.publish('debian-multi');
  await logInCrane(world);
  stack = new AppliedStack(world, 'platforms');
  await declare();
});

afterAll(() => world?.stop());

test('each platform is built and tested on a machine of its own, from the same inputs', async () => {
  const first = await built('debian');
  expect({ exitCode: first.exitCode, log: first.log }).toMatchObject({ exitCode: 0 });
  amd64 = first.candidate!;
  expect(amd64.tag).toMatch(/^1\.0\.0_[a-f0-9]{12}-amd64-/);
});

test('nothing is released before the last platform is there', async () => {
  const { exitCode, log } = await release(world, amd64);
  expect(log).toMatch(/release: waiting for the candidate of linux\/arm64, 1\.0\.0_[a-f0-9]{12}-arm64-…: nothing is released before it is there/);
  expect(exitCode).toBe(0);
  expect(await tags(world, 'golden/debian')).toEqual({});
  expect(await channel(world, 'debian')).toBe('unreleased');
});

test("nothing is released when one platform's build fails", async () => {
  const failed = await built('debian-arm64', [{ name: 'CONTAINER_STRUCTURE_TEST_SHA256', value: '0'.repeat(64) }]);
  expect([failed.exitCode, failed.candidate]).toEqual([1, undefined]);
  expect((await release(world, amd64)).log).toContain('waiting for the candidate of linux/arm64');
  expect(await channel(world, 'debian')).toBe('unreleased');
});

test('the last platform releases both as one index, whose images are the candidates that were tested', async () => {
  const second = await built('debian-arm64');
  expect({ exitCode: second.exitCode, log: second.log }).toMatchObject({ exitCode: 0 });
  arm64 = second.candidate!;
  expect(arm64.tag!.replace(/-arm64-.*/, '')).toBe(amd64.tag!.replace(/-amd64-.*/, ''));
  const { exitCode, log } = await release(world, arm64);
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  const digest = await channel(world, 'debian');
  expect(await tags(world, 'golden/debian')).toEqual({ '1.0.0': digest });
  expect(await index(digest)).toMatchObject({
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [
      { digest: amd64.digest, platform: { architecture: 'amd64', os: 'linux' } },
      { digest: arm64.digest, platform: { architecture: 'arm64', os: 'linux' } },
    ],
  });
  expect(log).toMatch(/linux\/amd64 holds \d+ packages/);
  expect(log).toMatch(/linux\/arm64 holds \d+ packages/);
});

test('the event of the other platform finds it released', async () => {
  const before = await channel(world, 'debian');
  const { exitCode, log } = await release(world, amd64);
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  expect(log).toContain(`release: 1.0.0 is already released as ${before}`);
  expect(await channel(world, 'debian')).toBe(before);
});

test('the index and each of its images are signed, and the packages of each are attested', async () => {
  const digest = await channel(world, 'debian');
  for (const signed of [digest, amd64.digest, arm64.digest]) {
    const { status, stderr } = await verify(world, `${world.registryHost}/golden/debian@${signed}`);
    expect({ status, stderr }).toMatchObject({ status: 0 });
  }
  for (const image of [amd64, arm64]) {
    const { status, stderr } = await verify(world, `${world.registryHost}/golden/debian@${image.digest}`, 'verify-attestation', '--type', 'spdxjson');
    expect({ status, stderr }).toMatchObject({ status: 0 });
  }
});

test('a pull takes the image of its platform', async () => {
  const digest = await channel(world, 'debian');
  for (const [platform, image] of [['linux/amd64', amd64], ['linux/arm64', arm64]] as const) {
    expect((await crane('digest', '--platform', platform, `${world.registryHost}/golden/debian@${digest}`)).trim()).toBe(image.digest);
  }
});

test('findings of one platform keep both back, and a refresh takes new images of both', async () => {
  const refresh = [{ name: 'REFRESH_EPOCH', value: '2026-12-01T03:00:00Z' }];
  const first = await built('debian', refresh);
  const second = await built('debian-arm64', refresh);
  expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
  const before = await channel(world, 'debian');
  await world.setScan('golden-candidates/debian', first.candidate!.digest, { status: 'COMPLETE', severityCounts: { CRITICAL: 1 } });
  const refused = await release(world, second.candidate!);
  expect(refused.exitCode).not.toBe(0);
  expect(refused.log).toContain('of linux/amd64 back: nothing is released');
  expect(await channel(world, 'debian')).toBe(before);

  await world.setScan('golden-candidates/debian', first.candidate!.digest, { status: 'COMPLETE' });
  const { exitCode, log } = await release(world, first.candidate!);
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  const digest = await channel(world, 'debian');
  expect(await tags(world, 'golden/debian')).toEqual({ '1.0.0': before, '1.0.0-20261201': digest });
  expect((await index(digest)).manifests.map((one) => one.digest)).toEqual([first.candidate!.digest, second.candidate!.digest]);
});
