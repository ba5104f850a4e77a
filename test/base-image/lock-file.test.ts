import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BaseImage } from '../../lib/base-image/base-image';
import { COLLECT_VARIABLE, lockDocument, LockedImage } from '../../lib/base-image/lock-document';
import { LockFile } from '../../lib/base-image/lock-file';
import { PullSource } from '../../lib/base-image/pull-source';
import { errorOf, expectRefused } from '../support/errors';
import { DIGEST } from '../support/stack';

const DEBIAN: LockedImage = { reference: 'docker.io/library/debian:12-slim', digest: DIGEST, platforms: ['linux/amd64'], resolvedAt: '2026-11-24T10:00:00Z' };
const ALPINE: LockedImage = { ...DEBIAN, reference: 'docker.io/library/alpine:3.22', pulledFrom: 'mirror.example.com/library/alpine:3.22' };

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-image-lock-'));
  path = join(folder, 'images.lock.json');
});
afterEach(() => {
  delete process.env[COLLECT_VARIABLE];
  rmSync(folder, { recursive: true });
});

function written(text: string): LockFile {
  writeFileSync(path, text);
  return LockFile.read(path);
}

test('an image is pinned to the digest that its reference has in the lock file', () => {
  const lockFile = written(lockDocument([DEBIAN, ALPINE]));
  expect(String(BaseImage.debian('12-slim', { lockFile }))).toBe(`docker.io/library/debian:12-slim@${DIGEST}`);
  expect(lockFile.digestOf('docker.io/library/alpine:3.22')).toBe(DIGEST);
  expect(lockFile.references).toEqual(['docker.io/library/alpine:3.22', 'docker.io/library/debian:12-slim']);
});

test('the same images in another order are the same text, in which the digest stands right behind the reference', () => {
  expect(lockDocument([DEBIAN, ALPINE])).toBe(lockDocument([ALPINE, DEBIAN]));
  expect(lockDocument([ALPINE])).toMatch(/"reference": "docker\.io\/library\/alpine:3\.22",\s*"digest": "sha256:/);
});

test('an image that is not locked is an error that names the command which locks it', () => {
  const lockFile = written(lockDocument([DEBIAN]));
  const error = errorOf(() => BaseImage.debian('13-slim', { lockFile }));
  expect(error).toMatchObject({ code: 'NotLocked', where: 'BaseImage.debian', message: expect.stringContaining('docker.io/library/debian:13-slim') });
  expect(error.message).toContain(`run \`npx golden-image lock --lock-file ${path}\``);
});

test('a lock file that is not there is an error that names the command which writes it', () => {
  const error = errorOf(() => LockFile.read(path));
  expect(error).toMatchObject({ code: 'InvalidLockFile', message: expect.stringContaining('ENOENT') });
  expect(error.message).toContain(`npx golden-image lock --lock-file ${path}`);
});

test('without a path the lock file is the one that the command writes by default', () => {
  expect(errorOf(() => LockFile.read()).message).toMatch(/given: +"golden-images\.lock\.json"\n[^]*`npx golden-image lock`/);
});

test.each([
  ['what is no JSON', '<<<<<<< HEAD', 'it is not JSON'],
  ['nothing', 'null', 'its lockFileVersion is not 1'],
  ['another version', '{"lockFileVersion":2,"images":[]}', 'its lockFileVersion is not 1'],
  ['no list of images', '{"lockFileVersion":1,"images":{}}', 'it has no list of images'],
  ['an image twice', lockDocument([DEBIAN, DEBIAN]), 'two entries for docker.io/library/debian:12-slim'],
])('a lock file with %s is an error', (_, text, problem) => {
  const error = errorOf(() => written(text));
  expect(error).toMatchObject({ code: 'InvalidLockFile', message: expect.stringContaining(problem) });
});

test('a lock file with a wrong reference or digest is an error that names the file', () => {
  const bad = (change: object): string => JSON.stringify({ lockFileVersion: 1, images: [{ ...DEBIAN, ...change }] });
  expect(errorOf(() => written(bad({ digest: 'latest' })))).toMatchObject({ code: 'InvalidDigest', message: expect.stringContaining(path) });
  expect(errorOf(() => written(bad({ reference: 'debian:12' }))).code).toBe('InvalidImageReference');
  expect(errorOf(() => written('{"lockFileVersion":1,"images":[null]}')).code).toBe('InvalidImageReference');
});

test('a lock file stands beside neither a digest nor a reason to track', () => {
  const lockFile = written(lockDocument([DEBIAN]));
  expectRefused('ContradictoryPin', [{ digest: DIGEST }, { trackingReason: 'a canary' }], (other: object) => BaseImage.debian('12-slim', { lockFile, ...other }));
});

test('while references are collected, what is not locked is no error and is written down, with where it is pulled from', () => {
  const collected = join(folder, 'references.jsonl');
  process.env[COLLECT_VARIABLE] = collected;
  const lockFile = LockFile.read(path);
  const image = BaseImage.debian('12-slim', { lockFile, pullFrom: PullSource.ecrPublic() });
  expect(String(image)).toBe(`docker.io/library/debian:12-slim@sha256:${'0'.repeat(64)}`);
  const lines = readFileSync(collected, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as unknown);
  expect(lines).toEqual([{ lockFile: path, reference: 'docker.io/library/debian:12-slim', pulledFrom: 'public.ecr.aws/docker/library/debian:12-slim' }]);
});

test('while references are collected, what is locked keeps its digest', () => {
  writeFileSync(path, lockDocument([DEBIAN]));
  process.env[COLLECT_VARIABLE] = join(folder, 'references.jsonl');
  expect(LockFile.read(path).digestOf(DEBIAN.reference)).toBe(DIGEST);
});

test('a place that only Terraform knows is no place to ask for the digest', () => {
  const collected = join(folder, 'references.jsonl');
  process.env[COLLECT_VARIABLE] = collected;
  const pullFrom = PullSource.pullThroughCache({ registry: '${TfToken[TOKEN.1]}', prefix: 'hub' });
  BaseImage.debian('12-slim', { lockFile: LockFile.read(path), pullFrom });
  expect(JSON.parse(readFileSync(collected, 'utf8'))).toMatchObject({ pulledFrom: 'docker.io/library/debian:12-slim' });
});
