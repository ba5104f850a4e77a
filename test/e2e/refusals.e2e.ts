import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImage } from '../../lib/golden-image';
import type { GoldenImageProps } from '../../lib/golden-image-props';
import { ImageTest } from '../../lib/image/image-test';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { actionsOf, type PolicyDocument, withoutAction } from '../support/iam';
import { aws, readRole } from './engines/aws';
import { readAppliedProject, type RunOptions, runProject } from './engines/codebuild';
import { deliver } from './engines/eventbridge';
import { scheduledBuild, scheduledInputs } from './engines/scheduler';
import { PROGRAM, publishTinyBase } from './engines/upstream/tiny-base';
import { type EcrPush, startWorld, type World } from './engines/world';
import { AppliedStack, build, buildAndRelease, type Built, channel, mirroredTools, release, tags } from './factory';

let world: World;
let stack: AppliedStack;
let first: EcrPush;
let base: string;

/** Declares the image anew and applies it. */
function declare(change: Partial<GoldenImageProps> = {}): Promise<void> {
  return stack.apply((app: App) => {
    const made = new TerraformStack(app, 'refusals');
    new AwsProvider(made, 'Aws', { region: world.region });
    new GoldenImage(made, 'Debian', {
      name: 'debian',
      version: '1.0.0',
      base: BaseImage.chainguard('static', 'latest', { digest: base }),
      owner: 'platform-team',
      rationale: 'to be refused',
      pipeline: new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(world) }),
      ...change,
    });
    return made;
  });
}

/** Builds what must be buildable. */
async function candidate(options: RunOptions = {}): Promise<EcrPush> {
  const built: Built = await build(world, 'debian', options);
  if (built.exitCode !== 0 || built.candidate === undefined) throw new Error(built.log);
  return built.candidate;
}

async function scanSays(...[result]: [Parameters<World['setScan']>[2]]): Promise<void> {
  await world.setScan('golden-candidates/debian', '*', result);
}

/** What must be as it was after every refusal. */
async function expectNothingReleased(released: Record<string, string>): Promise<void> {
  expect(await tags(world, 'golden/debian')).toEqual(released);
  expect(await channel(world, 'debian')).toBe(first.digest);
}

beforeAll(async () => {
  world = await startWorld();
  base = await publishTinyBase(world, 1, 'latest');
  stack = new AppliedStack(world, 'refusals');
  await declare();
  first = await buildAndRelease(world, 'debian');
});

afterAll(() => world?.stop());
afterEach(() => scanSays({ status: 'COMPLETE' }));

describe('a second run of a released version', () => {
  test('succeeds without doing anything when the digest is the same', async () => {
    const { exitCode, log } = await release(world, first);
    expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
    expect(log).toContain(`release: 1.0.0 is already released as ${first.digest}`);
    expect(log).toContain(`release: /golden/debian/channels/stable holds ${first.digest} already`);
    await expectNothingReleased({ '1.0.0': first.digest });
  });

  test('builds the same digest again from the layers that are there, and releases it as it was', async () => {
    const again = await candidate();
    expect(again.digest).toBe(first.digest);
    expect(again.tag).not.toBe(first.tag);
    expect((await release(world, again)).exitCode).toBe(0);
    await expectNothingReleased({ '1.0.0': first.digest });
  });

  test('is refused when the digest is another', async () => {
    await declare({ labels: { 'com.example.other': 'yes' }, rationale: 'another image under the same version' });
    const other = await candidate();
    const { exitCode, log } = await release(world, other);
    expect(exitCode).not.toBe(0);
    expect(log).toContain(
      `release: ERROR: 1.0.0 is already released as ${first.digest}, and this candidate is ${other.digest}: raise the version`,
    );
    await expectNothingReleased({ '1.0.0': first.digest });
  });
});

test('a failing image test pushes nothing', async () => {
  await declare({
    version: '2.0.0',
    tests: [ImageTest.command('is trixie', { command: [PROGRAM], expectedOutput: ['trixie'] })],
  });
  const { exitCode, log, candidate: pushed } = await build(world, 'debian');
  expect(exitCode).not.toBe(0);
  expect(log).toContain('build: ERROR: the image tests failed: nothing is pushed');
  expect(pushed).toBeUndefined();
  await expectNothingReleased({ '1.0.0': first.digest });
});

describe('a candidate of the next version', () => {
  let next: EcrPush;

  beforeAll(async () => {
    await declare({ version: '2.0.0' });
    next = await candidate();
  });

  test.each([
    ['a CRITICAL finding', { status: 'COMPLETE', severityCounts: { CRITICAL: 1 } }, 'the scan found 1 CRITICAL: nothing is released'],
    ['HIGH findings', { status: 'COMPLETE', severityCounts: { HIGH: 3, LOW: 9 } }, 'the scan found 3 HIGH: nothing is released'],
    ['a failed scan', { status: 'FAILED' }, 'the scan ended as FAILED: nothing is released'],
    ['an image that cannot be scanned', { status: 'UNSUPPORTED_IMAGE' }, 'the scan ended as UNSUPPORTED_IMAGE: nothing is released'],
    ['a status that nobody has heard of', { status: 'SOMETHING_NEW' }, 'the scan ended as SOMETHING_NEW: nothing is released'],
  ])('with %s is not released', async (_, result, line) => {
    await scanSays(result);
    const { exitCode, log } = await release(world, next);
    expect(exitCode).not.toBe(0);
    expect(log).toContain(`scan-gate: ERROR: ${line}`);
    expect(log).toContain(`release: ERROR: the scan gate keeps ${next.digest} of linux/amd64 back: nothing is released`);
    await expectNothingReleased({ '1.0.0': first.digest });
  });

  test.each([
    ['never completes', { status: 'IN_PROGRESS' }, 'IN_PROGRESS'],
    ['never begins', 'not-found', 'PENDING'],
  ] as const)('whose scan %s is refused within the bound', async (_, result, status) => {
    await scanSays(result);
    const began = Date.now();
    const { exitCode, log } = await release(world, next, { environment: [{ name: 'SCAN_TIMEOUT_SECONDS', value: '3' }], timeoutSeconds: 60 });
    expect(exitCode).toBe(1);
    expect(log).toContain(`scan-gate: ERROR: the scan is still ${status} after 3 seconds: nothing is released`);
    expect(Date.now() - began).toBeLessThan(60_000);
    await expectNothingReleased({ '1.0.0': first.digest });
  });

  test('that is not what its tag says is refused', async () => {
    const { exitCode, log } = await release(world, { ...next, digest: first.digest });
    expect(exitCode).not.toBe(0);
    expect(log).toContain(`release: ERROR: candidate ${next.tag} is '${next.digest}' in golden-candidates/debian; expected ${first.digest}`);
    await expectNothingReleased({ '1.0.0': first.digest });
  });

  test('with tools that are not what was pinned is not built, and not released', async () => {
    const built = await build(world, 'debian', { environment: [{ name: 'CONTAINER_STRUCTURE_TEST_SHA256', value: '0'.repeat(64) }] });
    expect(built.exitCode).not.toBe(0);
    expect(built.log).toMatch(/build: ERROR: checksum of https:.* is [a-f0-9]{64}; expected 0{64}/);
    const { exitCode, log } = await release(world, next, { environment: [{ name: 'CRANE_SHA256', value: '0'.repeat(64) }] });
    expect(exitCode).not.toBe(0);
    expect(log).toMatch(/release: ERROR: checksum of https:.* is [a-f0-9]{64}; expected 0{64}/);
    await expectNothingReleased({ '1.0.0': first.digest });
  });

  describe('for whose role one permission is missing', () => {
    /** Actions whose absence no run here can show, with the reason. */
    const UNSEEN: Record<string, string> = {
      'build s3:GetObject': 'sources are asked for by version, which is s3:GetObjectVersion; CodeBuild documents that it needs both',
      'release s3:GetObject': 'as for the build',
      'build ecr:GetDownloadUrlForLayer': 'for the cache alone, without which BuildKit goes on; no-op.e2e.ts shows that the right suffices',
      'build events:PutEvents': 'used where there is something to tell; no-op.e2e.ts shows that the right suffices',
      'build ssm:PutParameter': 'as for events:PutEvents',
      'release events:PutEvents': 'told when the channel has moved: a test of its own below',
      'build ecr:BatchGetImage': 'ECR documents it for pushes: newer clients than this engine ask whether the manifest is there',
    };
    /** What leaves traces comes late: a layer that was uploaded once is not uploaded again, nor an image copied. */
    const LATE = [
      'ecr:CompleteLayerUpload', 'ecr:PutImage', 'ecr:ListImageReferrers', 'kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign', 'ssm:GetParameter', 'ssm:PutParameter',
    ];

    async function rights(job: 'build' | 'release'): Promise<PolicyDocument> {
      const { Role } = await aws<{ Role: { Arn: string } }>(world, 'iam', 'get-role', '--role-name', `golden-debian-${job}-${world.region}`);
      const [policy, ...others] = (await readRole(world, Role.Arn)).policies;
      expect(others).toEqual([]);
      return policy!;
    }

    async function expectEachActionNeeded(job: 'build' | 'release', run: (options: RunOptions) => Promise<{ exitCode: number; log: string }>): Promise<void> {
      const policy = await rights(job);
      const seen = actionsOf(policy).filter((action) => !(`${job} ${action}` in UNSEEN));
      const actions = [...seen].sort((a, b) => LATE.indexOf(a) - LATE.indexOf(b));
      expect(actions.length).toBeGreaterThan(8);
      const failures: Record<string, string> = {};
      for (const action of actions) {
        const { exitCode, log } = await run({ policies: [withoutAction(policy, action)] });
        // The gate is a script of its own, whose error comes before that of the release.
        const errors = log.split('\n').filter((line) => /ERROR: |ACCESS_DENIED: /.test(line));
        const lastError = errors.filter((line) => !line.includes('the scan gate keeps')).pop() ?? 'no error';
        failures[action] = exitCode !== 0 && lastError.includes(action) ? 'fails with its name' : `exit ${exitCode}: ${lastError}`;
      }
      expect(failures).toEqual(Object.fromEntries(actions.map((action) => [action, 'fails with its name'])));
    }

    test('the build fails with the name of the action', async () => {
      const project = await readAppliedProject(world, 'golden-debian-build');
      await expectEachActionNeeded('build', async (options) => {
        // Another image each time: what the registry has already is not pushed again.
        const environment = [{ name: 'TRIGGER', value: 'schedule' }, { name: 'REFRESH_EPOCH', value: new Date().toISOString().replace(/\.\d+Z/, 'Z') }];
        return build(world, 'debian', { ...options, environment, project });
      });
      await expectNothingReleased({ '1.0.0': first.digest });
    });

    test('the release fails with the name of the action', async () => {
      const [started] = await deliver(world, next);
      const project = await readAppliedProject(world, started!.projectName);
      await expectEachActionNeeded('release', (options) => runProject(world, project, { ...options, environment: started!.environment }));
      expect(await channel(world, 'debian')).toBe(first.digest);
    });
  });
});

test('a release that is killed between the copy and the channel is completed by the next run', async () => {
  await declare({ version: '3.0.0' });
  const third = await candidate();
  const kill = new AbortController();
  const killed = await release(world, third, {
    signal: kill.signal,
    onLine: (line) => {
      if (line.endsWith(', as the candidate')) kill.abort();
    },
  });
  expect(killed.exitCode).toBe(137);
  expect(await tags(world, 'golden/debian')).toMatchObject({ '3.0.0': third.digest });
  expect(await channel(world, 'debian')).toBe(first.digest);

  const { exitCode, log } = await release(world, third);
  expect(exitCode).toBe(0);
  expect(log).toContain(`release: 3.0.0 is already released as ${third.digest}`);
  expect(await channel(world, 'debian')).toBe(third.digest);
});

describe('a scheduled refresh', () => {
  async function refresh(time: string): Promise<EcrPush> {
    const [input, ...others] = await scheduledInputs(world, time, 'golden-images');
    expect(others).toEqual([]);
    const { projectName, environment } = scheduledBuild(input!);
    expect(projectName).toBe('golden-debian-build');
    // By hand: a trigger builds only when something is due, and this image has no patches of its own.
    return candidate({ environment: environment.filter(({ name }) => name !== 'TRIGGER') });
  }

  test('of a version that was never released is its first release', async () => {
    await declare({ version: '4.0.0' });
    const refreshed = await refresh('2026-12-01T03:00:00Z');
    expect(refreshed.tag).toMatch(/^4\.0\.0-20261201_/);
    expect((await release(world, refreshed)).exitCode).toBe(0);
    expect(await tags(world, 'golden/debian')).toMatchObject({ '4.0.0': refreshed.digest });
    expect(await channel(world, 'debian')).toBe(refreshed.digest);
  });

  test('of a released version is released under its day, and moves the channel', async () => {
    const before = await tags(world, 'golden/debian');
    const refreshed = await refresh('2026-12-08T03:00:00Z');
    expect((await release(world, refreshed)).exitCode).toBe(0);
    expect(await tags(world, 'golden/debian')).toEqual({ ...before, '4.0.0-20261208': refreshed.digest });
    expect(await channel(world, 'debian')).toBe(refreshed.digest);
  });

  test('of a day that has one is released under its time, as when a parent is refreshed later, and so is the same again', async () => {
    const before = await tags(world, 'golden/debian');
    const second = await refresh('2026-12-08T05:06:07Z');
    expect(second.tag).toMatch(/^4\.0\.0-20261208_/);
    for (const said of ['released', 'is already released as']) {
      const { exitCode, log } = await release(world, second);
      expect({ exitCode, log }).toMatchObject({ exitCode: 0, log: expect.stringContaining(said) as string });
    }
    expect(await tags(world, 'golden/debian')).toEqual({ ...before, '4.0.0-20261208050607': second.digest });
    expect(await channel(world, 'debian')).toBe(second.digest);
  });

  test('that a trigger starts is not for the age of patches, where an image has no package manager', async () => {
    const environment = [{ name: 'TRIGGER', value: 'schedule' }, { name: 'REFRESH_EPOCH', value: '2027-12-01T03:00:00Z' }];
    const { exitCode, log, candidate: built } = await build(world, 'debian', { environment });
    expect(log).toMatch(/^build: nothing to do: declaration and bases are those of 4\.0\.0-20261208050607, released as sha256:[a-f0-9]{64}$/m);
    expect([exitCode, built]).toEqual([0, undefined]);
  });

  test('whose release may not tell of it fails with the name of the action when the channel has moved, and tells it in the next run', async () => {
    const { Role } = await aws<{ Role: { Arn: string } }>(world, 'iam', 'get-role', '--role-name', `golden-debian-release-${world.region}`);
    const [policy] = (await readRole(world, Role.Arn)).policies;
    const refreshed = await refresh('2026-12-10T03:00:00Z');
    const silent = await release(world, refreshed, { policies: [withoutAction(policy!, 'events:PutEvents')] });
    expect(silent.exitCode).not.toBe(0);
    expect(silent.log).toMatch(/release: ERROR: events:PutEvents failed: .*AccessDenied/);
    expect(await channel(world, 'debian')).toBe(refreshed.digest);
    const lastRelease = async (): Promise<string> => {
      const { Parameter } = await aws<{ Parameter: { Value: string } }>(world, 'ssm', 'get-parameter', '--name', '/golden/debian/last-release/stable');
      return (JSON.parse(Parameter.Value) as { digest: string }).digest;
    };
    expect(await lastRelease()).not.toBe(refreshed.digest);
    expect((await release(world, refreshed)).exitCode).toBe(0);
    expect(await lastRelease()).toBe(refreshed.digest);
  });

  test('whose event comes late does not take the channel back', async () => {
    const older = await refresh('2026-12-15T03:00:00Z');
    const newer = await refresh('2026-12-22T03:00:00Z');
    expect((await release(world, newer)).exitCode).toBe(0);
    const { exitCode, log } = await release(world, older);
    expect(exitCode).toBe(0);
    expect(log).toContain(`release: /golden/debian/channels/stable stands: it holds ${newer.digest}, which was pushed after ${older.digest}`);
    expect(await channel(world, 'debian')).toBe(newer.digest);
  });
});
