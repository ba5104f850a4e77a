import { readFileSync } from 'node:fs';

const account = '123456789012'; // moto's
const region = 'eu-west-1';

export const WORLD = {
  account,
  region,
  registryHost: `${account}.dkr.ecr.${region}.amazonaws.com`,
  toolsHost: 'tools.e2e.test',
  /** Public registries whose base images have a stand-in, under their own names. */
  publicHosts: ['public.ecr.aws', 'gcr.io', 'registry.access.redhat.com', 'registry.opensuse.org', 'cgr.dev', 'dhi.io'],
  /** On loopback, but not 127.0.0.1: whoever listens on port 443 there may go on doing so. */
  address: '127.0.77.1',
};

/** Docker Hub too is there under its own names: the engine needs no mirror setting, and a look-up that misses cannot leave the machine. */
export const WORLD_HOSTS = [WORLD.registryHost, WORLD.toolsHost, 'registry-1.docker.io', 'index.docker.io', ...WORLD.publicHosts];

export function hostsFile() {
  return `${readFileSync('/etc/hosts', 'utf8')}\n${WORLD.address} ${WORLD_HOSTS.join(' ')}\n`;
}
