import { BaseImage } from '../../lib/base-image/base-image';
import type { ImageDeclaration } from '../../lib/image/declaration';
import { debianIn, newStack } from '../support/stack';
import { BUILDERS, buildDigest, type BuilderName, type Built, writeContext } from './distributions/builders';
import { declarationOf, DISTRIBUTIONS, type Distribution, IDENTITY } from './distributions/declarations';
import { expectedConfig, expectedEnvironment, symbolic, variables } from './distributions/expected';
import { HOSTILE_LINES, HOSTILE_TEXTS } from './distributions/hostile';
import type { Image } from './distributions/image';
import { installed } from './distributions/installed';
import { leftovers, programs, SHELLS } from './distributions/leftovers';
import { PRINT_ENVIRONMENT, STAGE_RECORD } from './distributions/probe';
import type { ImageConfig } from './engines/buildah';
import { attempt } from './engines/process';
import { startWorld, type Upstream, type World } from './engines/world';

let world: World;

beforeAll(async () => (world = await startWorld()));
afterAll(() => world?.stop());

/** What a pipeline would build. */
const contextOf = (declaration: ImageDeclaration): string => writeContext(debianIn(newStack(), declaration).plan.contextFiles);
const withNul = (values: readonly string[]): string => values.map((value) => `${value}\0`).join('');
const ANY: unknown = expect.any(String);

/** What an image says of itself; the environment apart, and what Buildah says of itself. */
function statedBy({ config: { User, WorkingDir, ExposedPorts, Volumes, Labels, Healthcheck, StopSignal, Entrypoint, Cmd } }: Image): ImageConfig {
  const ofBuildah = (label: string): boolean => label === 'io.buildah.version';
  const labels = Object.fromEntries(Object.entries(Labels!).filter(([label]) => !ofBuildah(label)));
  return { User, WorkingDir, ExposedPorts, Volumes, Labels: labels, Healthcheck, StopSignal, Entrypoint, Cmd };
}

describe.each(Object.entries<Distribution>(DISTRIBUTIONS))('an image on %s', (_, distribution) => {
  const built: Partial<Record<BuilderName, Built>> = {};
  let upstream: Upstream | undefined;
  let declaration: ImageDeclaration;
  let context: string;

  beforeAll(async () => {
    upstream = distribution.standIn && (await world.publish(distribution.standIn));
    declaration = declarationOf(distribution, upstream, await world.publish('alpine'));
    context = contextOf(declaration);
  });

  describe.each(Object.keys(BUILDERS) as BuilderName[])('built by %s', (builder) => {
    let image: Image;

    beforeAll(async () => {
      built[builder] = await BUILDERS[builder](world, context);
      ({ image } = built[builder]);
    });

    test('has the configuration that is declared and no other', () => {
      expect(statedBy(image)).toEqual(expectedConfig(declaration, upstream));
      if (declaration.squash) expect(image.layers).toBe(1);
    });

    test('hands its program the declared arguments byte for byte', async () => {
      expect(await image.start()).toEqual({ status: 0, stdout: withNul(HOSTILE_TEXTS), stderr: '' });
    });

    test('gives containers the declared environment byte for byte and nothing else', async () => {
      const { stdout } = await image.start([`--entrypoint=${PRINT_ENVIRONMENT}`], ['-0']);
      // The first three are from the engine, where they are not the base's.
      const ofEngine = { HOSTNAME: ANY, HOME: ANY, PATH: ANY };
      expect(variables(stdout.split('\0').filter(Boolean))).toEqual({ ...ofEngine, ...variables(distribution.environment ?? []), ...expectedEnvironment(declaration) });
    });

    test('has the declared files with content, mode and owner', async () => {
      for (const { path, mode, userId, groupId, _source } of declaration.files!) {
        expect({ path, ...image.files.get(path) }).toEqual({ path, mode: `-${symbolic(mode)}`, owner: `${userId}/${groupId}` });
        if (_source.kind === 'text') expect(await image.read(path)).toBe(_source.content);
      }
    });

    test('has from the build stage what its command was given, byte for byte', async () => {
      expect(await image.read(STAGE_RECORD)).toBe(withNul([...HOSTILE_TEXTS, ...HOSTILE_LINES]));
    });

    test('has the user that it runs as, and a folder to work in', async () => {
      expect((await image.read('/etc/passwd')).match(/^nonroot:x:65532:65532:.*:\/home\/nonroot:\/sbin\/nologin$/gm)).toHaveLength(1);
      expect((await image.read('/etc/group')).match(/^nonroot:x:65532:$/gm)).toHaveLength(1);
      expect(image.files.get('/srv/work')).toEqual({ mode: 'drwxr-xr-x', owner: '0/0' });
    });

    test('has the declared packages, and those with a version in that version', async () => {
      const packages = await installed(image);
      for (const item of distribution.packages ?? []) expect(packages).toContainEqual(expect.stringMatching(item) as string);
    });

    test('has no file with a setuid or setgid bit, nor anything that only building needs', () => {
      const manager = declaration.base.packageManager;
      expect([...image.files].filter(([, { mode }]) => /^-(..s|.....s)/i.test(mode))).toEqual([]);
      expect(image.find(leftovers(manager))).toEqual([]);
      expect(image.find(SHELLS).length > 0).toBe(declaration.base.hasShell && !declaration.removeShell);
      if (declaration.removePackageManager) expect(image.find(programs(manager))).toEqual([]);
    });
  });

  test('is the same manifest when BuildKit builds it again', async () => {
    expect(await buildDigest(world, context)).toBe(built['a current BuildKit']!.digest);
  });
});

test.each([
  ['debian-outdated', DISTRIBUTIONS['Debian (real apt and packages)']],
  ['amazonlinux', DISTRIBUTIONS['Amazon Linux (real dnf, of Debian)']],
  ['ubi-minimal', DISTRIBUTIONS['UBI minimal (dnf behind a stub of microdnf)']],
  ['leap', DISTRIBUTIONS['openSUSE Leap (real zypper, of Debian)']],
] as const)('a package of %s that is not pinned is updated, without what it recommends and without its documentation', async (standIn, { base }) => {
  const { image } = await BUILDERS['a current BuildKit'](world, contextOf({ ...IDENTITY, base: base(await world.publish(standIn)) }));
  const packages = await installed(image);
  expect(packages.filter((item) => item.startsWith('golden-'))).toEqual(['golden-tool=1.1']);
  expect(image.find(/\/golden-tool\/README$/)).toEqual([]);
});

test('a build that cannot reach the repositories of Debian fails: an image without its patches is none', async () => {
  const { tag, digest } = world.upstream;
  const context = contextOf({ ...IDENTITY, base: BaseImage.debian(tag, { digest }) });
  const { status, stderr } = await attempt('docker', ['build', '--no-cache', '--network=none', context], { env: world.env });
  expect(stderr).toContain('apt-get update');
  expect(status).not.toBe(0);
});
