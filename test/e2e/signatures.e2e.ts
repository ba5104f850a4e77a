import path from 'node:path';

import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImage } from '../../lib/golden-image';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { aws } from './engines/aws';
import { crane as craneOf, logInCrane } from './engines/crane';
import { attempt, type Outcome, run } from './engines/process';
import { type EcrPush, startWorld, type World } from './engines/world';
import { AppliedStack, build, buildAndRelease, mirroredTools } from './factory';
import { verify } from './public-key';

let world: World;
let released: EcrPush;
let workshop: string;

const uri = (digest: string): string => `${world.registryHost}/golden/debian@${digest}`;
const crane = (...args: string[]): Promise<string> => craneOf(world, ...args);
const cosign = (...args: string[]): Promise<Outcome> => attempt(world.tools.cosign, args, { env: { ...world.env, COSIGN_PASSWORD: '' } });

/** What an attestation of a type says, once its signature holds. */
async function attested(type: string): Promise<{ predicate: Record<string, any> }> { // eslint-disable-line @typescript-eslint/no-explicit-any
  const { status, stdout, stderr } = await verify(world, uri(released.digest), 'verify-attestation', '--type', type);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const { payload } = JSON.parse(stdout.trim().split('\n').pop()!) as { payload: string };
  return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
}

beforeAll(async () => {
  world = await startWorld();
  workshop = world.env.HOME!;
  await logInCrane(world);
  const stack = new AppliedStack(world, 'signatures');
  await stack.apply((app: App) => {
    const made = new TerraformStack(app, 'signatures');
    new AwsProvider(made, 'Aws', { region: world.region });
    new GoldenImage(made, 'Debian', {
      name: 'debian',
      version: '1.0.0',
      base: BaseImage.debian('12-slim', { digest: world.upstream.digest }),
      packages: ['tzdata'],
      owner: 'platform-team',
      rationale: 'to be verified',
      pipeline: new CodeBuildPipeline(made, 'Factory', { tools: mirroredTools(world) }),
    });
    return made;
  });
  released = await buildAndRelease(world, 'debian');
});

afterAll(() => world?.stop());

test('a released image verifies with the public key', async () => {
  const { status, stderr } = await verify(world, uri(released.digest));
  expect({ status, stderr }).toMatchObject({ status: 0 });
});

test('signatures are referrers, and the only tag of the release repository is that of the release', async () => {
  expect((await crane('ls', `${world.registryHost}/golden/debian`)).trim().split('\n')).toEqual(['1.0.0']);
  const answer = await fetch(`https://${world.registryHost}/v2/golden/debian/referrers/${released.digest}`, {
    headers: { authorization: `Basic ${Buffer.from(`AWS:${(await run('aws', ['ecr', 'get-login-password'], { env: world.env })).trim()}`).toString('base64')}` },
  });
  const { manifests } = (await answer.json()) as { manifests: unknown[] };
  expect(manifests).toHaveLength(3);
});

test('an image with a byte changed does not verify', async () => {
  await crane('mutate', uri(released.digest), '--label', 'changed=1', '--tag', `${world.registryHost}/golden/debian:changed`);
  const digest = (await crane('digest', `${world.registryHost}/golden/debian:changed`)).trim();
  const { status, stderr } = await verify(world, uri(digest));
  expect(status).not.toBe(0);
  expect(stderr).toMatch(/no (matching )?signatures/i);
});

test('an image that another key signed does not verify', async () => {
  await run(world.tools.cosign, ['generate-key-pair', '--output-key-prefix', path.join(workshop, 'other')], { env: { ...world.env, COSIGN_PASSWORD: '' } });
  const other = await build(world, 'debian', { environment: [{ name: 'REFRESH_EPOCH', value: '2026-12-01T03:00:00Z' }] });
  const digest = other.candidate!.digest;
  await crane('copy', `${world.registryHost}/golden-candidates/debian@${digest}`, `${world.registryHost}/golden/debian:other`);
  const signed = await cosign('sign', '--key', path.join(workshop, 'other.key'), '--tlog-upload=false', '--use-signing-config=false', '--yes', uri(digest));
  expect({ status: signed.status, stderr: signed.stderr }).toMatchObject({ status: 0 });
  expect((await cosign('verify', '--key', path.join(workshop, 'other.pub'), '--insecure-ignore-tlog', '--private-infrastructure', uri(digest))).status).toBe(0);
  expect((await verify(world, uri(digest))).status).not.toBe(0);
});

test('its packages are attested in SPDX, as they are in the image', async () => {
  const { predicate } = await attested('spdxjson');
  const packages = predicate.packages.map(({ name }: { name: string }) => name);
  expect(packages).toEqual(expect.arrayContaining(['tzdata', 'libc6', 'dpkg']));
  expect(packages.length).toBeGreaterThan(50);
});

test('its provenance names declaration, base and scripts', async () => {
  const { predicate } = await attested('slsaprovenance1');
  const config = JSON.parse(await crane('config', uri(released.digest))) as { config: { Labels: Record<string, string> } };
  expect(predicate.buildDefinition.externalParameters).toMatchObject({
    image: 'debian',
    version: '1.0.0',
    declaration: { sha256: config.config.Labels['io.github.cdktf-golden-image.declaration'] },
  });
  expect(predicate.buildDefinition.resolvedDependencies).toEqual([
    { name: 'BASE', uri: 'docker.io/library/debian:12-slim', digest: { sha256: world.upstream.digest.replace('sha256:', '') } },
  ]);
  expect(predicate.buildDefinition.internalParameters).toMatchObject({ candidate: released.tag, scripts: { sha256: expect.stringMatching(/^[a-f0-9]{64}$/) } });
  expect(predicate.runDetails.builder.id).toBe(`arn:aws:codebuild:${world.region}:${world.account}:project/golden-debian-release`);
});

test('a plain copy to another repository leaves the signature behind, as docs/signatures.md says', async () => {
  await aws(world, 'ecr', 'create-repository', '--repository-name', 'elsewhere');
  await crane('copy', uri(released.digest), `${world.registryHost}/elsewhere:1`);
  const { status } = await verify(world, `${world.registryHost}/elsewhere@${released.digest}`);
  expect(status).not.toBe(0);
});
