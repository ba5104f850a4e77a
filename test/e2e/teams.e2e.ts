import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformOutput, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import type { CatalogContent } from '../../lib/catalog/catalog-content';
import { GoldenImageCatalog } from '../../lib/catalog/golden-image-catalog';
import { GoldenImageReference } from '../../lib/consumer/golden-image-reference';
import { GoldenImage } from '../../lib/golden-image';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { ChannelRelease } from '../../lib/registry/channel-release';
import { aws } from './engines/aws';
import { crane, logInCrane } from './engines/crane';
import { run } from './engines/process';
import { inOneLine } from './engines/terraform';
import { publishTinyBase } from './engines/upstream/tiny-base';
import { type EcrPush, startWorld, type World } from './engines/world';
import { AppliedStack, buildAndRelease, channel, mirroredTools } from './factory';

let world: World;
let platform: AppliedStack;
const teams: Record<string, AppliedStack> = {};
let first: EcrPush;
let second: EcrPush;
let child: EcrPush;
let catalog: GoldenImageCatalog;

/** What the platform's code says, from now on. */
let version = '1.0.0';
let base: string;
let say: (debian: GoldenImage) => void = () => undefined;

function makePlatform(app: App): TerraformStack {
  const stack = new TerraformStack(app, 'platform');
  new AwsProvider(stack, 'Aws', { region: world.region });
  const pipeline = new CodeBuildPipeline(stack, 'Factory', { tools: mirroredTools(world) });
  const common = { owner: 'platform-team', rationale: 'to be used by teams', pipeline };
  const debian = new GoldenImage(stack, 'Debian', { ...common, name: 'debian', version, base: BaseImage.chainguard('static', 'latest', { digest: base }), labels: { 'com.example.version': version } });
  catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: '2026-11-24' });
  const child = new GoldenImage(stack, 'App', { ...common, name: 'app', version: '1.0.0', base: BaseImage.fromGoldenImage(debian) });
  new GoldenImage(stack, 'Service', { ...common, name: 'service', version: '1.0.0', base: BaseImage.fromGoldenImage(child) });
  say(debian);
  return stack;
}

async function apply(change: typeof say): Promise<void> {
  say = change;
  await platform.apply(makePlatform);
}

/** A team's stack, which outputs what it refers to. */
function team(name: string, refer: (stack: TerraformStack) => { readonly imageUri: string }): void {
  teams[name] = new AppliedStack(world, name);
  teams[name].synthesize((app) => {
    const stack = new TerraformStack(app, name);
    new AwsProvider(stack, 'Aws', { region: world.region });
    new TerraformOutput(stack, 'Image', { value: refer(stack).imageUri, staticId: true });
    return stack;
  });
}

/** A team without CDKTF, with what the catalogue tells it to copy. */
function hclTeam(name: string, image: string): void {
  team(name, () => ({ imageUri: `\${local.${image}_image}` }));
  writeFileSync(path.join(teams[name]!.terraform.directory, 'main.tf'), [catalogued('HCL', image), catalogued('ECS, with the HCL above', image)].join('\n\n'));
}

const plan = (name: string): Promise<{ changes: boolean; text: string }> => teams[name]!.terraform.plan();

/** What a plan that must fail says. */
async function refusal(name: string): Promise<string> {
  const error = await plan(name).then(() => undefined, (reason: Error) => reason);
  if (error === undefined) throw new Error(`the plan of ${name} was to fail`);
  return inOneLine(error.message);
}

beforeAll(async () => {
  world = await startWorld();
  base = await publishTinyBase(world, 1, 'latest');
  platform = new AppliedStack(world, 'platform');
  await apply(() => undefined);
  first = await buildAndRelease(world, 'debian');
  child = await buildAndRelease(world, 'app');
  await buildAndRelease(world, 'service');
  team('stable', (stack) => GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian' }));
  team('production', (stack) => GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian', channel: 'production', account: world.account }));
  team('pinned', (stack) => GoldenImageReference.fromVersion(stack, 'Base', { name: 'debian', version: '1.0.0' }));
  team('digest', (stack) => GoldenImageReference.fromDigest(stack, 'Base', { name: 'debian', digest: first.digest }));
  team('child', (stack) => GoldenImageReference.fromChannel(stack, 'Base', { name: 'app' }));
  team('grandchild', (stack) => GoldenImageReference.fromChannel(stack, 'Base', { name: 'service' }));
  team('child-by-version', (stack) => GoldenImageReference.fromVersion(stack, 'Base', { name: 'app', version: '1.0.0' }));
  hclTeam('hcl', 'debian');
  hclTeam('hcl-child', 'app');
  for (const { terraform } of Object.values(teams)) await terraform.init();
});

afterAll(() => world?.stop());

/** Text to copy, from the catalogue that the platform's stack wrote last. */
function catalogued(title: string, image = 'debian'): string {
  const { images } = JSON.parse(readFileSync(path.join(platform.terraform.directory, catalog.outputPath, 'catalog.json'), 'utf8')) as CatalogContent;
  return images.find(({ name }) => name === image)!.usage.find((one) => one.title === title)!.text;
}

const uri = ({ digest }: EcrPush): string => `${world.registryHost}/golden/debian@${digest}`;
async function applied(name: string): Promise<unknown> {
  await teams[name]!.terraform.apply();
  return (await teams[name]!.terraform.output()).Image;
}

describe('a pinned channel', () => {
  const production = (release: ChannelRelease) => (debian: GoldenImage) => debian.addChannel('production', release);

  test('holds the release that the code names, and teams get it on their first apply', async () => {
    await apply(production(ChannelRelease.version('1.0.0')));
    expect(await channel(world, 'debian', 'production')).toBe(first.digest);
    for (const name of ['stable', 'production', 'pinned', 'digest', 'hcl']) expect(await applied(name)).toBe(uri(first));
    expect(await plan('hcl')).toMatchObject({ changes: false });
    expect((await platform.terraform.plan()).changes).toBe(false);
  });

  test('stays where it is when the pipeline releases, and moves with the code', async () => {
    version = '1.1.0';
    await apply(production(ChannelRelease.version('1.0.0')));
    second = await buildAndRelease(world, 'debian');
    expect(second.digest).not.toBe(first.digest);
    expect((await platform.terraform.plan()).changes).toBe(false);
    for (const name of ['stable', 'hcl']) expect(await plan(name)).toMatchObject({ changes: true });
    expect(await plan('production')).toMatchObject({ changes: false });
    await apply(production(ChannelRelease.digest(second.digest)));
    expect(await applied('production')).toBe(uri(second));
  });

  test('is rolled back by a revert, and SSM has its history', async () => {
    await apply(production(ChannelRelease.version('1.0.0')));
    expect(await applied('production')).toBe(uri(first));
    const { Parameters } = await aws<{ Parameters: { Value: string; Version: number }[] }>(world, 'ssm', 'get-parameter-history', '--name', '/golden/debian/channels/production');
    expect(Parameters.map(({ Value }) => Value)).toEqual([first.digest, second.digest, first.digest]);
    const [ofStable, ofProduction] = catalogued('What the channels have held').split('\n');
    expect((await run('bash', ['-c', ofProduction!], { env: world.env })).match(/sha256:[a-f0-9]{64}/g)).toEqual([first.digest, second.digest, first.digest]);
    expect((await run('bash', ['-c', ofStable!], { env: world.env })).match(/unreleased|sha256:[a-f0-9]{64}/g)).toEqual(['unreleased', first.digest, second.digest]);
  });

  test('is promoted to what another one holds', async () => {
    await apply(production(ChannelRelease.promotedFrom('stable')));
    expect(await channel(world, 'debian', 'production')).toBe(second.digest);
    expect((await platform.terraform.plan()).changes).toBe(false);
  });

  test('is refused what is not in the release repository, and what is revoked', async () => {
    await expect(apply(production(ChannelRelease.version('9.9.9')))).rejects.toThrow(/9\.9\.9|ImageNotFound|couldn't find/i);
    const change = (debian: GoldenImage): void => {
      debian.addChannel('production', ChannelRelease.promotedFrom('stable'));
      debian.revoke({ digest: second.digest, reason: 'ships a key' });
    };
    const error = await apply(change).then(() => undefined, (reason: Error) => reason);
    expect(inOneLine(error!.message)).toContain('The release that channel production of golden image debian is to point to is revoked: pin another one.');
    expect(await channel(world, 'debian', 'production')).toBe(second.digest);
    await apply(production(ChannelRelease.version('1.0.0')));
  });
});

describe('a deprecated image', () => {
  const deprecated = (since: string, removeAfter: string) => (debian: GoldenImage) => {
    debian.addChannel('production', ChannelRelease.version('1.0.0'));
    debian.deprecate({ since, removeAfter, reason: 'support ends', replacement: 'debian-13', migrationGuide: 'https://wiki.example.com/13' });
  };

  test('is said to nobody before the day', async () => {
    await apply(deprecated('2199-01-01', '2199-06-01'));
    for (const name of ['stable', 'hcl', 'hcl-child']) expect((await plan(name)).text).not.toMatch(/deprecated|Warning: Check/);
  });

  test('makes the plans of teams warn, also of those who use what is built on it', async () => {
    await apply(deprecated('2020-01-01', '2199-06-01'));
    for (const name of ['stable', 'production', 'pinned', 'digest', 'hcl']) {
      const said = inOneLine((await plan(name)).text);
      expect(said).toContain('Warning: Check block assertion failed');
      expect(said).toContain('Golden image golden/debian is deprecated, and cannot be planned with after 2199-06-01: support ends. Move to golden/debian-13. Guide: https://wiki.example.com/13');
    }
    for (const name of ['child', 'hcl-child']) {
      expect(inOneLine((await plan(name)).text)).toContain('Golden image golden/app is built on golden/debian, which is deprecated, and cannot be planned with after 2199-06-01: support ends.');
    }
  });

  test('fails their plans after the day of removal, with what to do', async () => {
    await apply(deprecated('2020-01-01', '2020-06-01'));
    for (const name of ['stable', 'production', 'pinned', 'digest', 'hcl']) {
      expect(await refusal(name)).toContain('Golden image golden/debian is removed since 2020-06-01: support ends. Move to golden/debian-13. Guide: https://wiki.example.com/13');
    }
    for (const name of ['child', 'hcl-child']) expect(await refusal(name)).toContain('Golden image golden/app is built on golden/debian, which is removed since 2020-06-01');
  });
});

describe('a revoked release', () => {
  test('fails the plans of those who use it, and of no others', async () => {
    await apply((debian) => {
      debian.addChannel('production', ChannelRelease.version('1.1.0'));
      debian.revoke({ version: '1.0.0', reason: 'ships a key' });
    });
    for (const name of ['pinned', 'digest']) expect(await refusal(name)).toContain('Golden image golden/debian: this release is revoked: ships a key.');
    for (const name of ['stable', 'production', 'hcl']) await plan(name);
  });

  test.each<[string, () => { digest?: string; version?: string }, () => string]>([
    ['digest', () => ({ digest: first.digest }), () => first.digest],
    ['version', () => ({ version: '1.0.0' }), () => '1.0.0'],
  ])('by its %s fails also what was built on it, which that itself does not say', async (_, revoked, named) => {
    await apply((debian) => debian.revoke({ ...revoked(), reason: 'ships a key' }));
    for (const name of ['child', 'hcl-child']) expect(await refusal(name)).toContain(`Golden image golden/app: this release is revoked: its base golden/debian ${named()}: ships a key.`);
    expect(await refusal('grandchild')).toContain(`Golden image golden/service: this release is revoked: its base golden/debian ${named()}: ships a key.`);
    await plan('stable');
    expect(child.digest).not.toBe(first.digest);
  });

  test('of which another one was built on is nothing to those who use that one', async () => {
    await apply((debian) => debian.revoke({ version: '1.1.0', reason: 'ships a key' }));
    for (const name of ['stable', 'hcl']) expect(await refusal(name)).toContain('Golden image golden/debian: this release is revoked: ships a key.');
    for (const name of ['child', 'grandchild', 'hcl-child']) expect((await plan(name)).text).not.toContain('revoked');
  });

  test('is a warning where a release is named, whose base is written down nowhere', async () => {
    const said = inOneLine((await plan('child-by-version')).text);
    expect(said).toContain('Golden image golden/app is built on an image of which a release is revoked, and whether this one was built on that release is not known: golden/debian 1.1.0: ships a key.');
  });

  test('is a warning where what a release is built on does not know its own lineage', async () => {
    const repository = `${world.registryHost}/golden/debian`;
    await logInCrane(world);
    await crane(world, 'mutate', `${repository}@${second.digest}`, '--label', 'io.github.cdktf-golden-image.lineage=null', '--tag', `${repository}:unknown`);
    const { digest } = world.pushes().at(-1)!;
    await aws(world, 'ssm', 'put-parameter', '--name', '/golden/debian/channels/stable', '--overwrite', '--value', digest);
    await buildAndRelease(world, 'app', { environment: [{ name: 'REFRESH_EPOCH', value: '2027-01-05T03:00:00Z' }] });
    for (const name of ['child', 'hcl-child']) {
      expect(inOneLine((await plan(name)).text)).toContain('whether this one was built on that release is not known: golden/debian 1.1.0: ships a key.');
    }
  });

  test('is still there: nothing is deleted', async () => {
    const { imageDetails } = await aws<{ imageDetails: unknown[] }>(world, 'ecr', 'describe-images', '--repository-name', 'golden/debian', '--image-ids', `imageDigest=${first.digest}`);
    expect(imageDetails).toHaveLength(1);
  });
});

test('a channel that points to no release fails the plans of those who read it', async () => {
  await aws(world, 'ssm', 'put-parameter', '--name', '/golden/debian/channels/stable', '--overwrite', '--value', 'unreleased');
  for (const name of ['stable', 'hcl']) expect(await refusal(name)).toContain('Golden image debian has no release in channel stable yet: build it, or ask its owner.');
});
