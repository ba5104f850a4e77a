/**
 * npm run api:compatible: compares the API of this build with that of the newest published version, by jsii-diff. What breaks
 * those who use it is an error unless the version says so: another major version, or before 1.0 another minor one. Before there
 * is one that is published, there is nothing to compare with, and it says so.
 *
 * node scripts/api-compatible.mjs OLD [NEW] compares two folders.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const { name } = manifest('.');
const [old = published(), next = '.'] = process.argv.slice(2);
if (old === undefined) {
  console.log(`${name} is not published yet: there is no API to be compatible with`);
  process.exit(0);
}
const { status, stdout, stderr } = spawnSync('npx', ['--yes', '--package=jsii-diff@1.134.0', '--', 'jsii-diff', '--error-on', 'all', old, next], { encoding: 'utf8' });
const said = `${stdout}${stderr}`.split('\n').filter((line) => !/^!!|^$/.test(line)).join('\n');
const [from, to] = [old, next].map((folder) => manifest(folder).version);
if (said !== '') console.log(said);
if (status !== 0 && !/^err /m.test(said)) {
  console.error('jsii-diff did not come to a result');
  process.exit(1);
}
if (status !== 0 && mayBreak(from, to)) {
  console.log(`${to} may break what uses ${from}`);
  process.exit(0);
}
if (status !== 0) console.error(`the API breaks what uses ${from}, and the version is ${to}: keep what was there, or raise the ${from.startsWith('0.') ? 'minor' : 'major'} version`);
process.exit(status);

function mayBreak(from, to) {
  const [[major, minor], [toMajor, toMinor]] = [from, to].map((version) => version.split('.').map(Number));
  return toMajor > major || (major === 0 && toMajor === 0 && toMinor > minor);
}

function manifest(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** A folder with the newest published version. */
function published() {
  const { status, stdout, stderr } = spawnSync('npm', ['view', name, 'version', '--json'], { encoding: 'utf8' });
  if (status !== 0 && `${stdout}${stderr}`.includes('E404')) return undefined;
  if (status !== 0) throw new Error(`npm view ${name}: ${stderr}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'published-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  const installed = spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `${name}@${JSON.parse(stdout)}`], { encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`npm install ${name}: ${installed.stderr}`);
  return path.join(folder, 'node_modules', name);
}
