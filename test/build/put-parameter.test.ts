import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COMMON = join(__dirname, '../../lib/build/scripts/common.sh');
const OF_ADVANCED_TIER = "An error occurred (ValidationException): This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier.";

/** What the script's function asks of an AWS CLI that does as it is told, call by call. */
function put(aws: string): { status: number | null; stderr: string; calls: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'put-parameter-'));
  const log = join(folder, 'calls');
  writeFileSync(log, '');
  writeFileSync(join(folder, 'aws'), `#!/usr/bin/env bash\nprintf '%s\\n' "$*" >>'${log}'\n${aws}\n`);
  chmodSync(join(folder, 'aws'), 0o755);
  const { status, stderr } = spawnSync('bash', ['-c', `source "$1"; put_parameter /golden/debian/channels/stable 'sha256:a b'`, 'release.sh', COMMON], {
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  return { status, stderr, calls: readFileSync(log, 'utf8').split('\n').filter((call) => call !== '') };
}

const CALL = 'ssm put-parameter --name /golden/debian/channels/stable --value sha256:a b --overwrite';

test('a parameter is written in one call', () => {
  expect(put('exit 0')).toEqual({ status: 0, stderr: '', calls: [CALL] });
});

test('one that is shared, and so of the advanced tier, is written as such where SSM asks for it', () => {
  const aws = `[[ $* == *--tier* ]] || { echo "${OF_ADVANCED_TIER}" >&2; exit 254; }`;
  expect(put(aws)).toEqual({ status: 0, stderr: '', calls: [CALL, `${CALL} --tier Advanced`] });
});

test.each([
  ['what SSM refuses for another reason', "echo 'An error occurred (AccessDeniedException)' >&2; exit 254", [CALL], 'AccessDeniedException'],
  ['what SSM refuses for that tier, too', `echo "${OF_ADVANCED_TIER}" >&2; exit 254`, [CALL, `${CALL} --tier Advanced`], "You can't downgrade"],
])('%s ends the run, and names the action', (_, aws, calls, reason) => {
  const ended = put(aws);
  expect([ended.status, ended.calls]).toEqual([1, calls]);
  expect(ended.stderr).toContain('release: ERROR: ssm:PutParameter failed: An error occurred');
  expect(ended.stderr).toContain(reason);
});
