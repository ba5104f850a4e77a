import { main } from '../../../lib/cli/main';
import { FakeRegistry, INDEX } from '../support/fake-registry';
import { Home } from '../support/home';
import { attest } from '../support/sbom';

let registry: FakeRegistry;
let home: Home;
let from: string;
let to: string;

beforeEach(async () => {
  registry = await FakeRegistry.start();
  home = new Home();
  from = registry.image('golden/debian', 'one', '1.0.0', 50_000_000);
  to = registry.image('golden/debian', 'two', '1.1.0', 48_750_000);
});
afterEach(() => registry.stop());

const image = (digest: string): string => `${registry.host}/golden/debian@${digest}`;
const diff = (...args: string[]): Promise<number> => main(['diff', ...args], home.io);

test('packages that were added, removed and changed are told by kind, and the size', async () => {
  attest(registry, 'golden/debian', from, [['deb', 'libc6', '2.36-9'], ['deb', 'curl', '7.88'], ['deb', 'tzdata', '2025a'], ['npm', 'curl', '1.0.0']]);
  attest(registry, 'golden/debian', to, [['deb', 'libc6', '2.36-10'], ['deb', 'tzdata', '2025a'], ['npm', 'curl', '1.0.0'], ['npm', 'curl', '2.0.0'], ['deb', 'jq', '1.6']]);
  expect({ code: await diff(image(from), image(to)), err: home.err }).toMatchObject({ code: 0 });
  expect(home.out).toBe(
    [
      `${from.slice(0, 19)} -> ${to.slice(0, 19)} (linux/amd64)`,
      'size: 50.00 -> 48.75 MB (-1.25)',
      'packages: 4 -> 4 (1 added, 1 removed, 2 changed)',
      '  -  deb  curl   7.88',
      '  +  deb  jq     1.6',
      '  ~  deb  libc6  2.36-9 -> 2.36-10',
      '  ~  npm  curl   1.0.0 -> 1.0.0, 2.0.0',
      '',
    ].join('\n'),
  );
});

test('--json tells the same, and tags are looked up', async () => {
  attest(registry, 'golden/debian', from, [['deb', 'curl', '7.88']]);
  attest(registry, 'golden/debian', to, [['deb', 'curl', '7.89']]);
  expect(await diff(`${registry.host}/golden/debian:1.0.0`, `${registry.host}/golden/debian:1.1.0`, '--json')).toBe(0);
  expect(JSON.parse(home.out)).toEqual({
    platform: 'linux/amd64',
    from: { reference: `${registry.host}/golden/debian:1.0.0`, digest: from, bytes: 50_000_100, packages: 1 },
    to: { reference: `${registry.host}/golden/debian:1.1.0`, digest: to, bytes: 48_750_100, packages: 1 },
    packages: [{ kind: 'deb', name: 'curl', from: ['7.88'], to: ['7.89'] }],
  });
});

test('an image without a bill of materials is told of, and sizes are compared all the same', async () => {
  attest(registry, 'golden/debian', from, [['deb', 'curl', '7.88']]);
  expect(await diff(image(from), image(to))).toBe(1);
  expect(home.out).toContain('size: 50.00 -> 48.75 MB');
  expect(home.out).not.toContain('packages');
  expect(home.err).toContain(`${image(to)} (${to}): no SPDX attestation`);
});

test('the newest attestation counts, and neither what is about another image nor what is of another kind', async () => {
  attest(registry, 'golden/debian', from, [['deb', 'old', '1']], { created: '2026-01-01T00:00:00Z' });
  attest(registry, 'golden/debian', from, [['deb', 'new', '1']], { created: '2026-02-01T00:00:00Z' });
  attest(registry, 'golden/debian', from, [['deb', 'foreign', '1']], { created: '2026-03-01T00:00:00Z', about: to });
  attest(registry, 'golden/debian', from, [['deb', 'other', '1']], { created: '2026-03-01T00:00:00Z', predicateType: 'https://slsa.dev/provenance/v1' });
  attest(registry, 'golden/debian', to, []);
  expect(await diff(image(from), image(to))).toBe(0);
  expect(home.out).toMatch(/^ {2}- {2}deb {2}new {2}1$/m);
  expect(home.out).not.toMatch(/old|foreign|other/);
});

describe('of images with several platforms', () => {
  const both = (amd64: string, arm64: string): string =>
    registry.manifest('golden/debian', { manifests: [['arm64', arm64], ['amd64', amd64]].map(([architecture, digest]) => ({ digest, size: 1, platform: { os: 'linux', architecture } })) }, undefined, INDEX);

  beforeEach(() => {
    const [fromArm, toArm] = [registry.image('golden/debian', 'one-arm', undefined, 1_000_000), registry.image('golden/debian', 'two-arm', undefined, 2_000_000)];
    for (const digest of [from, to, fromArm, toArm]) attest(registry, 'golden/debian', digest, [['deb', 'curl', digest === toArm ? '2' : '1']]);
    [from, to] = [both(from, fromArm), both(to, toArm)];
  });

  test('linux/amd64 is compared, unless told otherwise', async () => {
    expect(await diff(image(from), image(to))).toBe(0);
    expect(home.out).toContain('(linux/amd64)\nsize: 50.00 -> 48.75 MB');
    home.out = '';
    expect(await diff(image(from), image(to), '--platform', 'linux/arm64')).toBe(0);
    expect(home.out).toContain('(linux/arm64)\nsize: 1.00 -> 2.00 MB (+1.00)');
    expect(home.out).toContain('~  deb  curl  1 -> 2');
  });

  test('a platform that one of them has not is an error that tells what they have', async () => {
    expect(await diff(image(from), image(to), '--platform', 'linux/s390x')).toBe(1);
    expect(home.err).toContain('the first has linux/arm64, linux/amd64');
  });
});

test.each([
  [['golden/debian:1'], 'the newer image is missing'],
  [[], 'the older image is missing'],
  [['a.example.com/b', 'a.example.com/c:1'], 'names no image of the repository'],
  [['a.example.com/b:1', 'a.example.com/b:2', 'x'], 'unexpected argument "x"'],
  [['https://a.example.com/b', 'a.example.com/b:2'], 'is no reference'],
])('%j is used wrongly', async (args, message) => {
  expect(await diff(...args)).toBe(2);
  expect(home.err).toContain(message);
});
