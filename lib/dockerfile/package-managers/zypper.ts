import { PackageCommands, perLine, pinnedNames } from './package-commands';

/** With the random number by which openSUSE counts its machines: all containers would be one. */
const CLEAN_UP = [
  'zypper clean --all',
  'rm -rf /run/zypp.pid /var/lib/zypp/AnonymousUniqueId /var/log/zypp /var/log/zypper.log /var/cache/zypp /var/cache/ldconfig/aux-cache /etc/*-',
];

/** libzypp of today reads the drop-in (zypp.conf(5)); older ones read the one file alone, and newer images may lack it. */
const WITHOUT_DOCUMENTATION = [
  'mkdir -p /etc/zypp/zypp.conf.d',
  "printf '%s\\n' '[main]' 'rpm.install.excludedocs = yes' > /etc/zypp/zypp.conf.d/golden-image.conf",
  "{ [ ! -f /etc/zypp/zypp.conf ] || sed -i 's/^[# ]*rpm.install.excludedocs *=.*/rpm.install.excludedocs = yes/' /etc/zypp/zypp.conf; }",
];

/** openSUSE and SUSE Linux Enterprise. Signatures are checked, which is zypper's default. */
export const ZYPPER: PackageCommands = {
  configure: WITHOUT_DOCUMENTATION,
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
