// Lets Renovate's own validator judge the shipped preset, and Renovate itself find what is in a lock file by it.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// The last major version that still starts on Node.js 20; it says that it wants a newer one.
const RENOVATE = 'renovate@41.173.1';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const IMAGES = [
  { reference: 'docker.io/library/debian:12-slim', digest: DIGEST, platforms: ['linux/amd64'], resolvedAt: '2026-11-24T10:00:00Z' },
  { reference: 'registry.example.com:5000/base/node:22', digest: DIGEST, platforms: ['linux/amd64'], resolvedAt: '2026-11-24T10:00:00Z' },
];

const folder = mkdtempSync(path.join(tmpdir(), 'renovate-'));
const renovate = (env, ...command) =>
  spawnSync('npx', ['--yes', '--package', RENOVATE, '--', ...command], { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });

try {
  copyFileSync('renovate/golden-images.json', path.join(folder, 'renovate.json'));
  writeFileSync(path.join(folder, 'golden-images.lock.json'), `${JSON.stringify({ lockFileVersion: 1, images: IMAGES }, undefined, 2)}\n`);
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  execFileSync('git', ['add', '.'], { cwd: folder });
  execFileSync('git', ['-c', 'user.name=check', '-c', 'user.email=check@example.com', 'commit', '--quiet', '--message=check'], { cwd: folder });

  const { status, stdout } = renovate({}, 'renovate-config-validator', '--strict');
  console.log(stdout);
  if (status !== 0) throw new Error('the validator refuses renovate/golden-images.json');
  // Its status is no measure: it is 1 for the version of Node.js alone.
  const { stdout: log } = renovate({ RENOVATE_PLATFORM: 'local', LOG_LEVEL: 'debug', LOG_FORMAT: 'json' }, 'renovate', '--dry-run=extract', '--onboarding=false', '--require-config=optional');
  const extracted = log.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)).find(({ msg }) => msg === 'Extracted dependencies');
  const found = (extracted?.packageFiles.regex ?? []).flatMap(({ deps }) => deps).map(({ depName, currentValue, currentDigest, datasource }) => [`${depName}:${currentValue}`, currentDigest, datasource].join(' '));
  const wanted = IMAGES.map(({ reference, digest }) => `${reference} ${digest} docker`);
  if (found.sort().join('\n') !== wanted.sort().join('\n')) throw new Error(`Renovate found ${JSON.stringify(found)}`);
  console.log(`Renovate finds ${found.length} of ${wanted.length} images of a lock file.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
