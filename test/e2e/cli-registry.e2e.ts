import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { bundle, type Package } from '../cli/support/sbom';
import { cli as goldenImage, TSX } from './engines/cli';
import { type Access, DockerRegistry, PASSWORD, type Pushed, USER } from './engines/docker-registry';
import type { Outcome } from './engines/process';
import { sandbox } from './engines/sandbox';

const LOCK_FILE = 'golden-images.lock.json';
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

let registry: DockerRegistry;
let home: string;
let environment: Record<string, string>;

function cli(...args: string[]): Promise<Outcome> {
  return goldenImage(args, { cwd: home, env: { PATH: process.env.PATH!, HOME: home, ...environment } });
}

/** An app on one image of the registry, which `golden-image lock` runs. */
function appOn(repository: string): void {
  const lib = (file: string): string => JSON.stringify(path.join(sandbox().root, 'lib', file));
  writeFileSync(path.join(home, 'package.json'), '{"type":"commonjs"}');
  writeFileSync(path.join(home, 'main.ts'), `
    import { BaseImage } from ${lib('base-image/base-image')};
    import { LockFile } from ${lib('base-image/lock-file')};
    import { Libc } from ${lib('core/libc')};
    import { PackageManager } from ${lib('core/package-manager')};
    BaseImage.fromPrivateRegistry('${registry.host}/${repository}', '12-slim', { lockFile: LockFile.read(), libc: Libc.GLIBC, packageManager: PackageManager.APT });
  `);
  writeFileSync(path.join(home, 'cdktf.json'), JSON.stringify({ app: [process.execPath, ...TSX, 'main.ts'].join(' ') }));
}

function image(repository: string, tag: string, content: string): Promise<Pushed> {
  return registry.push(repository, tag, [JSON.stringify({ os: 'linux', architecture: 'amd64', content }), content], ([config, layer]) => ({
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', ...layer }],
  }));
}

function index(repository: string, tag: string, { digest, size }: Pushed): Promise<Pushed> {
  const manifests = [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size, platform: { os: 'linux', architecture: 'amd64' } }];
  return registry.push(repository, tag, [], () => ({ manifests }), INDEX);
}

/** As cosign does where a registry has no API for referrers: under a tag that stands in for it. */
async function attest(repository: string, { digest, size }: Pushed, packages: readonly Package[]): Promise<void> {
  const attestation = await registry.push(repository, `sbom-${digest.slice(7, 19)}`, ['{}', JSON.stringify(bundle(digest, packages))], ([config, layer]) => ({
    artifactType: BUNDLE,
    config: { mediaType: 'application/vnd.oci.empty.v1+json', ...config },
    layers: [{ mediaType: BUNDLE, ...layer }],
    subject: { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size },
  }));
  const manifests = [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', artifactType: BUNDLE, ...attestation }];
  await registry.push(repository, digest.replace(':', '-'), [], () => ({ manifests }), INDEX);
}

function login(password = PASSWORD): void {
  environment.DOCKER_CONFIG = home;
  writeFileSync(path.join(home, 'config.json'), JSON.stringify({ auths: { [registry.host]: { auth: Buffer.from(`${USER}:${password}`).toString('base64') } } }));
}

async function start(access: Access): Promise<void> {
  registry = await DockerRegistry.start(access);
  home = mkdtempSync(path.join(sandbox().dir, 'home-'));
  environment = {};
}

afterEach(() => registry.stop());

test.each([
  ['anonymous', 'golden/debian', false],
  ['basic', 'golden/debian', true],
  ['bearer', 'public/debian', false],
  ['bearer', 'golden/debian', true],
] as const)('with %s access to %s, an image is locked, found to have moved and compared (login: %s)', async (access, repository, needsLogin) => {
  await start(access);
  if (needsLogin) login();
  appOn(repository);
  const first = await image(repository, 'one', 'the first');
  const locked = await index(repository, '12-slim', first);
  const lock = await cli('lock');
  expect({ status: lock.status, stderr: lock.stderr }).toMatchObject({ status: 0 });
  const { images } = JSON.parse(readFileSync(path.join(home, LOCK_FILE), 'utf8')) as { images: object[] };
  expect(images).toEqual([{ reference: `${registry.host}/${repository}:12-slim`, digest: locked.digest, platforms: ['linux/amd64'], resolvedAt: expect.any(String) }]);
  expect(await cli('outdated')).toMatchObject({ status: 0, stdout: expect.stringContaining('current') });

  const second = await image(repository, 'two', 'the second, which is longer');
  const moved = await index(repository, '12-slim', second);
  expect(await cli('outdated')).toMatchObject({ status: 1, stdout: expect.stringContaining(`${locked.digest.slice(0, 19)} -> ${moved.digest.slice(0, 19)}`) });

  await attest(repository, first, [['deb', 'curl', '7.88']]);
  await attest(repository, second, [['deb', 'curl', '7.89']]);
  const diff = await cli('diff', `${registry.host}/${repository}@${locked.digest}`, `${registry.host}/${repository}@${moved.digest}`);
  expect(diff).toMatchObject({ status: 0, stdout: expect.stringMatching(/ {2}~ {2}deb {2}curl {2}7\.88 -> 7\.89\n$/) });
});

test('a credential helper is asked, by Basic access', async () => {
  await start('basic');
  environment.DOCKER_CONFIG = home;
  environment.PATH = `${home}:${process.env.PATH}`;
  writeFileSync(path.join(home, 'config.json'), JSON.stringify({ credHelpers: { [registry.host]: 'e2e' } }));
  writeFileSync(path.join(home, 'docker-credential-e2e'), `#!/bin/sh\nread server\n[ "$1 $server" = "get ${registry.host}" ] && printf '{"Username":"${USER}","Secret":"${PASSWORD}"}'\n`, { mode: 0o755 });
  appOn('golden/debian');
  await image('golden/debian', '12-slim', 'the first');
  const lock = await cli('lock');
  expect({ status: lock.status, stderr: lock.stderr }).toMatchObject({ status: 0 });
});

test.each([
  ['basic', undefined, 'wants a user and a password, and there are none'],
  ['basic', 'wrong', 'does not let these credentials read golden/debian (HTTP 401'],
  ['bearer', undefined, 'does not let anybody without credentials read golden/debian (HTTP 401'],
  ['bearer', 'wrong', 'incorrect username or password'],
] as const)('with %s access and password %s, nothing is locked and the error says how to log in', async (access, password, message) => {
  await start(access);
  if (password !== undefined) login(password);
  appOn('golden/debian');
  await image('golden/debian', '12-slim', 'the first');
  const { status, stderr } = await cli('lock');
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) });
  expect(stderr).toContain(`docker login ${registry.host}`);
  expect(stderr).toContain(`${LOCK_FILE} was not written`);
});

test('an image that is not there, and a registry that is down, are told apart', async () => {
  await start('anonymous');
  appOn('golden/debian');
  expect(await cli('lock')).toMatchObject({ status: 1, stderr: expect.stringContaining('has no golden/debian with 12-slim') });
  await registry.stop();
  expect(await cli('lock')).toMatchObject({ status: 1, stderr: expect.stringContaining(`${registry.host} cannot be reached: ECONNREFUSED`) });
});
