import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SCRIPTS = join(__dirname, '../../lib/build/scripts');
const DAY = 86_400;
const DECLARATION = 'd'.repeat(64);

const ago = (days: number): string => new Date(Date.now() - days * DAY * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
const secondsAgo = (days: number): number => Math.floor(Date.now() / 1000 - days * DAY);

interface Check {
  readonly lastRelease: object;
  readonly notices?: object;
  /** Whether the image has a package manager, and so a layer of patches. */
  readonly hasPatches?: boolean;
  readonly refreshAfterDays?: number;
}

/** What a day's check tells of releases, and notes. */
function check({ lastRelease, notices = {}, hasPatches = true, refreshAfterDays = 7 }: Check): { told: boolean; noted: Record<string, unknown>; written: boolean } {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'));
  writeFileSync(join(folder, 'Dockerfile'), hasPatches ? 'FROM x\nARG REFRESH_EPOCH=none\n' : 'FROM x\n');
  const script = `
    source "$SCRIPTS/common.sh"; source "$SCRIPTS/no-op.sh"; source "$SCRIPTS/notices.sh"
    put_event() { printf '%s' "$1" >"$CODEBUILD_SRC_DIR/told"; }
    put_parameter() { printf '%s' "$2" >"$CODEBUILD_SRC_DIR/written"; }
    bases='{}'; : >"$work/pins"
    printf '%s\\n' "$LAST" >"$work/last-release"; printf '%s\\n' "$NOTICES" >"$work/notices"
    tell_people
    cat "$work/notices"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, 'build.sh'], {
    env: {
      ...process.env, SCRIPTS, LAST: JSON.stringify(lastRelease), NOTICES: JSON.stringify(notices), CODEBUILD_SRC_DIR: folder, DECLARATION_HASH: DECLARATION,
      IMAGE_NAME: 'debian', NOTICES_PARAMETER: '/golden/debian/notices', RELEASE_NOTICE_DAYS: '30', REFRESH_AFTER_DAYS: String(refreshAfterDays),
    },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const has = (name: string): boolean => { try { return readFileSync(join(folder, name), 'utf8') !== ''; } catch { return false; } };
  return { told: has('told'), noted: JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, unknown>, written: has('written') };
}

const released = (days: number, change: object = {}): object => ({ digest: 'sha256:1', declaration: DECLARATION, bases: {}, refreshedAt: ago(days), releasedAt: ago(days), ...change });

describe('that nothing was released for long', () => {
  test('is told when a release was due at an earlier check, too', () => {
    expect(check({ lastRelease: released(31), notices: { dueSince: secondsAgo(24) } })).toMatchObject({ told: true, noted: { notReleased: expect.any(Number) } });
  });

  test('is not told of an image that has nothing to release, however old it is, and nothing is written down', () => {
    expect(check({ lastRelease: released(400), hasPatches: false })).toEqual({ told: false, noted: {}, written: false });
    expect(check({ lastRelease: released(59), refreshAfterDays: 60 })).toEqual({ told: false, noted: {}, written: false });
  });

  test('is not told by the check that starts the build, which notes since when a release is due', () => {
    const first = check({ lastRelease: released(60), refreshAfterDays: 60 });
    expect(first).toEqual({ told: false, noted: { dueSince: expect.any(Number) }, written: true });
    expect(check({ lastRelease: released(400, { declaration: 'before' }), hasPatches: false }).told).toBe(false);
  });

  test('is told by the next check, where that build released nothing', () => {
    expect(check({ lastRelease: released(61), refreshAfterDays: 60, notices: { dueSince: secondsAgo(1) } }).told).toBe(true);
    expect(check({ lastRelease: released(61), refreshAfterDays: 60, notices: { dueSince: secondsAgo(0.5) } }).told).toBe(false);
  });

  test('is over with the release: what is due next is due anew', () => {
    expect(check({ lastRelease: released(1), notices: { dueSince: secondsAgo(2) } })).toEqual({ told: false, noted: {}, written: true });
    const next = check({ lastRelease: released(60), refreshAfterDays: 60, notices: { dueSince: secondsAgo(61) } });
    expect(next.told).toBe(false);
    expect(next.noted.dueSince).toBeGreaterThan(secondsAgo(0.01));
  });

  test('is told of an image that was never released, so many days after the first check', () => {
    expect(check({ lastRelease: {} })).toEqual({ told: false, noted: { firstCheckAt: expect.any(String), dueSince: expect.any(Number) }, written: true });
    expect(check({ lastRelease: {}, notices: { firstCheckAt: ago(31), dueSince: secondsAgo(31) } }).told).toBe(true);
    expect(check({ lastRelease: {}, notices: { firstCheckAt: ago(29), dueSince: secondsAgo(29) } }).told).toBe(false);
  });
});
