import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImage } from '../../lib/golden-image';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { aws } from './engines/aws';
import { type EcrPush, startWorld, type World } from './engines/world';
import { AppliedStack, build, channel, mirroredTools, release, tags } from './factory';

/**
 * The provider here knows no exceptions from immutability: the repository's tags are made mutable by hand, and the release
 * project is told by hand what `channelTags` would tell it.
 */
const TAGGED = { environment: [{ name: 'CHANNEL_TAGS', value: 'true' }] };

let world: World;
let stack: AppliedStack;

function declare(version: string): Promise<void> {
  return stack.apply((app: App) => {
    const made = new TerraformStack(app, 'channel-tags');
    new AwsProvider(made, 'Aws', { region: world.region });
    new GoldenImage(made, 'Debian', {
      name: 'debian',
      version,
      base: BaseImage.debian('12-slim', { digest: world.upstream.digest }),
      owner: 'platform-team',
      rationale: 'to be tagged',
      pipeline: new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(world) }),
    });
    return made;
  });
}

async function candidate(): Promise<EcrPush> {
  const built = await build(world, 'debian');
  if (built.exitCode !== 0 || built.candidate === undefined) throw new Error(built.log);
  return built.candidate;
}

beforeAll(async () => {
  world = await startWorld();
  stack = new AppliedStack(world, 'channel-tags');
});

afterAll(() => world?.stop());

test('the tag of a channel goes from release to release with it, and a second run finds it in its place', async () => {
  await declare('1.0.0');
  const first = await candidate();
  const released = await release(world, first, TAGGED);
  expect({ exitCode: released.exitCode, log: released.log }).toMatchObject({ exitCode: 0 });
  expect(await tags(world, 'golden/debian')).toEqual({ '1.0.0': first.digest, 'stable': first.digest });

  await declare('2.0.0');
  await aws(world, 'ecr', 'put-image-tag-mutability', '--repository-name', 'golden/debian', '--image-tag-mutability', 'MUTABLE');
  const second = await candidate();
  expect((await release(world, second, TAGGED)).exitCode).toBe(0);
  expect(await tags(world, 'golden/debian')).toEqual({ '1.0.0': first.digest, '2.0.0': second.digest, 'stable': second.digest });
  expect(await channel(world, 'debian')).toBe(second.digest);

  const again = await release(world, second, TAGGED);
  expect(again.exitCode).toBe(0);
  expect(again.log).not.toContain(':stable is');
  expect(await tags(world, 'golden/debian')).toMatchObject({ stable: second.digest });
});
