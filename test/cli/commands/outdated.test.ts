import { main } from '../../../lib/cli/main';
import { FakeRegistry } from '../support/fake-registry';
import { Home } from '../support/home';

const OTHER = `sha256:${'b'.repeat(64)}`;

let registry: FakeRegistry;
let home: Home;
let digest: string;

beforeEach(async () => {
  registry = await FakeRegistry.start();
  home = new Home();
  digest = registry.image('library/any', 'one', '12-slim');
});
afterEach(() => registry.stop());

/** A lock file of images by their tag upstream, each with the digest that it is locked to. */
function locked(images: Record<string, string>): void {
  const entries = Object.entries(images).map(([reference, one]) => ({ reference, digest: one, pulledFrom: `${registry.host}/library/any:12-slim`, platforms: [], resolvedAt: '2026-01-01T00:00:00Z' }));
  home.file('golden-images.lock.json', { lockFileVersion: 1, images: entries });
}

const outdated = (...args: string[]): Promise<number> => main(['outdated', ...args], home.io);
const json = (): { outdated: boolean; images: Record<string, unknown>[] } => JSON.parse(home.out) as never;

test('what is current and supported wants no attention', async () => {
  locked({ 'docker.io/library/debian:12-slim': digest });
  expect(await outdated('--as-of', '2026-01-01')).toBe(0);
  expect(home.out).toMatch(/^ {2}docker\.io\/library\/debian:12-slim +current +sha256:\w{12} +supported \(\d{4}-\d\d-\d\d\)$/m);
  expect(home.out).toContain('0 of 1 want attention');
  expect(registry.seen.map(({ method }) => method)).toEqual(['HEAD']);
});

test('what has moved is told with both digests', async () => {
  locked({ 'docker.io/library/debian:12-slim': OTHER });
  expect(await outdated('--as-of', '2026-01-01', '--json')).toBe(1);
  expect(json()).toMatchObject({ outdated: true, images: [{ locked: OTHER, upstream: 'moved', digest }] });
  expect(await outdated('--as-of', '2026-01-01')).toBe(1);
  expect(home.out).toContain(`moved  ${OTHER.slice(0, 19)} -> ${digest.slice(0, 19)}`);
});

test.each([
  // Debian 12: the end of its standard support and of Debian LTS, as the support data have them.
  ['before the days that were asked for', '2026-04-11', 'supported', false, 0],
  ['within them', '2026-04-12', 'ends soon', true, 1],
  ['on the last day', '2026-07-11', 'ends soon', true, 1],
  ['after it', '2026-07-12', 'extended', false, 1],
  ['after extended support', '2028-07-01', 'ended', false, 1],
])('the support of Debian 12 %s (%s) is %s', async (_, asOf, word, endsSoon, code) => {
  locked({ 'docker.io/library/debian:12-slim': digest });
  expect(await outdated('--as-of', asOf, '--within', '90')).toBe(code);
  expect(home.out).toContain(`${word} (2026-07-11)`);
  home.out = '';
  await outdated('--as-of', asOf, '--json');
  expect(json().images[0]).toMatchObject({ support: { endsSoon, ends: '2026-07-11', daysLeft: (Date.parse('2026-07-11') - Date.parse(asOf)) / 86_400_000 } });
});

test('support that is not known is said to be so, and is no finding', async () => {
  locked({ 'docker.io/library/node:24': digest, 'quay.io/a/b:1': digest });
  expect(await outdated('--as-of', '2026-01-01')).toBe(0);
  expect(home.out).toMatch(/node:24 .*supported \(2028-04-30\), unknown for the distribution/);
  expect(home.out).toMatch(/quay\.io\/a\/b:1 .*unknown$/m);
});

test('a registry that gives no answer is a finding, and the others are told', async () => {
  locked({ 'docker.io/library/debian:12-slim': digest });
  home.file('golden-images.lock.json', {
    lockFileVersion: 1,
    images: [
      { reference: 'docker.io/library/debian:12-slim', digest, pulledFrom: `${registry.host}/library/any:12-slim`, platforms: [], resolvedAt: '' },
      { reference: 'docker.io/library/ubuntu:24.04', digest, pulledFrom: `${registry.host}/library/gone:24.04`, platforms: [], resolvedAt: '' },
    ],
  });
  expect(await outdated('--as-of', '2026-01-01', '--json')).toBe(1);
  expect(json().images.map(({ upstream }) => upstream)).toEqual(['current', 'unknown']);
  const { error, remedy } = json().images[1] as { error: string; remedy: string };
  expect(error).toMatch(/has no library\/gone with 24\.04[^\n]*$/);
  expect(remedy).toMatch(/^(?!remedy)[^\n]+$/);
  expect(json().images[0]).toMatchObject({ error: null, remedy: null });
  expect(home.err).toContain(`docker.io/library/ubuntu:24.04: ${error}\n  remedy: ${remedy}\n`);
});

test.each([
  [['--within', '-1'], 2, '--within'],
  [['--within', 'soon'], 2, '--within'],
  [['--as-of', '2026-02-30'], 2, '--as-of'],
  [['--timeout', '0'], 2, '--timeout'],
  [['more'], 2, 'unexpected argument "more"'],
  [['--lock-file', 'absent.json'], 1, 'there is no absent.json here'],
])('%j is an error that names it', async (args, code, message) => {
  locked({});
  expect(await outdated(...args)).toBe(code);
  expect(home.err).toContain(message);
});
