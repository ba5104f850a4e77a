import path from 'node:path';

import { makeRpmDistribution } from './rpm-distribution';
import type { StandIn } from './stand-in';

const MICRODNF = path.join(__dirname, 'files/microdnf');

/** Debian with Debian's dnf, out of sight behind a stub for microdnf. */
export const UBI_MINIMAL: StandIn = {
  name: 'registry.access.redhat.com/ubi9/ubi-minimal',
  tag: '9.6',
  config: { cmd: '/bin/bash' },
  files: (workshop) => makeRpmDistribution(workshop, {
    osRelease: ['NAME="Red Hat Enterprise Linux"', 'VERSION="9.6 (Plow)"', 'ID="rhel"', 'ID_LIKE="fedora"', 'VERSION_ID="9.6"', 'PRETTY_NAME="Red Hat Enterprise Linux 9.6 (stand-in)"'],
    packages: ['dnf'],
    reposDir: 'etc/yum.repos.d',
    hooks: [
      'mkdir -p "$1/usr/libexec/microdnf-stub"',
      'mv "$1/usr/bin/dnf-3" "$1/usr/libexec/microdnf-stub/dnf"',
      'rm "$1/usr/bin/dnf"',
      `upload ${MICRODNF} /usr/bin/microdnf`,
      'chmod 755 "$1/usr/bin/microdnf"',
    ],
  }),
};
