import path from 'node:path';

import { PlatformStack } from '../../examples/platform/platform-stack';
import { TeamStack } from '../../examples/team/team-stack';
import { aws } from './engines/aws';
import { attempt, run } from './engines/process';
import { type EcrPush, startWorld, type World } from './engines/world';
import { AppliedStack, build, channel, mirroredTools, release, tags } from './factory';

let world: World;
let platform: AppliedStack;
let team: AppliedStack;

const makePlatform = (app: ConstructorParameters<typeof PlatformStack>[0]): PlatformStack =>
  new PlatformStack(app, 'platform', {
    region: world.region,
    debianDigest: world.upstream.digest,
    organizationId: 'o-a1b2c3d4e5',
    tools: mirroredTools(world),
  });

const docker = (...args: string[]): Promise<string> => run('docker', args, { env: world.env });
const released: Record<string, EcrPush> = {};

beforeAll(async () => {
  world = await startWorld();
  const password = await run('aws', ['ecr', 'get-login-password'], { env: world.env });
  await run('docker', ['login', '--username', 'AWS', '--password-stdin', world.registryHost], { env: world.env, input: password });
  platform = new AppliedStack(world, 'platform');
  team = new AppliedStack(world, 'team');
});

afterAll(() => world?.stop());

describe('the platform example', () => {
  test('is applied, and a second plan shows no difference', async () => {
    await platform.apply(makePlatform);
    await platform.terraform.validate();
    expect(await platform.terraform.plan()).toMatchObject({ changes: false });
  });

  test('is synthesized again without a difference in the plan', async () => {
    platform.synthesize(makePlatform);
    await platform.terraform.init();
    expect(await platform.terraform.plan()).toMatchObject({ changes: false });
  });

  test('holds no release at first, which a team that is early is told at plan', async () => {
    expect(await channel(world, 'debian')).toBe('unreleased');
    team.synthesize((app) => new TeamStack(app, 'team', world.region));
    await team.terraform.init();
    await team.terraform.validate();
    await expect(team.terraform.plan()).rejects.toThrow(/Golden image debian has no release in channel stable yet/);
  });

  test('refuses to build a child before its parent is released', async () => {
    const { exitCode, log } = await build(world, 'node-18');
    expect(exitCode).not.toBe(0);
    expect(log).toContain("build: ERROR: the parent has no release yet: /golden/debian/channels/stable holds 'unreleased'");
  });
});

describe.each(['debian', 'node-18'])('%s', (image) => {
  test('is built as CodeBuild would build it, and pushed to its candidate repository', async () => {
    const { exitCode, log, candidate } = await build(world, image);
    console.log(log);
    expect(exitCode).toBe(0);
    expect(log).toContain('test: all 5 tests passed');
    expect(candidate).toMatchObject({ repository: `golden-candidates/${image}` });
    released[image] = candidate!;
    expect(await channel(world, image)).toBe('unreleased');
  });

  test('is released by the digest of its candidate, and its channel holds it', async () => {
    const { exitCode, log } = await release(world, released[image]!);
    console.log(log);
    expect(exitCode).toBe(0);
    const version = image === 'debian' ? '12.1.0' : '1.0.0';
    expect(await tags(world, `golden/${image}`)).toEqual({ [version]: released[image]!.digest });
    expect(await channel(world, image)).toBe(released[image]!.digest);
  });
});

test('a child is built on the digest that its parent was released as, and says so', async () => {
  const uri = `${world.registryHost}/golden/node-18@${released['node-18']!.digest}`;
  await docker('pull', uri);
  const [{ Config, RootFS }] = JSON.parse(await docker('image', 'inspect', uri));
  const parent = `${world.registryHost}/golden/debian`;
  expect(Config.Labels).toMatchObject({
    'org.opencontainers.image.base.name': parent,
    'org.opencontainers.image.base.digest': released.debian!.digest,
    'org.opencontainers.image.title': 'node-18',
  });
  await docker('pull', `${parent}@${released.debian!.digest}`);
  const [{ RootFS: parentFS }] = JSON.parse(await docker('image', 'inspect', `${parent}@${released.debian!.digest}`));
  expect(RootFS.Layers.slice(0, parentFS.Layers.length)).toEqual(parentFS.Layers);
});

test('an image holds what was declared, byte for byte, and no leftovers of the package manager', async () => {
  const uri = `${world.registryHost}/golden/debian@${released.debian!.digest}`;
  const [{ Config }] = JSON.parse(await docker('image', 'inspect', uri));
  expect(Config.User).toBe('65532:65532');
  expect(Config.Labels).toEqual({
    'org.opencontainers.image.base.name': 'docker.io/library/debian:12-slim',
    'org.opencontainers.image.base.digest': world.upstream.digest,
    'org.opencontainers.image.title': 'debian',
    'org.opencontainers.image.version': '12.1.0',
    'io.github.cdktf-golden-image.owner': 'platform-team',
    'io.github.cdktf-golden-image.rationale': 'glibc, five years of support',
    'io.github.cdktf-golden-image.variant': 'runtime',
    'io.github.cdktf-golden-image.declaration': expect.stringMatching(/^[a-f0-9]{64}$/),
    'io.github.cdktf-golden-image.bases': JSON.stringify({ BASE: world.upstream.digest }),
    'io.github.cdktf-golden-image.lineage': '[]',
    'io.github.cdktf-golden-image.refreshed': '',
  });
  const sh = (script: string): Promise<string> => docker('run', '--rm', '--user', '0', uri, 'sh', '-c', script);
  expect(await sh("dpkg-query --show --showformat '${db:Status-Status} ' ca-certificates tzdata")).toBe('installed installed ');
  expect(await sh('ls -A /var/lib/apt/lists /var/cache/apt/archives | grep -vE ":$|^(lock|partial|auxfiles)?$" || true')).toBe('');
});

describe('the team example', () => {
  test('is applied, with the released digest as its output, and its plan is then empty', async () => {
    await team.apply((app) => new TeamStack(app, 'team', world.region));
    const { BaseImage } = await team.terraform.output();
    expect(BaseImage).toBe(`${world.registryHost}/golden/debian@${released.debian!.digest}`);
    expect(await team.terraform.plan()).toMatchObject({ changes: false });
    const { taskDefinition } = await aws<{ taskDefinition: { containerDefinitions: { image: string }[] } }>(
      world, 'ecs', 'describe-task-definition', '--task-definition', 'report');
    expect(taskDefinition.containerDefinitions[0]!.image).toBe(BaseImage);
  });

  test('runs a container as user 65532', async () => {
    const { BaseImage } = await team.terraform.output();
    expect(await docker('run', '--rm', String(BaseImage), 'id', '-u')).toBe('65532\n');
  });

  test("builds the application's own image on the same digest", async () => {
    const { BaseImage } = await team.terraform.output();
    const context = path.resolve(__dirname, '../../examples/team/app');
    await docker('build', '--build-arg', `BASE_IMAGE=${String(BaseImage)}`, '--tag', 'report', context);
    expect(await docker('run', '--rm', 'report')).toBe('report by user 65532\n');
  });
});

describe('letting go', () => {
  test('Terraform refuses to destroy what other stacks run on, and says so', async () => {
    await team.terraform.destroy();
    await expect(platform.terraform.destroy()).rejects.toThrow(/Instance cannot be destroyed/);
    expect(await channel(world, 'debian')).toBe(released.debian!.digest);
  });

  test("README's way removes everything but repositories, channels and key", async () => {
    const script = 'terraform state list | grep -E \'^aws_(ecr_repository(_policy)?\\.|kms_key\\.|ssm_parameter\\.[^.]*(Channel|Metadata)[-_])\' | xargs terraform state rm';
    const { status, stderr } = await attempt('bash', ['-c', `set -o pipefail; ${script}`], { env: world.env, cwd: platform.terraform.directory });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    await platform.terraform.destroy();

    const left = async (key: string, ...args: string[]): Promise<unknown[]> => (await aws<Record<string, unknown[]>>(world, ...args))[key]!;
    expect(await left('Roles', 'iam', 'list-roles').then((roles) => JSON.stringify(roles))).not.toContain('golden');
    expect(await left('projects', 'codebuild', 'list-projects')).toEqual([]);
    expect(await left('Buckets', 's3api', 'list-buckets')).toEqual([]);
    expect(await left('Rules', 'events', 'list-rules')).toEqual([]);
    expect(await left('Schedules', 'scheduler', 'list-schedules')).toEqual([]);
    expect(await left('logGroups', 'logs', 'describe-log-groups')).toEqual([]);
    expect((await left('repositories', 'ecr', 'describe-repositories')).length).toBe(4);
    // Other accounts still pull.
    const { policyText } = await aws<{ policyText: string }>(world, 'ecr', 'get-repository-policy', '--repository-name', 'golden/debian');
    expect(policyText).toContain('o-a1b2c3d4e5');
    expect(await tags(world, 'golden/debian')).toEqual({ '12.1.0': released.debian!.digest });
    expect(await channel(world, 'debian')).toBe(released.debian!.digest);
  });
});
