import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformOutput, TerraformStack } from 'cdktf';

import { LocalStack } from '../../examples/local/local-stack';
import { BaseImage } from '../../lib/base-image/base-image';
import { ImageVariant } from '../../lib/core/image-variant';
import { GoldenImage } from '../../lib/golden-image';
import { GoldenImageProps } from '../../lib/golden-image-props';
import { BuildStage } from '../../lib/image/build-stage';
import { ImageFile } from '../../lib/image/image-file';
import { ImageTest } from '../../lib/image/image-test';
import { DockerBuildSecret } from '../../lib/pipeline/docker/build-secret';
import { DockerBuildPipeline } from '../../lib/pipeline/docker/docker-pipeline';
import { DockerRegistry } from '../../lib/pipeline/docker/docker-registry';
import { EncryptionKey } from '../../lib/registry/encryption/encryption-key';
import { dockerProvider } from './engines/docker-provider';
import { PlainRegistry } from './engines/plain-registry';
import { attempt, run } from './engines/process';
import { sandbox } from './engines/sandbox';
import { startWorld, World } from './engines/world';
import { AppliedStack, channel, mirroredTools, tags } from './factory';

let world: World;
let registry: PlainRegistry;

beforeAll(async () => {
  const started = await startWorld();
  world = { ...started, env: { ...started.env, TF_CLI_CONFIG_FILE: await dockerProvider() } };
  registry = await PlainRegistry.start(world.tools);
});
afterAll(async () => {
  await registry?.stop();
  await world?.stop();
});

const DEBIAN = 'golden/debian';

describe('the local example', () => {
  const stackOf = (scope: App): LocalStack =>
    new LocalStack(scope, 'local', { debianDigest: world.upstream.digest, registryPort: registry.port, tools: mirroredTools(world) });
  let applied: AppliedStack;
  beforeAll(() => (applied = new AppliedStack(world, 'local')));

  test('is applied: built, tested and pushed, with the digest as its output', async () => {
    applied.synthesize(stackOf);
    await applied.terraform.init();
    const said = await applied.terraform.apply();
    console.log(said.split('\n').slice(-45).join('\n'));
    expect(said).toContain('test: all 5 tests passed');
    const tags = await registry.tags(DEBIAN);
    expect(Object.keys(tags)).toEqual(['12.1.0']);
    expect(await applied.terraform.output()).toEqual({ Image: `localhost:${registry.port}/${DEBIAN}@${tags['12.1.0']}` });
    expect(registry.pushes(DEBIAN)).toBe(1);
  });

  test('has a plan without changes afterwards', async () => {
    expect(await applied.terraform.plan()).toMatchObject({ changes: false });
  });

  test('gives an image that runs, as it was declared', async () => {
    const { Image } = await applied.terraform.output();
    await run('docker', ['pull', String(Image)], { env: world.env });
    expect(await run('docker', ['run', '--rm', String(Image), 'id', '-u'], { env: world.env })).toBe('65532\n');
  });

  test('is destroyed, and what was released stays', async () => {
    const before = await registry.tags(DEBIAN);
    await applied.terraform.destroy();
    expect(await applied.terraform.stateList()).toEqual([]);
    expect(await registry.tags(DEBIAN)).toEqual(before);
  });
});

/** An image of its own name in a stack of its own, with the digest as its output. */
class ImageStack extends TerraformStack {
  public constructor(scope: App, id: string, declarations: readonly Partial<GoldenImageProps>[], buildSecrets: Record<string, DockerBuildSecret> = {}) {
    super(scope, id);
    const pipeline = new DockerBuildPipeline(this, 'Docker', {
      registry: DockerRegistry.localhost(registry.port),
      unscannedReason: 'a test',
      buildSecrets,
      tools: mirroredTools(world),
    });
    let parent: GoldenImage | undefined;
    for (const [index, declaration] of declarations.entries()) {
      parent = new GoldenImage(this, `Image${index}`, {
        name: id,
        version: '1.0.0',
        base: parent === undefined ? BaseImage.debian('12-slim', { digest: world.upstream.digest }) : BaseImage.fromGoldenImage(parent),
        owner: 'platform-team',
        rationale: 'a test',
        ...declaration,
        pipeline,
      });
      new TerraformOutput(this, `Digest${index}`, { value: parent.releasedDigest, staticId: true });
    }
  }
}

describe('a changed declaration', () => {
  const repository = 'golden/changed';
  let applied: AppliedStack;
  const synthesize = (declaration: Partial<GoldenImageProps>): void =>
    applied.synthesize((app) => new ImageStack(app, 'changed', [declaration]));
  const apply = async (declaration: Partial<GoldenImageProps>): Promise<string> => {
    synthesize(declaration);
    await applied.terraform.init();
    return applied.terraform.apply();
  };
  beforeAll(async () => {
    applied = new AppliedStack(world, 'changed');
    await apply({});
  });

  test('is refused by the plan under a version that is released', async () => {
    synthesize({ environment: { STAGE: 'two' } });
    await applied.terraform.init();
    await expect(applied.terraform.plan()).rejects.toThrow(/1\.0\.0 was released from another declaration: raise the version of the image\./);
    await expect(applied.terraform.apply()).rejects.toThrow(/raise the version of the image/);
    expect(registry.pushes(repository)).toBe(1);
  });

  test('whose test fails fails the apply, pushes nothing, and leaves the last release as the output', async () => {
    const before = await registry.tags(repository);
    const failing = { version: '1.1.0', tests: [ImageTest.command('is another system', { command: ['cat', '/etc/os-release'], expectedOutput: ['Plan 9'] })] };
    await expect(apply(failing)).rejects.toThrow(/the image tests failed: nothing is pushed/);
    // Again, to see that a test that failed is not taken for one that has been done.
    await expect(applied.terraform.apply()).rejects.toThrow(/the image tests failed: nothing is pushed/);
    expect(await registry.tags(repository)).toEqual(before);
    expect(registry.pushes(repository)).toBe(1);
    expect(await applied.terraform.output()).toEqual({ Digest0: before['1.0.0'] });
  });

  test('is built and pushed once when it passes, with its own digest as the output, and the old release stays', async () => {
    const before = await registry.tags(repository);
    await apply({ version: '1.1.0', environment: { STAGE: 'two' } });
    const after = await registry.tags(repository);
    expect(after).toEqual({ ...before, '1.1.0': expect.stringMatching(/^sha256:/) });
    expect(after['1.1.0']).not.toBe(before['1.0.0']);
    expect(await applied.terraform.output()).toEqual({ Digest0: after['1.1.0'] });
    expect(registry.pushes(repository)).toBe(2);
    expect(await applied.terraform.plan()).toMatchObject({ changes: false });
  });

  test('an engine that has lost the image builds and tests it again, and pushes nothing', async () => {
    const before = await registry.tags(repository);
    const { stdout } = await attempt('docker', ['images', '--quiet', '--filter', `reference=localhost:${registry.port}/${repository}`], { env: world.env });
    await run('docker', ['rmi', '--force', ...new Set(stdout.trim().split('\n'))], { env: world.env });
    expect(await applied.terraform.plan()).toMatchObject({ changes: true });
    const said = await applied.terraform.apply();
    expect(said).toContain('tests passed');
    expect(await registry.tags(repository)).toEqual(before);
    expect(registry.pushes(repository)).toBe(2);
    expect(await applied.terraform.plan()).toMatchObject({ changes: false });
  });

  test('a tag that somebody else moves is noticed, and never becomes the released digest', async () => {
    const at = `localhost:${registry.port}/${repository}`;
    const before = await registry.tags(repository);
    await run(path.join(world.tools.bin, 'crane'), ['tag', `${at}@${before['1.0.0']}`, '1.1.0']);
    await expect(applied.terraform.plan()).rejects.toThrow(/tag names another image now than the one that was released/);
    expect(await applied.terraform.output()).toEqual({ Digest0: before['1.1.0'] });
    await run(path.join(world.tools.bin, 'crane'), ['tag', `${at}@${before['1.1.0']}`, '1.1.0']);
    expect(await applied.terraform.plan()).toMatchObject({ changes: false });
  });

  test('destroy keeps every release', async () => {
    const before = await registry.tags(repository);
    await applied.terraform.destroy();
    expect(await registry.tags(repository)).toEqual(before);
    expect(Object.keys(before)).toEqual(['1.0.0', '1.1.0']);
  });
});

describe('a parent and its child', () => {
  let applied: AppliedStack;
  const declared = (parent: Partial<GoldenImageProps>): ((app: App) => TerraformStack) => (app) =>
    new ImageStack(app, 'family', [{ ...parent, variants: [{ variant: ImageVariant.DEBUG }] }, { name: 'family-child' }]);
  const labelOf = async (repository: string, digest: unknown): Promise<unknown> => {
    const image = `localhost:${registry.port}/${repository}@${String(digest)}`;
    await run('docker', ['pull', image], { env: world.env });
    const [{ Config }] = JSON.parse(await run('docker', ['image', 'inspect', image], { env: world.env }));
    return Config.Labels['org.opencontainers.image.base.digest'];
  };
  beforeAll(() => (applied = new AppliedStack(world, 'family')));

  test('are built one after the other, the child on the digest of its parent; variants are released beside the image', async () => {
    await applied.apply(declared({}));
    const { Digest0, Digest1 } = await applied.terraform.output();
    expect(Object.keys(await registry.tags('golden/family'))).toEqual(['1.0.0', '1.0.0-debug']);
    const children = await registry.tags('golden/family-child');
    expect(Object.values(children)).toEqual([Digest1]);
    expect(Object.keys(children)).toEqual([expect.stringMatching(/^1\.0\.0-[a-f0-9]{12}$/)]);
    expect(await labelOf('golden/family-child', Digest1)).toBe(Digest0);
    expect(await applied.terraform.plan()).toMatchObject({ changes: false });
  });

  test('a new release of the parent is a new release of the child, under a tag of its own', async () => {
    const before = await registry.tags('golden/family-child');
    await applied.apply(declared({ version: '1.1.0', environment: { STAGE: 'two' } }));
    const { Digest0, Digest1 } = await applied.terraform.output();
    const after = await registry.tags('golden/family-child');
    expect(after).toMatchObject(before);
    expect(Object.keys(after).length).toBe(2);
    expect(Object.values(after)).toContain(Digest1);
    expect(await labelOf('golden/family-child', Digest1)).toBe(Digest0);
    expect(await applied.terraform.plan()).toMatchObject({ changes: false });
  });
});

describe('a build secret', () => {
  const SECRET = `opensesame-${randomUUID()}`;

  test('is read by the stage that names it, and is in no layer, no label, no state and no plan', async () => {
    const file = path.join(mkdtempSync(path.join(sandbox().dir, 'secret-')), 'token');
    writeFileSync(file, SECRET);
    const base = BaseImage.debian('12-slim', { digest: world.upstream.digest });
    const stage = BuildStage.of('build', { base, secrets: ['token'], commands: [['sh', '-c', 'sha256sum < /run/secrets/token > /token.sha256']] });
    const declaration = { stages: [stage], files: [ImageFile.fromStage('/token.sha256', 'build', { source: '/token.sha256' })] };
    const applied = new AppliedStack(world, 'secret');
    await applied.apply((app) => new ImageStack(app, 'secret', [declaration], { token: DockerBuildSecret.fromFile(file) }));
    const image = `localhost:${registry.port}/golden/secret@${String((await applied.terraform.output()).Digest0)}`;
    await run('docker', ['pull', image], { env: world.env });
    const hash = createHash('sha256').update(SECRET).digest('hex');
    expect(await run('docker', ['run', '--rm', image, 'cat', '/token.sha256'], { env: world.env })).toContain(hash);
    const archive = path.join(path.dirname(file), 'image.tar');
    const found = `docker save ${image} > ${archive} && mkdir ${archive}.d && tar -xf ${archive} -C ${archive}.d && for layer in ${archive}.d/*/layer.tar; do tar -xOf $layer | grep -c -a ${SECRET}; done; grep -r -c ${SECRET} ${archive}.d --include=*.json`;
    const { stdout } = await attempt('bash', ['-c', found], { env: world.env });
    expect(stdout.trim().split('\n').length).toBeGreaterThan(2);
    expect(stdout).not.toMatch(/(^|:)[1-9]/m);
    expect(await readFile(path.join(applied.terraform.directory, 'terraform.tfstate'), 'utf8')).not.toContain(SECRET);
    expect((await applied.terraform.plan()).text).not.toContain(SECRET);
  });
});

/** An image in ECR, built by the engine of the machine. */
class EcrStack extends TerraformStack {
  public constructor(scope: App, declaration: Partial<GoldenImageProps>) {
    super(scope, 'ecr');
    new AwsProvider(this, 'Aws', { region: world.region });
    const encryptionKey = new EncryptionKey(this, 'Key', { alias: 'golden-images' });
    const image = new GoldenImage(this, 'Debian', {
      name: 'debian',
      version: '12.1.0',
      base: BaseImage.debian('12-slim', { digest: world.upstream.digest }),
      owner: 'platform-team',
      rationale: 'a test',
      ...declaration,
      pipeline: new DockerBuildPipeline(this, 'Docker', { registry: DockerRegistry.ecr({ encryptionKey }), unscannedReason: 'a test', tools: mirroredTools(world) }),
    });
    new TerraformOutput(this, 'Digest', { value: image.releasedDigest, staticId: true });
  }
}

describe('in ECR', () => {
  let applied: AppliedStack;
  const apply = (declaration: Partial<GoldenImageProps> = {}): Promise<void> => applied.apply((app) => new EcrStack(app, declaration));
  beforeAll(() => (applied = new AppliedStack(world, 'ecr')));

  test('an image is pushed with a token of ECR, and its channel holds the digest', async () => {
    await apply();
    const { Digest } = await applied.terraform.output();
    expect(await tags(world, DEBIAN)).toEqual({ '12.1.0': Digest });
    expect(world.pushes().map(({ repository, tag }) => `${repository}:${tag}`)).toEqual([`${DEBIAN}:12.1.0`]);
    expect(await channel(world, 'debian')).toBe(Digest);
    expect(await applied.terraform.plan()).toMatchObject({ changes: false });
  });

  test('the token stands in the state as what was read, marked as sensitive, and in no resource', async () => {
    const state = JSON.parse(await readFile(path.join(applied.terraform.directory, 'terraform.tfstate'), 'utf8')) as { resources: StateResource[] };
    const token = state.resources.find(({ type }) => type === 'aws_ecr_authorization_token')!.instances[0]!;
    const { password } = token.attributes as { password: string };
    expect(password.length).toBeGreaterThan(3);
    expect(token.sensitive_attributes.map(([{ value }]) => value)).toEqual(expect.arrayContaining(['password', 'authorization_token']));
    const others = state.resources.filter(({ mode }) => mode === 'managed');
    expect(others.length).toBeGreaterThan(5);
    expect(JSON.stringify(others)).not.toContain(JSON.stringify(password).slice(1, -1));
    const { text } = await applied.terraform.plan();
    expect(text).not.toContain(password);
  });

  test('a raised version moves the channel after its push', async () => {
    const before = await tags(world, DEBIAN);
    await apply({ version: '12.2.0', environment: { STAGE: 'two' } });
    const after = await tags(world, DEBIAN);
    expect(after).toEqual({ ...before, '12.2.0': expect.stringMatching(/^sha256:/) });
    expect(await channel(world, 'debian')).toBe(after['12.2.0']);
  });

  test('ECR refuses another image under a released version, also where Terraform has forgotten what it released', async () => {
    const before = await tags(world, DEBIAN);
    for (const address of await applied.terraform.stateList()) if (/^(docker_|terraform_data)/.test(address)) await applied.terraform.stateRm(address);
    await expect(apply({ version: '12.2.0', environment: { STAGE: 'three' } })).rejects.toThrow(/immutable|already exists/i);
    expect(await tags(world, DEBIAN)).toEqual(before);
    expect(await channel(world, 'debian')).toBe(before['12.2.0']);
  });

  test('Terraform refuses to destroy the repository and the channel', async () => {
    await expect(applied.terraform.destroy()).rejects.toThrow(/Instance cannot be destroyed/);
  });
});

interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly instances: readonly { readonly attributes: unknown; readonly sensitive_attributes: readonly (readonly { readonly value: string }[])[] }[];
}
