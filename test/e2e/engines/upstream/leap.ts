import { TEST_REPOSITORY } from './golden-tool';
import { makeRpmDistribution } from './rpm-distribution';
import type { StandIn } from './stand-in';

/** Debian with Debian's zypper. */
export const LEAP: StandIn = {
  name: 'registry.opensuse.org/opensuse/leap',
  tag: '15.6',
  config: { cmd: '/bin/bash' },
  files: (workshop) => makeRpmDistribution(workshop, {
    osRelease: ['NAME="openSUSE Leap"', 'VERSION="15.6"', 'ID="opensuse-leap"', 'ID_LIKE="suse opensuse"', 'VERSION_ID="15.6"', 'PRETTY_NAME="openSUSE Leap 15.6 (stand-in)"'],
    packages: ['gpg', 'zypper'],
    reposDir: 'etc/zypp/repos.d',
    hooks: [
      // Debian has it as an example alone.
      `printf '%s\\n' '[main]' '# rpm.install.excludedocs = no' > "$1/etc/zypp/zypp.conf"`,
      // Asked whether it trusts a key, zypper says no when nobody is there.
      `chroot "$1" rpm --import ${TEST_REPOSITORY}/repodata/repomd.xml.key`,
    ],
  }),
};
