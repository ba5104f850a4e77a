import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { run } from '../engines/process';
import type { Fault } from './fault';
import { IMAGE, type Line } from './line';

const PUSH = { method: 'PUT', path: `/v2/golden-candidates/${IMAGE}/manifests/` };
const UPSTREAM = { host: 'cgr.dev', path: '/v2/chainguard/static/manifests/' };
/** The scripts' own waiting takes no time. */
const WITHOUT_WAITING = { at: '^sleep ', does: 'exit', times: 99 };
/** Two failures of a push, as the engine tells them. */
const FAILURE = `received unexpected HTTP status: 500 Internal Server Error: manifests/sha256:${'403'.repeat(21)}a`;
const REFUSAL = 'unexpected status from HEAD request to https://registry/v2/image/blobs/sha256:1: 403 Forbidden';
const pushSays = (text: string): Fault['call'] => ({ at: '^docker push', does: `echo "${text}"; exit 1` });

const coldMachine = async (line: Line): Promise<void> => line.forgetLayers();

async function containers(line: Line): Promise<string> {
  return run('docker', ['ps', '--all', '--quiet'], { env: line.world.env });
}

/** 16 megabytes in the place of the disk. */
async function smallDisk(): Promise<() => Promise<unknown>> {
  await run('mkdir', ['-p', SMALL_DISK]);
  await run('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'small-disk', SMALL_DISK]);
  return () => run('umount', [SMALL_DISK]);
}
const SMALL_DISK = path.join(mkdtempSync(path.join(tmpdir(), 'faults-')), 'small-disk');
const FILLED = 'dd if=/dev/zero of="$TMPDIR/full" bs=4096 2>/dev/null';

export const BUILD_FAULTS: readonly Fault[] = [
  // The registry that is pushed to.
  { name: 'the registry answers 429 to the push: it pushes again', registry: { ...PUSH, status: 429, retryAfter: 1, times: 1 }, call: WITHOUT_WAITING, ends: 'well', says: [/^build: pushing .* again: .*Rate exceeded/m], leaves: 'a candidate' },
  { name: 'the registry answers 500 to every push: it gives up', registry: { ...PUSH, status: 500 }, call: WITHOUT_WAITING, ends: 'in failure', says: [/^build: ERROR: docker push failed: /m], leaves: 'nothing' },
  { name: 'the registry cuts the connection of the push: it pushes again', registry: { ...PUSH, cutAfter: 10, times: 1 }, call: WITHOUT_WAITING, ends: 'well', says: [/^build: pushing .* again: /m], leaves: 'a candidate' },
  { name: 'the registry is slow: it waits', registry: { ...PUSH, delaySeconds: 2, times: 1 }, ends: 'well', leaves: 'a candidate' },
  { name: 'the push of a digest with the digits 403 fails: it pushes again', call: pushSays(FAILURE), ends: 'well', says: [/^build: pushing .* again: received unexpected HTTP status: 500/m], leaves: 'a candidate' },
  { name: 'the push is refused: it does not ask twice', call: pushSays(REFUSAL), ends: 'in failure', says: [/^build: ERROR: docker push failed: .*403 Forbidden \(a HEAD request was refused/m], leaves: 'nothing' },

  // What it is built on.
  { name: 'the tag of the base is gone', registry: { ...UPSTREAM, status: 404 }, ends: 'in failure', says: [/^build: ERROR: crane digest failed: .*manifests\/latest: UNKNOWN/m], leaves: 'nothing' },
  { name: 'the digest of the base is gone', before: coldMachine, registry: { ...UPSTREAM, path: `${UPSTREAM.path}sha256:`, status: 404 }, ends: 'in failure', says: [/^build: ERROR: docker build failed: .*not found/m], leaves: 'nothing' },
  { name: "the base's registry answers 429", registry: { ...UPSTREAM, status: 429 }, ends: 'in failure', says: [/^build: ERROR: crane digest failed: .*TOOMANYREQUESTS/m], leaves: 'nothing' },
  { name: "the base's registry answers 500", registry: { ...UPSTREAM, status: 500 }, ends: 'in failure', says: [/^build: ERROR: crane digest failed: .*(UNKNOWN|500 Internal)/m], leaves: 'nothing' },
  { name: "the base's registry is slow: it waits", registry: { ...UPSTREAM, delaySeconds: 2, times: 1 }, ends: 'well', leaves: 'a candidate' },
  {
    name: 'the tag of the base is moved: it builds on what it looked up',
    before: async (line) => {
      await line.publishElsewhere();
      await line.forgetLayers();
    },
    call: { at: '^docker build', does: '"$(dirname "$0")/../real/crane" tag cgr.dev/chainguard/static:elsewhere latest' },
    ends: 'well',
    leaves: 'a candidate',
    and: async (line, { log, candidates: [candidate] }) => {
      const [, lookedUp] = /^build: building on cgr.dev\/chainguard\/static:latest@(sha256:[a-f0-9]{64})$/m.exec(log)!;
      expect(await line.baseDigest()).not.toBe(lookedUp);
      const config = JSON.parse(await line.crane('config', `${line.world.registryHost}/${candidate!.repository}@${candidate!.digest}`)) as { config: { Labels: Record<string, string> }; rootfs: { diff_ids: string[] } };
      expect(config.config.Labels).toMatchObject({ 'org.opencontainers.image.base.digest': lookedUp, 'io.github.cdktf-golden-image.bases': JSON.stringify({ BASE: lookedUp }) });
      const base = JSON.parse(await line.crane('config', `cgr.dev/chainguard/static@${lookedUp}`)) as { rootfs: { diff_ids: string[] } };
      expect(config.rootfs.diff_ids.slice(0, 1)).toEqual(base.rootfs.diff_ids);
    },
  },

  // The machine, the account and the mirror of the tools.
  { name: 'the disk has no room for its tools', before: smallDisk, extraEnv: { TMPDIR: SMALL_DISK }, call: { at: '^curl .*crane', does: FILLED }, ends: 'in failure', says: [/^build: ERROR: download of .* failed: /m], leaves: 'nothing' },
  { name: 'the disk is full when it builds', before: smallDisk, extraEnv: { TMPDIR: SMALL_DISK }, call: { at: '^docker build', does: FILLED }, ends: 'in failure', says: [/No space left on device/, /^build: ERROR: docker build failed: /m], leaves: 'nothing' },
  { name: 'the download of a tool is cut: it downloads again', registry: { host: 'tools.e2e.test', path: 'container-structure-test', cutAfter: 1000, times: 1 }, ends: 'well', leaves: 'a candidate' },
  { name: 'ECR refuses the token for its rate: it asks again', aws: { action: 'ecr:GetAuthorizationToken', code: 'ThrottlingException', times: 1 }, ends: 'well', leaves: 'a candidate' },
  { name: 'SSM does not tell what was released last', aws: { action: 'ssm:GetParameters', code: 'AccessDeniedException' }, ends: 'in failure', says: [/^build: ERROR: ssm:GetParameters failed: .*AccessDeniedException/m], leaves: 'nothing' },

  // The image.
  {
    name: 'a structure test hangs',
    call: { at: '^docker build', does: `file=$CODEBUILD_SRC_DIR/tests/runtime/structure-tests.json; jq '.commandTests[].args = ["for ever"]' "$file" >"$file.new"; mv "$file.new" "$file"` },
    environment: { STRUCTURE_TESTS_SECONDS: '2' },
    ends: 'in failure',
    says: [/^test: FAILED: container-structure-test: it did not end, expected its \d+ results within 2 seconds$/m, 'build: ERROR: the image tests failed: nothing is pushed'],
    leaves: 'nothing',
    and: async (line) => expect(await containers(line)).toBe(''),
  },
  {
    name: 'the newest candidate is poisoned: it takes its cache from what was released',
    before: async (line) => {
      await line.forgetLayers();
      await line.poison();
    },
    ends: 'well',
    says: [/importing cache manifest from .*golden-candidates\/tiny@sha256:/],
    leaves: 'a candidate',
    and: async (line, { log, candidates: [candidate] }) => {
      const { digest } = JSON.parse((await line.state()).lastRelease) as { digest: string };
      expect([...log.matchAll(/importing cache manifest from [^\s@]+@(sha256:[a-f0-9]{64})/g)].every((match) => match[1] === digest)).toBe(true);
      expect(await line.fileOf(candidate!, 'etc/motd')).toBe('as declared\n');
    },
  },
];
