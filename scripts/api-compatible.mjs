/**
 * npm run api:compatible: compares the API of this build with that of the newest published version, by jsii-diff. Before there
 * is one, there is nothing to compare with, and it says so.
 *
 * node scripts/api-compatible.mjs OLD NEW compares two folders, or packages such as npm:cdktf-golden-image@0.1.0.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
const [old = published(), next = '.'] = process.argv.slice(2);
if (old === undefined) {
  console.log(`${name} is not published yet: there is no API to be compatible with`);
  process.exit(0);
}
const { status } = spawnSync('npx', ['--yes', '--package=jsii-diff@1.134.0', '--', 'jsii-diff', old, next], { stdio: 'inherit' });
process.exit(status ?? 1);

function published() {
  const { status, stdout, stderr } = spawnSync('npm', ['view', name, 'version', '--json'], { encoding: 'utf8' });
  if (status === 0) return `npm:${name}@${JSON.parse(stdout)}`;
  if (`${stdout}${stderr}`.includes('E404')) return undefined;
  throw new Error(`npm view ${name}: ${stderr}`);
}
