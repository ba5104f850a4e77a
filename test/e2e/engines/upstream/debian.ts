import { makeDebian } from './debian-userland';
import type { StandIn } from './stand-in';

/** Debian's official image, made from its packages. */
export const DEBIAN: StandIn = {
  name: 'docker.io/library/debian',
  tag: '12-slim',
  config: { cmd: 'bash' },
  files: (workshop) => makeDebian(workshop),
};
