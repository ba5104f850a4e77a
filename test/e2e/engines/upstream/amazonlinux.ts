import { makeRpmDistribution } from './rpm-distribution';
import type { StandIn } from './stand-in';

/** Debian with Debian's dnf. */
export const AMAZONLINUX: StandIn = {
  name: 'public.ecr.aws/amazonlinux/amazonlinux',
  tag: '2023',
  config: { cmd: '/bin/bash' },
  files: (workshop) => makeRpmDistribution(workshop, {
    osRelease: ['NAME="Amazon Linux"', 'VERSION="2023"', 'ID="amzn"', 'ID_LIKE="fedora"', 'VERSION_ID="2023"', 'PRETTY_NAME="Amazon Linux 2023 (stand-in)"'],
    packages: ['dnf'],
    reposDir: 'etc/yum.repos.d',
  }),
};
