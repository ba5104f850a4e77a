import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { LockedImage } from '../../../lib/base-image/lock-document';
import { main } from '../../../lib/cli/main';
import { FakeRegistry, INDEX } from '../support/fake-registry';
import { Home } from '../support/home';

const ROOT = join(__dirname, '../../..');
const LOCK_FILE = 'golden-images.lock.json';

let registry: FakeRegistry;
let home: Home;
let debian: string;

beforeEach(async () => {
  registry = await FakeRegistry.start();
  home = new Home();
  const [amd64, arm64] = [registry.image('library/debian', 'amd64'), registry.image('library/debian', 'arm64')];
  debian = registry.manifest(
    'library/debian',
    {
      manifests: [
        { digest: arm64, size: 1, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
        { digest: amd64, size: 1, platform: { os: 'linux', architecture: 'amd64' } },
        { digest: amd64, size: 1, platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
        { digest: amd64, size: 1, platform: { os: 'unknown', architecture: 'unknown' } },
      ],
    },
    '12-slim',
    INDEX,
  );
});
afterEach(() => registry.stop());

const lock = (...args: string[]): Promise<number> => main(['lock', ...args], home.io);
const locked = (): readonly LockedImage[] => (JSON.parse(readFileSync(join(home.dir, LOCK_FILE), 'utf8')) as { images: LockedImage[] }).images;

/** An app on these images, run by a command that is written to cdktf.json. */
function app(...bases: string[]): void {
  home.file('package.json', { type: 'commonjs' });
  home.file('main.ts', `
    import { writeFileSync } from 'node:fs';
    import { BaseImage } from '${ROOT}/lib/base-image/base-image';
    import { LockFile } from '${ROOT}/lib/base-image/lock-file';
    import { PullSource } from '${ROOT}/lib/base-image/pull-source';
    import { Libc } from '${ROOT}/lib/core/libc';
    import { PackageManager } from '${ROOT}/lib/core/package-manager';
    const mirror = PullSource.mirror('${registry.host}');
    const options = { libc: Libc.GLIBC, packageManager: PackageManager.APT };
    const lockFile = LockFile.read(process.env.APP_LOCK_FILE);
    const bases = [${bases.join(', ')}];
    writeFileSync('seen.json', JSON.stringify({ bases: bases.map(String), outdir: process.env.CDKTF_OUTDIR, context: process.env.CDKTF_CONTEXT_JSON }));
  `);
  home.file('cdktf.json', { app: `${process.execPath} ${ROOT}/node_modules/tsx/dist/cli.mjs --tsconfig ${ROOT}/tsconfig.dev.json main.ts`, context: { stage: 'test' } });
}

const DEBIAN = "BaseImage.debian('12-slim', { lockFile, pullFrom: mirror })";
const OWN = (tag = '1'): string => `BaseImage.fromPrivateRegistry('${registry.host}/own/base', '${tag}', { ...options, lockFile })`;

test('the first time, every image that the app asks for is locked, with its platforms', async () => {
  const own = registry.image('own/base', 'one', '1');
  app(DEBIAN, OWN(), DEBIAN);
  expect({ code: await lock(), err: home.err }).toMatchObject({ code: 0 });
  expect(locked()).toEqual([
    { reference: `${registry.host}/own/base:1`, digest: own, platforms: ['linux/amd64'], resolvedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
    {
      reference: 'docker.io/library/debian:12-slim',
      digest: debian,
      pulledFrom: `${registry.host}/library/debian:12-slim`,
      platforms: ['linux/amd64', 'linux/arm/v7', 'linux/arm64'],
      resolvedAt: expect.any(String),
    },
  ]);
  expect(home.out).toContain(`${LOCK_FILE}: 2 images`);
  expect(home.err).toContain('running the app: ');
  expect(home.err).toContain(`asking for 2/2 ${registry.host}/library/debian:12-slim`);
});

test('the app then synthesizes with what is locked', async () => {
  app(DEBIAN);
  await lock();
  expect(await main(['lock', '--keep'], home.io)).toBe(0);
  const { bases } = JSON.parse(readFileSync(join(home.dir, 'seen.json'), 'utf8')) as { bases: string[] };
  expect(bases).toEqual([`docker.io/library/debian:12-slim@${debian}`]);
});

test('while the app is run for its references, what it synthesizes is kept apart and cannot be built', async () => {
  app(DEBIAN);
  await lock();
  const seen = JSON.parse(readFileSync(join(home.dir, 'seen.json'), 'utf8')) as { bases: string[]; outdir: string; context: string };
  expect(seen.bases).toEqual([`docker.io/library/debian:12-slim@sha256:${'0'.repeat(64)}`]);
  expect(existsSync(join(seen.outdir, '..'))).toBe(false);
  expect(seen.outdir).not.toContain(home.dir);
  expect(JSON.parse(seen.context)).toEqual({ stage: 'test' });
});

test('an image that has not moved keeps its entry, one that has gets a new one, and what is not used goes', async () => {
  const unused = { reference: 'docker.io/library/alpine:3.22', digest: `sha256:${'b'.repeat(64)}`, platforms: [], resolvedAt: '2026-01-01T00:00:00Z' };
  const old = { reference: 'docker.io/library/debian:12-slim', digest: debian, pulledFrom: `${registry.host}/library/debian:12-slim`, platforms: ['from/before'], resolvedAt: '2026-01-01T00:00:00Z' };
  const moved = { ...old, reference: `${registry.host}/own/base:1`, digest: unused.digest };
  home.file(LOCK_FILE, { lockFileVersion: 1, images: [unused, old, moved] });
  const own = registry.image('own/base', 'two', '1');
  app(DEBIAN, OWN());
  expect(await lock()).toBe(0);
  expect(locked()).toEqual([{ reference: `${registry.host}/own/base:1`, digest: own, platforms: ['linux/amd64'], resolvedAt: expect.not.stringMatching(old.resolvedAt) }, old]);
  expect(home.out).toMatch(/^ {2}moved +\S+\/own\/base:1 +sha256:b{12} -> sha256:\w{12}$/m);
  expect(home.out).toMatch(/^ {2}same +docker\.io\/library\/debian:12-slim/m);
  expect(home.out).toMatch(/^ {2}removed +docker\.io\/library\/alpine:3\.22$/m);
});

test('--keep asks only for what is new', async () => {
  const old = { reference: `${registry.host}/own/base:1`, digest: `sha256:${'b'.repeat(64)}`, platforms: ['linux/amd64'], resolvedAt: '2026-01-01T00:00:00Z' };
  home.file(LOCK_FILE, { lockFileVersion: 1, images: [old] });
  app(DEBIAN, OWN());
  expect(await lock('--keep')).toBe(0);
  expect(locked()).toEqual([old, expect.objectContaining({ digest: debian })]);
  expect(registry.seen.filter(({ url }) => url.includes('own/base'))).toEqual([]);
});

test('when an image cannot be resolved, nothing is written and every failure is told', async () => {
  app(DEBIAN, OWN('8'), OWN('9'));
  expect(await lock()).toBe(1);
  expect(existsSync(join(home.dir, LOCK_FILE))).toBe(false);
  for (const tag of ['8', '9']) expect(home.err).toContain(`${registry.host}/own/base:${tag}: ${registry.host} has no own/base with ${tag}`);
  expect(home.err).toContain('2 of 3 images could not be resolved');
  expect(readdirSync(home.dir)).not.toContain(`${LOCK_FILE}.new`);
});

test('when the app fails, nothing is written and what it said is told', async () => {
  expect(await lock('--app', 'echo "out of cheese" >&2; exit 3')).toBe(1);
  expect(home.err).toContain('out of cheese');
  expect(home.err).toContain('exit code 3');
  expect(existsSync(join(home.dir, LOCK_FILE))).toBe(false);
});

test('an app that uses no lock file is told how to', async () => {
  expect(await lock('--app', 'true')).toBe(1);
  expect(home.err).toContain('LockFile.read()');
});

test('an app that reads another lock file is told to be told', async () => {
  app(DEBIAN);
  home.env.APP_LOCK_FILE = 'other.json';
  expect(await lock()).toBe(2);
  expect(home.err).toContain(`give --lock-file ${join(home.dir, 'other.json')}`);
});

test('without an app there is nothing to lock', async () => {
  expect(await lock()).toBe(2);
  expect(home.err).toContain('--app');
});
