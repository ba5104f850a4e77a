import { nameAndVersion, PackageCommands, perLine, pinnedNames } from './package-commands';

/** rpm writes a version behind a hyphen. */
function rpm(item: string): string {
  const { name, version } = nameAndVersion(item);
  return version === undefined ? name : `${name}-${version}`;
}

/**
 * dnf and microdnf take the same options here. Signatures are checked: the distributions set gpgcheck=1, and so does
 * every repository that is declared.
 */
function commands(program: 'dnf' | 'microdnf', programs: readonly string[]): PackageCommands {
  const lean = '--assumeyes --nodocs --setopt=install_weak_deps=0';
  const cleanUp = [
    `${program} clean all`,
    'rm -rf /var/cache/dnf /var/cache/yum /var/lib/dnf/history* /var/log/dnf* /var/log/hawkey.log /var/cache/ldconfig/aux-cache /etc/*-',
  ];
  return {
    configure: [],
    install: (packages) => {
      const pinned = pinnedNames(packages);
      return [
        perLine(`${program} install ${lean}`, packages.map(rpm)),
        ...(pinned.length > 0 ? [`printf 'excludepkgs=%s\\n' '${pinned.join(',')}' >> /etc/dnf/dnf.conf`] : []),
        ...cleanUp,
      ];
    },
    update: (options) => [[`${program} upgrade ${lean}`, ...options].join(' '), ...cleanUp],
    certificates: { folder: '/etc/pki/ca-trust/source/anchors', command: 'update-ca-trust extract', package: 'ca-certificates' },
    programs,
  };
}

const RPM = ['/usr/bin/rpm*'];

/** Amazon Linux 2023, Fedora, UBI. */
export const DNF = commands('dnf', ['/usr/bin/dnf*', '/usr/bin/yum*', ...RPM]);

/** UBI minimal. */
export const MICRODNF = commands('microdnf', ['/usr/bin/microdnf', ...RPM]);
