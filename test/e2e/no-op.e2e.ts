import path from 'node:path';

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImage } from '../../lib/golden-image';
import type { GoldenImageProps } from '../../lib/golden-image-props';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { aws } from './engines/aws';
import { cli } from './engines/cli';
import { EventQueue } from './engines/event-queue';
import { run } from './engines/process';
import { type EcrPush, startWorld, type Upstream, type World } from './engines/world';
import { AppliedStack, build, type Built, buildAndRelease, mirroredTools, release } from './factory';

let world: World;
let stack: AppliedStack;
let events: EventQueue;
let other: Upstream;
let pinned: EcrPush;
let tracked: EcrPush;
let moved: EcrPush;

const LAST_RELEASE = '/golden/pinned/last-release/stable';

function declare(change: Partial<GoldenImageProps> = {}): Promise<void> {
  return stack.apply((app: App) => {
    const made = new TerraformStack(app, 'no-op');
    new AwsProvider(made, 'Aws', { region: world.region });
    const common = { version: '1.0.0', owner: 'platform-team', rationale: 'to be left alone', pipeline: new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(world) }) };
    const parent = new GoldenImage(made, 'Pinned', { ...common, name: 'pinned', base: BaseImage.debian('12-slim', { digest: world.upstream.digest }), ...change });
    new GoldenImage(made, 'Tracked', { ...common, name: 'tracked', base: BaseImage.debian('12-slim', { trackingReason: 'a canary' }) });
    new GoldenImage(made, 'Child', { ...common, name: 'child', base: BaseImage.fromGoldenImage(parent) });
    return made;
  });
}

const trigger = (name: string, epoch?: string): { name: string; value: string }[] => [
  { name: 'TRIGGER', value: name },
  ...(epoch === undefined ? [] : [{ name: 'REFRESH_EPOCH', value: epoch }]),
];

/** A build that a schedule starts. */
function scheduled(image: string, epoch = '2026-12-01T03:00:00Z'): Promise<Built> {
  return build(world, image, { environment: trigger('schedule', epoch) });
}

async function lastRelease(): Promise<Record<string, unknown>> {
  const { Parameter } = await aws<{ Parameter: { Value: string } }>(world, 'ssm', 'get-parameter', '--name', LAST_RELEASE);
  return JSON.parse(Parameter.Value) as Record<string, unknown>;
}

async function rewriteLastRelease(change: Record<string, unknown>): Promise<void> {
  await aws(world, 'ssm', 'put-parameter', '--name', LAST_RELEASE, '--overwrite', '--value', JSON.stringify({ ...await lastRelease(), ...change }));
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');

function moveTag({ name, digest }: Upstream): Promise<string> {
  return run(path.join(world.tools.bin, 'crane'), ['copy', `${name}@${digest}`, `${world.upstream.name}:${world.upstream.tag}`], { env: world.env });
}

beforeAll(async () => {
  world = await startWorld();
  other = await world.publish('debian-outdated');
  stack = new AppliedStack(world, 'no-op');
  await declare();
  events = await EventQueue.open(world);
});

afterAll(() => world?.stop());

describe('before the first release', () => {
  test('a build that a trigger started waits for its parent, and is no failure', async () => {
    const { exitCode, log, candidate } = await build(world, 'child', { environment: trigger('parent') });
    expect(log).toContain("build: nothing to do: /golden/pinned/channels/stable holds 'unreleased'; the first release of the parent starts this build");
    expect([exitCode, candidate]).toEqual([0, undefined]);
  });

  test('a build that a person started says that the parent is missing, and fails', async () => {
    const { exitCode, log } = await build(world, 'child');
    expect(log).toContain('build: ERROR: the parent has no release yet');
    expect(exitCode).toBe(1);
  });

  test('a trigger builds, and says why', async () => {
    const { exitCode, log, candidate } = await build(world, 'pinned', { environment: trigger('declaration') });
    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    expect(log).toContain('build: building, because nothing is released yet');
    pinned = candidate!;
  });

  test('the same trigger twice builds once', async () => {
    const { exitCode, log, candidate } = await build(world, 'pinned', { environment: trigger('declaration') });
    expect(log).toMatch(new RegExp(`build: nothing to do: ${pinned.tag}, pushed at .*, was built from the same inputs; it waits for its release, or was refused`));
    expect([exitCode, candidate]).toEqual([0, undefined]);
  });
});

describe('when it is released', () => {
  beforeAll(async () => {
    const { exitCode, log } = await release(world, pinned);
    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    tracked = await buildAndRelease(world, 'tracked');
  });

  test('the release is written down with what it was made of', async () => {
    expect(await lastRelease()).toEqual({
      digest: pinned.digest,
      tag: '1.0.0',
      declaration: expect.stringMatching(/^[a-f0-9]{64}$/),
      bases: { BASE: world.upstream.digest },
      lineage: [],
      refreshedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      releasedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      candidates: { amd64: pinned.digest },
    });
  });

  test('people are told of it once', async () => {
    const told = await events.take();
    expect(told.map((event) => [event['detail-type'], event.detail.image, event.detail.digest])).toEqual([
      ['Golden Image Released', 'pinned', pinned.digest],
      ['Golden Image Released', 'tracked', tracked.digest],
    ]);
    expect(told[0]!.detail.message).toContain('Golden image pinned 1.0.0 is released, and in channel stable.');
    expect((await release(world, pinned)).exitCode).toBe(0);
    expect(await events.take()).toEqual([]);
  });

  test.each(['pinned', 'tracked'])('a scheduled build of %s ends in one line and downloads no tool that builds', async (image) => {
    const { exitCode, log, candidate } = await scheduled(image);
    expect(log).toMatch(/build: nothing to do: declaration and bases are those of 1\.0\.0, released as sha256:.*, and its patches are of .* \(limit: 7 days\)/);
    expect(log).not.toMatch(/container-structure-test|logging in|building 1/);
    expect([exitCode, candidate]).toEqual([0, undefined]);
  });

  test('a build that a person started builds', async () => {
    const { log, candidate } = await build(world, 'pinned');
    expect(log).not.toContain('build: nothing to do');
    expect(candidate?.digest).toBe(pinned.digest);
  });
});

describe('a scheduled build goes on', () => {
  test('when the patches are too old, and reuses every layer but theirs', async () => {
    await rewriteLastRelease({ refreshedAt: daysAgo(7.5) });
    await run('docker', ['builder', 'prune', '--all', '--force'], { env: world.env });
    await run('docker', ['image', 'prune', '--all', '--force'], { env: world.env });
    const { exitCode, log, candidate } = await scheduled('pinned');
    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    expect(log).toContain('build: building, because the patches are 7 days old, and 7 are allowed');
    expect(log).toMatch(/importing cache manifest from .*golden-candidates\/pinned@sha256:/);
    expect(log).toMatch(/CACHED/);
    // The layer of the patches is made, whatever is cached.
    expect(log).toMatch(/RUN [^\n]*apt-get[^\n]*upgrade/);
    expect(candidate?.tag).toMatch(/^1\.0\.0-20261201_/);
  });

  test('when nobody can say how old the patches are: a clock that was wrong is no reason to wait', async () => {
    for (const refreshedAt of [daysAgo(-30), 'yesterday', null]) {
      await rewriteLastRelease({ refreshedAt });
      const { log } = await build(world, 'pinned', { environment: [...trigger('schedule', '2026-12-02T03:00:00Z'), { name: 'CONTAINER_STRUCTURE_TEST_SHA256', value: '0'.repeat(64) }] });
      expect(log).toContain('build: building, because the age of the patches is not known');
    }
    await rewriteLastRelease({ refreshedAt: daysAgo(1) });
  });

  test('when the declaration changed', async () => {
    await declare({ version: '1.1.0' });
    const { log } = await build(world, 'pinned', { environment: [...trigger('schedule', '2026-12-03T03:00:00Z'), { name: 'CONTAINER_STRUCTURE_TEST_SHA256', value: '0'.repeat(64) }] });
    expect(log).toContain('build: building, because the declaration changed');
    await declare();
  });

  test('when the tag that it tracks moved upstream, while the pinned image tells people once and stays', async () => {
    await events.take();
    await moveTag(other);
    const rebuilt = await scheduled('tracked');
    expect({ exitCode: rebuilt.exitCode, log: rebuilt.log }).toMatchObject({ exitCode: 0 });
    expect(rebuilt.log).toContain('build: building, because what it is built on moved: BASE');
    expect(rebuilt.log).toContain(`build: building on docker.io/library/debian:12-slim@${other.digest}`);
    moved = rebuilt.candidate!;

    const first = await scheduled('pinned');
    const again = await scheduled('pinned');
    for (const { log, candidate } of [first, again]) {
      expect(log).toContain(`build: docker.io/library/debian:12-slim moved to ${other.digest}; the declaration pins ${world.upstream.digest}`);
      expect(log).toContain('build: nothing to do');
      expect(candidate).toBeUndefined();
    }
    const told = await events.take();
    expect(told.map((event) => [event['detail-type'], event.detail.image])).toEqual([['Golden Image Upstream Moved', 'pinned']]);
    expect(told[0]!.detail.message).toContain(`Now: ${other.digest}`);
  });

  test('when the registry does not tell what a pinned tag is now, without a failure', async () => {
    const pins = JSON.stringify([{ argument: 'BASE', repository: 'docker.io/library/gone', tag: '1', digest: world.upstream.digest }]);
    const { exitCode, log } = await build(world, 'pinned', { environment: [...trigger('schedule'), { name: 'PINS', value: pins }] });
    expect(log).toContain('build: what docker.io/library/gone:1 is now could not be looked up');
    expect(exitCode).toBe(0);
  });
});

describe('people are told by a scheduled build, and once a week', () => {
  const NOTICES = '/golden/pinned/notices';
  const noted = (notices: object): Promise<unknown> => aws(world, 'ssm', 'put-parameter', '--name', NOTICES, '--overwrite', '--value', JSON.stringify(notices));

  async function toldBy(type: string, variables: object): Promise<unknown[]> {
    await events.take();
    const environment = [...trigger('schedule'), ...Object.entries(variables).map(([name, value]) => ({ name, value: value as string }))];
    for (let time = 0; time < 2; time++) expect((await build(world, 'pinned', { environment })).exitCode).toBe(0);
    return (await events.take()).filter((event) => event['detail-type'] === type);
  }

  // Due since before yesterday's check: the declaration is another one than was released.
  const DUE = { dueSince: Math.floor(Date.now() / 1000) - 2 * 86_400 };
  const overdue = (): Promise<void> => rewriteLastRelease({ releasedAt: daysAgo(31), declaration: 'f'.repeat(64) });

  test.each([
    ['support ends', 'Golden Image Support Ending', { SUPPORT_ENDS: new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10), SUPPORT_NOTICE_DAYS: '90' }],
    ['nothing was released', 'Golden Image Not Released', { RELEASE_NOTICE_DAYS: '30' }],
  ])('that %s', async (_, type, variables) => {
    await noted(DUE);
    await overdue();
    expect(await toldBy(type, variables)).toEqual([
      expect.objectContaining({ detail: expect.objectContaining({ image: 'pinned', message: expect.stringContaining('What to do:') }) }),
    ]);
  });

  test('that nothing was ever released, so many days after the first check', async () => {
    const [type, variables] = ['Golden Image Not Released', { RELEASE_NOTICE_DAYS: '30' }];
    await noted({});
    await rewriteLastRelease({ releasedAt: undefined, digest: undefined });
    expect(await toldBy(type, variables)).toEqual([]);
    const { Parameter } = await aws<{ Parameter: { Value: string } }>(world, 'ssm', 'get-parameter', '--name', NOTICES);
    expect(JSON.parse(Parameter.Value)).toMatchObject({ firstCheckAt: expect.stringMatching(/^20\d\d-.*Z$/) });
    await noted({ firstCheckAt: daysAgo(31), ...DUE });
    expect(await toldBy(type, variables)).toEqual([
      expect.objectContaining({ detail: expect.objectContaining({ image: 'pinned', releasedAt: null, message: expect.stringContaining('for 31 days, nor ever before') }) }),
    ]);
  });
});

test('what changed is told with the next release, and by golden-image diff', async () => {
  await events.take();
  expect((await release(world, moved)).exitCode).toBe(0);
  const [told, ...others] = await events.take();
  expect(others).toEqual([]);
  expect(told).toMatchObject({ 'detail-type': 'Golden Image Released', 'detail': { image: 'tracked', digest: moved.digest, previousDigest: tracked.digest } });
  const repository = `${world.registryHost}/golden/tracked`;
  const { status, stdout, stderr } = await cli(['diff', `${repository}@${tracked.digest}`, `${repository}@${moved.digest}`, '--json'], { cwd: world.env.HOME!, env: world.env });
  const problems = stderr.split('\n').filter((line) => !/^(reading|comparing) [12]\/2 |^$/.test(line));
  expect({ status, problems }).toEqual({ status: 0, problems: [] });
  const { from, to, packages } = JSON.parse(stdout) as { from: { digest: string }; to: { digest: string }; packages: { name: string; from: string[]; to: string[] }[] };
  expect([from.digest, to.digest]).toEqual([tracked.digest, moved.digest]);
  expect(packages.length).toBeGreaterThan(0);
  const lines = (isOf: (one: { from: string[]; to: string[] }) => boolean): string[] => packages.filter(isOf).map((one) => `${one.name} ${[one.from, one.to].filter((versions) => versions.length > 0).map((versions) => versions.join(', ')).join(' → ')}`);
  expect(told!.detail.packages).toEqual({
    added: lines((one) => one.from.length === 0),
    removed: lines((one) => one.to.length === 0),
    changed: lines((one) => one.from.length > 0 && one.to.length > 0),
  });
});
