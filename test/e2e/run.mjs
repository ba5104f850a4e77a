/**
 * npm run test:e2e [-- jest arguments]
 * node test/e2e/run.mjs --script FILE
 *
 * Runs the end-to-end tests, or another program that needs their world, in a mount and pid namespace of their own, so that
 * the host names, the CA, the mounts and the processes of the test world vanish
 * with the run, whichever way it ends. What a namespace does not take along
 * (the containers' network, control groups, a temporary directory) is undone
 * here.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CGROUP, removeControlGroups } from './sandbox/cgroups.mjs';
import { makeCertificates } from './sandbox/certificates.mjs';
import { hostsFile, WORLD } from './sandbox/hosts.mjs';
import { claim, leftBehind, release } from './sandbox/lock.mjs';
import { addNetwork, BRIDGE, readForwarding, removeNetwork, setForwarding } from './sandbox/network.mjs';
import { pluginMirror, prepare } from './sandbox/preflight.mjs';

const e2e = import.meta.dirname;
const root = path.resolve(e2e, '../..');
const cache = path.join(root, '.cache/e2e');

prepare();
const claimFile = path.join(cache, 'run.json');
const left = leftBehind(claimFile);
if (left !== undefined) undo(left);
const dir = mkdtempSync(path.join(tmpdir(), 'golden-image-e2e-'));
const own = { dir, forwarding: readForwarding() };
claim(claimFile, own);

let namespace;
let interrupted;
for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
  process.on(signal, () => {
    interrupted = status;
    endNamespace();
  });
}

let status = 1;
try {
  makeCertificates(dir);
  writeFileSync(path.join(dir, 'hosts'), hostsFile());
  addNetwork();
  if (interrupted === undefined) status = await runInNamespace(process.argv.slice(2));
} finally {
  undo(own);
  release(claimFile);
}
process.exit(interrupted ?? status);

function undo(run) {
  removeNetwork();
  setForwarding(run.forwarding);
  removeControlGroups();
  rmSync(run.dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

function programFor(args) {
  if (args[0] === '--script') return ['tsx/dist/cli.mjs', '--tsconfig', path.join(root, 'tsconfig.dev.json'), ...args.slice(1)];
  return ['jest/bin/jest.js', '--config', path.join(root, 'jest.e2e.config.js'), '--runInBand', ...args];
}

function runInNamespace(args) {
  const [program, ...programArguments] = programFor(args);
  const command = [process.execPath, path.join(root, 'node_modules', program), ...programArguments];
  // What engines/sandbox.ts reads.
  const sandbox = { ...WORLD, dir, root, cache, bridge: BRIDGE, cgroup: CGROUP, pluginMirror: pluginMirror() };
  // A group of its own: the terminal's Ctrl-C is for this process, which then
  // ends the namespace as a whole.
  namespace = spawn(
    'setpriv', // ends unshare, should this process be killed
    ['--pdeathsig', 'KILL', 'unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'bash', path.join(e2e, 'sandbox/inside.sh'), dir, ...command],
    {
      cwd: root,
      stdio: 'inherit',
      detached: true,
      env: { ...process.env, TMPDIR: dir, GOLDEN_IMAGE_E2E: JSON.stringify(sandbox), NODE_EXTRA_CA_CERTS: path.join(dir, 'ca.crt') },
    },
  );
  return new Promise((resolve, reject) => {
    namespace.on('error', reject);
    namespace.on('exit', (code) => resolve(code ?? 1));
  });
}

/** The kernel ends every process of the namespace when its first one dies; unshare waits for that. */
function endNamespace() {
  if (namespace?.pid === undefined) return;
  const children = readFileSync(`/proc/${namespace.pid}/task/${namespace.pid}/children`, 'utf8').trim();
  const first = Number(children.split(' ')[0]);
  process.kill(first > 0 ? first : namespace.pid, 'SIGKILL');
}
