import { nameAndVersion, PackageCommands, perLine, pinnedNames } from './package-commands';

/** rpm writes a version behind a hyphen. */
function rpm(item: string): string {
  const { name, version } = nameAndVersion(item);
  return version === undefined ? name : `${name}-${version}`;
}

/**
 * Amazon Linux lets dnf succeed where a repository cannot be reached: an image without its patches would be released.
 * microdnf fails by default, and takes no pattern.
 */
const STRICT = "'--setopt=*.skip_if_unavailable=0'";

/** Keeps packages from being updated. Of two such lines dnf reads the last one alone, and a golden parent may have written one. */
function exclude(names: readonly string[]): string {
  const list = names.join(',');
  return [
    "if grep -q '^excludepkgs=' /etc/dnf/dnf.conf;",
    `then sed -i 's/^excludepkgs=/&${list},/' /etc/dnf/dnf.conf;`,
    `else printf 'excludepkgs=%s\\n' '${list}' >> /etc/dnf/dnf.conf;`,
    'fi',
  ].join(' \\\n        ');
}

/**
 * dnf and microdnf take the same options here. Signatures are checked: the distributions set gpgcheck=1, and so does
 * every repository that is declared.
 */
function commands(program: 'dnf' | 'microdnf', programs: readonly string[]): PackageCommands {
  const lean = ['--assumeyes --nodocs --setopt=install_weak_deps=0', ...(program === 'dnf' ? [STRICT] : [])].join(' ');
  const cleanUp = [
    `${program} clean all`,
    'rm -rf /var/cache/dnf /var/cache/yum /var/lib/dnf/history* /var/lib/dnf/repos /var/log/dnf* /var/log/hawkey.log /var/cache/ldconfig/aux-cache /etc/*-',
  ];
  return {
    configure: [],
    install: (packages) => {
      const pinned = pinnedNames(packages);
      return [
        perLine(`${program} install ${lean}`, packages.map(rpm)),
        ...(pinned.length > 0 ? [exclude(pinned)] : []),
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
