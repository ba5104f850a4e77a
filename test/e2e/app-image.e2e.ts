import { chmodSync, cpSync, mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformOutput, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { AppImage } from '../../lib/consumer/app-image/app-image';
import { AppImageBuilder } from '../../lib/consumer/app-image/app-image-builder';
import { GoldenImageReference } from '../../lib/consumer/golden-image-reference';
import { GoldenImage } from '../../lib/golden-image';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { DockerRegistry } from '../../lib/pipeline/docker/docker-registry';
import { EncryptionKey } from '../../lib/registry/encryption/encryption-key';
import { parameterChange } from '../support/parameter-change';
import { runProject } from './engines/codebuild';
import { dockerProvider } from './engines/docker-provider';
import { deliverEvent } from './engines/eventbridge';
import { run } from './engines/process';
import { type EcrPush, startWorld, type World } from './engines/world';
import { AppliedStack, buildAndRelease, mirroredTools, tags } from './factory';

let world: World;
let platform: AppliedStack;
let golden: EcrPush;

/** What the platform's code says, from now on. */
let version = '1.0.0';
let revoked: string | undefined;

function makePlatform(app: App): TerraformStack {
  const stack = new TerraformStack(app, 'platform');
  new AwsProvider(stack, 'Aws', { region: world.region });
  const debian = new GoldenImage(stack, 'Debian', {
    name: 'debian',
    version,
    base: BaseImage.debian('12-slim', { digest: world.upstream.digest }),
    owner: 'platform-team',
    rationale: 'to be built on by teams',
    labels: { 'com.example.version': version },
    pipeline: new CodeBuildPipeline(stack, 'Factory', { tools: mirroredTools(world) }),
  });
  if (revoked !== undefined) debian.revoke({ digest: revoked, reason: 'ships a key' });
  return stack;
}

async function releaseGolden(of: string): Promise<void> {
  version = of;
  await platform.apply(makePlatform);
  golden = await buildAndRelease(world, 'debian');
}

/** The folder of an application, as a repository has it. */
function application(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'app-'));
  mkdirSync(path.join(folder, 'bin'));
  writeFileSync(path.join(folder, 'Dockerfile'), 'ARG BASE_IMAGE\nFROM ${BASE_IMAGE}\nCOPY bin/report data.bin /opt/\nCMD ["/opt/report"]\n');
  writeFileSync(path.join(folder, '.dockerignore'), 'notes\n');
  writeFileSync(path.join(folder, 'notes'), 'no part of the image');
  writeFileSync(path.join(folder, 'data.bin'), Buffer.from([0, 255, 10, 128]));
  say(folder, 'one');
  return folder;
}

/** Changes what the application prints. */
function say(folder: string, word: string): void {
  const file = path.join(folder, 'bin/report');
  writeFileSync(file, `#!/bin/sh\necho "${word} by $(id -u), $(wc -c </opt/data.bin) bytes"\n`);
  chmodSync(file, 0o755);
}

type Folder = () => string;

class TeamStack extends TerraformStack {
  public constructor(scope: App, id: string, builder: (stack: TerraformStack) => AppImageBuilder, contextPath: string) {
    super(scope, id);
    new AwsProvider(this, 'Aws', { region: world.region });
    const base = GoldenImageReference.fromChannel(this, 'Base', { name: 'debian' });
    const app = new AppImage(this, 'App', { name: `team/${id}`, version: '1.0.0', base, contextPath, builder: builder(this) });
    new TerraformOutput(this, 'Image', { value: app.imageUri, staticId: true });
  }
}

/** Applies what was synthesized, and answers with its image. */
async function applied(team: AppliedStack): Promise<string> {
  await team.terraform.init();
  await team.terraform.apply();
  return imageOf(team);
}

async function imageOf({ terraform }: AppliedStack): Promise<string> {
  return String((await terraform.output()).Image);
}

const digestIn = (image: string): string => image.split('@')[1]!;

/** What an image prints and says of itself. It is pulled anew: what the registry has is what teams get. */
async function seen(image: string): Promise<{ readonly said: string; readonly labels: Record<string, string> }> {
  const env = { ...world.env, DOCKER_CONFIG: mkdtempSync(path.join(tmpdir(), 'login-')) };
  const token = (await run('aws', ['ecr', 'get-login-password'], { env })).trim();
  await run('bash', ['-c', `docker login --username AWS --password-stdin ${world.registryHost} <<<"$TOKEN"`], { env: { ...env, TOKEN: token } });
  await run('docker', ['pull', image], { env });
  const said = await run('docker', ['run', '--rm', image], { env });
  const [{ Config }] = JSON.parse(await run('docker', ['image', 'inspect', image], { env })) as [{ Config: { Labels: Record<string, string> } }];
  return { said, labels: Config.Labels };
}

const lineage = (name: string): Record<string, string> => ({
  'org.opencontainers.image.title': name,
  'org.opencontainers.image.version': '1.0.0',
  'org.opencontainers.image.base.name': `${world.registryHost}/golden/debian`,
  'org.opencontainers.image.base.digest': golden.digest,
});

beforeAll(async () => {
  const started = await startWorld();
  world = { ...started, env: { ...started.env, TF_CLI_CONFIG_FILE: await dockerProvider() } };
  platform = new AppliedStack(world, 'platform');
  await releaseGolden('1.0.0');
});

afterAll(() => world?.stop());

describe('an image by the Docker engine', () => {
  const repository = 'team/docker';
  const builder = (stack: TerraformStack): AppImageBuilder => AppImageBuilder.docker({ registry: DockerRegistry.ecr({ encryptionKey: new EncryptionKey(stack, 'Key', { alias: 'team' }) }) });
  let team: AppliedStack;
  let folder: string;
  const synthesize = (at: Folder = () => folder): void => team.synthesize((app) => new TeamStack(app, 'docker', builder, at()));
  const apply = async (): Promise<string> => {
    synthesize();
    return applied(team);
  };
  beforeAll(() => {
    team = new AppliedStack(world, 'docker');
    folder = application();
  });

  test('is built on the golden image and pushed under a tag of its own, says so in its labels, and runs', async () => {
    const image = await apply();
    expect(image).toMatch(new RegExp(`^${world.registryHost}/${repository}@sha256:[a-f0-9]{64}$`));
    const found = await tags(world, repository);
    expect(Object.keys(found)).toEqual([expect.stringMatching(/^1\.0\.0-[a-f0-9]{12}$/)]);
    expect(Object.values(found)).toEqual([digestIn(image)]);
    const { said, labels } = await seen(image);
    expect(said).toBe('one by 65532, 4 bytes\n');
    expect(labels).toMatchObject(lineage(repository));
  });

  test('has a plan without changes afterwards, also from another folder, with other times and other ignored files', async () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'app-'));
    cpSync(folder, copy, { recursive: true });
    utimesSync(path.join(copy, 'bin/report'), 1, 1);
    writeFileSync(path.join(copy, 'notes'), 'changed');
    synthesize(() => copy);
    expect(await team.terraform.plan()).toMatchObject({ changes: false });
  });

  test('is built and pushed again when its context changes, and the one before stays', async () => {
    const before = await tags(world, repository);
    say(folder, 'two');
    const image = await apply();
    const after = await tags(world, repository);
    expect(after).toMatchObject(before);
    expect(Object.keys(after)).toHaveLength(2);
    expect(Object.values(before)).not.toContain(digestIn(image));
    expect(Object.values(after)).toContain(digestIn(image));
    expect((await seen(image)).said).toBe('two by 65532, 4 bytes\n');
    expect(await team.terraform.plan()).toMatchObject({ changes: false });
  });

  test('is planned anew when the golden image has a new release, and then built on that one', async () => {
    await releaseGolden('1.1.0');
    const { changes, text } = await team.terraform.plan();
    expect(changes).toBe(true);
    expect(text).toMatch(/docker_registry_image\.\S+ must be replaced/);
    const image = await apply();
    expect((await seen(image)).labels).toMatchObject(lineage(repository));
    expect(await team.terraform.plan()).toMatchObject({ changes: false });
  });
});

describe('an image by CodeBuild', () => {
  const repository = 'team/codebuild';
  const project = 'apps-team-codebuild-app';
  const shared: { builder?: AppImageBuilder } = {};
  let team: AppliedStack;
  let folder: string;
  const synthesize = (): void => team.synthesize((app) => new TeamStack(app, 'codebuild', () => (shared.builder ??= AppImageBuilder.codeBuild()), folder));
  /** What the apply's change of the declaration starts, run to its end. */
  const build = async (operation: 'Create' | 'Update'): Promise<string> => {
    const { builds } = await deliverEvent(world, parameterChange('/apps/team-codebuild/declaration', operation, '2026-12-01T04:05:06Z'));
    expect(builds.map(({ projectName }) => projectName)).toEqual([project]);
    const { exitCode, log } = await runProject(world, project, { environment: builds[0]!.environment });
    if (exitCode !== 0) throw new Error(log);
    return log;
  };
  const apply = async (): Promise<string> => {
    synthesize();
    return applied(team);
  };
  beforeAll(() => {
    team = new AppliedStack(world, 'codebuild');
    folder = application();
  });

  test('that has not been built yet fails what asks for its digest, and says so', async () => {
    await expect(apply()).rejects.toThrow(/Image team\/codebuild has not been built\s+.*yet/s);
  });

  test('is built by what the apply started, with the rights of its role, and the next apply knows it', async () => {
    expect(await build('Create')).toContain('app-build: building ');
    const image = await apply();
    expect(Object.values(await tags(world, repository))).toEqual([digestIn(image)]);
    const { said, labels } = await seen(image);
    expect(said).toBe('one by 65532, 4 bytes\n');
    expect(labels).toMatchObject(lineage(repository));
    expect(await team.terraform.plan()).toMatchObject({ changes: false });
  });

  test('is not built again by a build that finds it', async () => {
    const pushes = world.pushes().length;
    const { exitCode, log } = await runProject(world, project);
    expect(exitCode).toBe(0);
    expect(log).toContain('is built already');
    expect(world.pushes()).toHaveLength(pushes);
  });

  test('is built again when its context changes, and then known', async () => {
    const before = await imageOf(team);
    say(folder, 'two');
    expect(await apply()).toBe(before);
    await build('Update');
    const image = await apply();
    expect(image).not.toBe(before);
    expect((await seen(image)).said).toBe('two by 65532, 4 bytes\n');
    expect(await team.terraform.plan()).toMatchObject({ changes: false });
  });

  test('is pushed again where the registry is too busy', async () => {
    say(folder, 'three');
    await apply();
    const fault = await world.fault({ method: 'PUT', path: `^/v2/${repository}/manifests/`, status: 429, retryAfter: 1, times: 1 });
    expect(await build('Update')).toMatch(/^app-build: pushing .* again: /m);
    expect(await fault.lift()).toBe(1);
    expect((await seen(await apply())).said).toBe('three by 65532, 4 bytes\n');
  });

  test('is built again when the golden image has a new release', async () => {
    await releaseGolden('1.2.0');
    expect((await team.terraform.plan()).text).toMatch(/aws_ssm_parameter\.App_Declaration_\S+ will be updated in-place/);
    await apply();
    await build('Update');
    expect((await seen(await apply())).labels).toMatchObject(lineage(repository));
  });
});

describe('a revoked golden image', () => {
  test('fails the plans of what is to be built on it', async () => {
    revoked = golden.digest;
    await platform.apply(makePlatform);
    for (const name of ['docker', 'codebuild']) {
      const team = new AppliedStack(world, name);
      const builder = name === 'docker' ? (): AppImageBuilder => AppImageBuilder.docker({ registry: DockerRegistry.localhost() }) : (): AppImageBuilder => AppImageBuilder.codeBuild();
      team.synthesize((app) => new TeamStack(app, name, builder, application()));
      await team.terraform.init();
      await expect(team.terraform.plan()).rejects.toThrow(/this release is\s+.*revoked:\s+.*ships a key/s);
    }
  });
});
