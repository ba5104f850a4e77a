import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { isAllowed, type PolicyDocument } from '../support/iam';
import { aws } from './engines/aws';
import { openIamGateway } from './engines/iam-gateway';
import { attempt, type Outcome, run } from './engines/process';
import { startWorld, type World } from './engines/world';

const REPOSITORY = 'golden/debian';
const OFFLINE = ['--insecure-ignore-tlog', '--private-infrastructure'];

let world: World;
let dir: string;
let image: string;
let key: string;
let publicKey: string;

const crane = (...args: string[]): Promise<string> => run(path.join(world.tools.bin, 'crane'), args, { env: world.env });
const cosign = (args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> =>
  attempt(world.tools.cosign, args, { env: { ...world.env, ...env } });
const sign = (reference: string, keyArn: string, env: Record<string, string> = {}): Promise<Outcome> =>
  cosign(['sign', '--key', `awskms:///${keyArn}`, '--tlog-upload=false', '--use-signing-config=false', '--yes', reference], env);
const verify = (reference: string, keyFile: string): Promise<Outcome> => cosign(['verify', '--key', keyFile, ...OFFLINE, reference]);

async function signingKey(): Promise<string> {
  const { KeyMetadata } = await aws<{ KeyMetadata: { Arn: string } }>(
    world, 'kms', 'create-key', '--key-spec', 'ECC_NIST_P256', '--key-usage', 'SIGN_VERIFY');
  return KeyMetadata.Arn;
}

async function publicKeyOf(keyArn: string): Promise<string> {
  const { PublicKey } = await aws<{ PublicKey: string }>(world, 'kms', 'get-public-key', '--key-id', keyArn);
  const file = path.join(dir, `${keyArn.split('/').pop()}.pem`);
  writeFileSync(file, `-----BEGIN PUBLIC KEY-----\n${PublicKey.match(/.{1,64}/g)!.join('\n')}\n-----END PUBLIC KEY-----\n`);
  return file;
}

/** Another image in the same repository; answers it by its digest. */
async function changed(label: string): Promise<string> {
  return (await crane('mutate', image, '--label', `changed=${label}`, '--tag', `${world.registryHost}/${REPOSITORY}:${label}`)).trim();
}

beforeAll(async () => {
  world = await startWorld();
  dir = mkdtempSync(path.join(tmpdir(), 'signing-'));
  await aws(world, 'ecr', 'create-repository', '--repository-name', REPOSITORY, '--image-tag-mutability', 'IMMUTABLE');
  const password = await run('aws', ['ecr', 'get-login-password'], { env: world.env });
  await run(path.join(world.tools.bin, 'crane'), ['auth', 'login', world.registryHost, '--username', 'AWS', '--password-stdin'], { env: world.env, input: password });
  const { name, digest } = world.upstream;
  await crane('copy', `${name}@${digest}`, `${world.registryHost}/${REPOSITORY}:1`);
  image = `${world.registryHost}/${REPOSITORY}@${digest}`;
  key = await signingKey();
  publicKey = await publicKeyOf(key);
});

afterAll(() => world?.stop());

/** What refers to the image, as OCI's referrers API lists it. */
async function referrers(): Promise<string[]> {
  const [repository, digest] = image.slice(world.registryHost.length + 1).split('@');
  const password = await run('aws', ['ecr', 'get-login-password'], { env: world.env });
  const response = await fetch(`https://${world.registryHost}/v2/${repository}/referrers/${digest}`, {
    headers: { authorization: `Basic ${Buffer.from(`AWS:${password.trim()}`).toString('base64')}` },
  });
  const { manifests } = await response.json() as { manifests: { artifactType: string }[] };
  return manifests.map(({ artifactType }) => artifactType);
}

const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

describe('an image that cosign signed with a key of KMS', () => {
  beforeAll(async () => {
    const { status, stderr } = await sign(image, key);
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });

  test('verifies with the public key', async () => {
    const { status, stdout, stderr } = await verify(image, publicKey);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout).toContain(world.upstream.digest);
  });

  test('has its signature as an OCI referrer without a tag', async () => {
    expect(await referrers()).toEqual([BUNDLE]);
    expect((await crane('ls', `${world.registryHost}/${REPOSITORY}`)).trim()).toBe('1');
    expect(world.pushes().map(({ tag }) => tag)).toEqual(['1']);
  });

  test('does not verify with another key', async () => {
    const { status, stderr } = await verify(image, await publicKeyOf(await signingKey()));
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/no matching signatures|invalid signature|could not verify/i);
  });

  test('does not verify with anything in it changed', async () => {
    const { status, stderr } = await verify(await changed('other'), publicKey);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/no (matching )?signatures|no bundles/i);
  });
});

describe('the SBOM that syft made of an image', () => {
  const attested = (reference: string, keyFile: string): Promise<Outcome> =>
    cosign(['verify-attestation', '--key', keyFile, '--type', 'spdxjson', ...OFFLINE, reference]);

  beforeAll(async () => {
    const sbom = path.join(dir, 'sbom.spdx.json');
    await run(world.tools.syft, ['scan', `registry:${image}`, '--output', `spdx-json=${sbom}`], { env: { ...world.env, SYFT_CHECK_FOR_APP_UPDATE: 'false' } });
    const { spdxVersion, packages } = JSON.parse(readFileSync(sbom, 'utf8')) as { spdxVersion: string; packages: { name: string }[] };
    expect(spdxVersion).toMatch(/^SPDX-2/);
    expect(packages.map(({ name }) => name)).toContain('apt');
    const { status, stderr } = await cosign([
      'attest', '--key', `awskms:///${key}`, '--predicate', sbom, '--type', 'spdxjson',
      '--tlog-upload=false', '--use-signing-config=false', '--yes', image,
    ]);
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });

  test('verifies with the public key, and lists the packages', async () => {
    const { status, stdout, stderr } = await attested(image, publicKey);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const { payload } = JSON.parse(stdout.trim().split('\n')[0]!) as { payload: string };
    const statement = JSON.parse(Buffer.from(payload, 'base64').toString()) as { predicate: { packages: { name: string }[] } };
    expect(statement.predicate.packages.map(({ name }) => name)).toContain('apt');
  });

  test('does not verify with another key', async () => {
    expect((await attested(image, await publicKeyOf(await signingKey()))).status).not.toBe(0);
  });
});

test('an index that was put by the API is pulled, by its digest and by its tag', async () => {
  const size = (await crane('manifest', image)).length;
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const child = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: world.upstream.digest, size, platform: { os: 'linux', architecture: 'amd64' } };
  const put = (file: string, ...rest: string[]): Promise<{ image: { imageId: { imageDigest: string } } }> =>
    aws(world, 'ecr', 'put-image', '--repository-name', REPOSITORY, '--image-manifest', `file://${file}`, '--image-manifest-media-type', mediaType, ...rest);
  const write = (digest: string): string => {
    const file = path.join(dir, 'index.json');
    writeFileSync(file, JSON.stringify({ schemaVersion: 2, mediaType, manifests: [{ ...child, digest }] }));
    return file;
  };

  await expect(put(write(`sha256:${'0'.repeat(64)}`))).rejects.toThrow('ReferencedImagesNotFoundException');
  const file = write(world.upstream.digest);
  const { imageDigest } = (await put(file)).image.imageId;
  const index = `${world.registryHost}/${REPOSITORY}@${imageDigest}`;
  expect(await crane('manifest', index)).toBe(readFileSync(file, 'utf8'));
  await put(file, '--image-tag', 'index', '--image-digest', imageDigest);
  expect((await crane('digest', `${world.registryHost}/${REPOSITORY}:index`)).trim()).toBe(imageDigest);
  await expect(put(file, '--image-digest', world.upstream.digest)).rejects.toThrow('ImageDigestDoesNotMatchException');
});

test('a disabled key signs nothing', async () => {
  const disabled = await signingKey();
  await aws(world, 'kms', 'disable-key', '--key-id', disabled);
  const { status, stderr } = await sign(image, disabled);
  expect(status).not.toBe(0);
  expect(stderr).toContain('DisabledException');
});

test('cosign signs with three rights on the key, and with no fewer', async () => {
  const actions = ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'];
  const signedWith = async (allowed: readonly string[]): Promise<Outcome> => {
    const policy: PolicyDocument = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: allowed, Resource: key } };
    const gateway = await openIamGateway(world, 'arn:aws:iam::1:role/signer', (action, resource) => isAllowed([policy], { action, resource }));
    try {
      return await sign(image, key, { AWS_ENDPOINT_URL: gateway.url });
    } finally {
      await gateway.close();
    }
  };
  expect((await signedWith(actions)).status).toBe(0);
  for (const missing of actions) {
    const { status, stderr } = await signedWith(actions.filter((action) => action !== missing));
    expect(status).not.toBe(0);
    expect(stderr).toContain(`not authorized to perform: ${missing}`);
  }
});
