import { PackageCommands, perLine, pinnedNames } from './package-commands';

const CLEAN_UP = ['zypper clean --all', 'rm -rf /var/log/zypp /var/log/zypper.log /var/cache/zypp /var/cache/ldconfig/aux-cache /etc/*-'];

/** openSUSE and SUSE Linux Enterprise. Signatures are checked, which is zypper's default. */
export const ZYPPER: PackageCommands = {
  configure: ["sed -i 's/^[# ]*rpm.install.excludedocs *=.*/rpm.install.excludedocs = yes/' /etc/zypp/zypp.conf"],
  install: (packages) => {
    const pinned = pinnedNames(packages);
    return [
      'zypper --non-interactive refresh',
      perLine('zypper --non-interactive install --no-recommends', packages),
      ...(pinned.length > 0 ? [perLine('zypper --non-interactive addlock', pinned)] : []),
      ...CLEAN_UP,
    ];
  },
  update: () => ['zypper --non-interactive refresh', 'zypper --non-interactive update --no-recommends', ...CLEAN_UP],
  certificates: { folder: '/etc/pki/trust/anchors', command: 'update-ca-certificates', package: 'ca-certificates' },
  programs: ['/usr/bin/zypper', '/usr/bin/rpm*'],
};
