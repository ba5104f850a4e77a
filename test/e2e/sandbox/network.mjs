import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** The containers' bridge; engines/docker.ts gives it to the engine. */
export const BRIDGE = 'gi-e2e0';

// From the range that RFC 2544 sets aside for tests, which no network uses in earnest.
const ADDRESS = '198.18.77.1/24';
const NETWORK = '198.18.77.0/24';
const FORWARDING = '/proc/sys/net/ipv4/ip_forward';

// The engine runs with iptables=false: it would rewrite the chains of an engine that the machine has already.
const RULES = [
  ['nat', 'POSTROUTING', ['-s', NETWORK, '!', '-o', BRIDGE, '-j', 'MASQUERADE']],
  ['filter', 'FORWARD', ['-i', BRIDGE, '-j', 'ACCEPT']],
  ['filter', 'FORWARD', ['-o', BRIDGE, '-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED', '-j', 'ACCEPT']],
];

const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Lets containers reach the network, for apt-get in a build. */
export function addNetwork() {
  run('ip', 'link', 'add', BRIDGE, 'mtu', defaultMtu(), 'type', 'bridge');
  run('ip', 'addr', 'add', ADDRESS, 'dev', BRIDGE);
  run('ip', 'link', 'set', BRIDGE, 'up');
  for (const [table, chain, rule] of RULES) run('iptables', '-w', '-t', table, '-I', chain, ...rule);
  setForwarding('1');
}

export function removeNetwork() {
  for (const [table, chain, rule] of RULES) attempt('iptables', '-w', '-t', table, '-D', chain, ...rule);
  attempt('ip', 'link', 'del', BRIDGE);
}

export const readForwarding = () => readFileSync(FORWARDING, 'utf8').trim();
export const setForwarding = (value) => writeFileSync(FORWARDING, value);

/** A bridge with larger packets than the way out takes loses them. */
function defaultMtu() {
  const [route] = JSON.parse(run('ip', '-j', 'route', 'show', 'default'));
  return route ? readFileSync(`/sys/class/net/${route.dev}/mtu`, 'utf8').trim() : '1500';
}

/** What is not there need not be removed. */
function attempt(command, ...args) {
  try {
    run(command, ...args);
  } catch (error) {
    if (error.status === undefined) throw error;
  }
}
