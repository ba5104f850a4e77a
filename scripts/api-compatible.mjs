/**
 * npm run api:compatible: compares the API of both packages, once they are compiled, with that of their newest published versions,
 * by jsii-diff. What breaks those who use one is an error unless the version says so: another major version, or before 1.0 another
 * minor one. Before there is one that is published, there is nothing to compare with, and it says so.
 *
 * node scripts/api-compatible.mjs OLD [NEW] compares two folders.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const [old, next = '.'] = process.argv.slice(2);
const compatible = old === undefined ? ['.', '.cache/cdktn/package'].map((folder) => isCompatible(published(folder), folder)) : [isCompatible(old, next)];
process.exitCode = compatible.every(Boolean) ? 0 : 1;

function isCompatible(old, next) {
  if (old === undefined) {
    console.log(`${manifest(next).name} is not published yet: there is no API to be compatible with`);
    return true;
  }
  const { status, stdout, stderr } = spawnSync('npx', ['--yes', '--package=jsii-diff@1.134.0', '--', 'jsii-diff', '--error-on', 'all', old, next], { encoding: 'utf8' });
  const said = `${stdout}${stderr}`.split('\n').filter((line) => !/^!!|^$/.test(line)).join('\n');
  const [from, to] = [old, next].map((folder) => manifest(folder).version);
  if (said !== '') console.log(said);
  if (status === 0) return true;
  if (!/^err /m.test(said)) {
    console.error('jsii-diff did not come to a result');
    return false;
  }
  if (mayBreak(from, to)) {
    console.log(`${to} may break what uses ${from}`);
    return true;
  }
  console.error(`the API breaks what uses ${from}, and the version is ${to}: keep what was there, or raise the ${from.startsWith('0.') ? 'minor' : 'major'} version`);
  return false;
}

function mayBreak(from, to) {
  const [[major, minor], [toMajor, toMinor]] = [from, to].map((version) => version.split('.').map(Number));
  return toMajor > major || (major === 0 && toMajor === 0 && toMinor > minor);
}

function manifest(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** A folder with the newest published version of the package that a folder has. */
function published(source) {
  if (!existsSync(path.join(source, '.jsii'))) throw new Error(`${source} is not compiled: npm run build && npm run build:cdktn`);
  const { name } = manifest(source);
  const { status, stdout, stderr } = spawnSync('npm', ['view', name, 'version', '--json'], { encoding: 'utf8' });
  if (status !== 0 && `${stdout}${stderr}`.includes('E404')) return undefined;
  if (status !== 0) throw new Error(`npm view ${name}: ${stderr}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'published-'));
  process.once('exit', () => rmSync(folder, { recursive: true }));
  const installed = spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `${name}@${JSON.parse(stdout)}`], { encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`npm install ${name}: ${installed.stderr}`);
  return path.join(folder, 'node_modules', name);
}
