import { PackageManager } from '../../../lib/core/package-manager';

const ANYWHERE = ['/etc/[^/]+-', '/tmp/.+', '/var/cache/ldconfig/aux-cache', '/var/log/[^/]+\\.log'];

// The stand-ins for RPM distributions are Debians, and have Debian's own leftovers besides.
const LEFT_BEHIND: Readonly<Record<PackageManager, readonly string[]>> = {
  apt: ['/var/lib/apt/lists/.+', '/var/cache/apt/.+\\.(bin|deb)', '/var/cache/debconf/.+-old', '/var/lib/dpkg/[^/]+-old', '/var/log/apt'],
  apk: ['/var/cache/apk/.+', '/etc/apk/cache/.+'],
  dnf: ['/var/cache/(dnf|yum)', '/var/lib/dnf/(history|repos).*', '/var/log/dnf.*'],
  microdnf: ['/var/cache/(dnf|yum)', '/var/lib/dnf/(history|repos).*', '/var/log/dnf.*'],
  zypper: ['/run/zypp.pid', '/var/cache/zypp', '/var/lib/zypp/AnonymousUniqueId', '/var/log/zypp.*'],
  none: [],
};

const PROGRAMS: Readonly<Record<PackageManager, string>> = {
  apt: 'apt.*|dpkg.*',
  apk: 'apk',
  dnf: 'dnf.*|rpm.*|yum.*',
  microdnf: 'microdnf|rpm.*',
  zypper: 'rpm.*|zypper',
  none: 'none',
};

const BIN = '^(/usr)?/s?bin';

export const SHELLS = new RegExp(`${BIN}/(a|ba|da|k|rba|z)?sh$`);

/** What a package manager leaves behind, and copies that programs make before they change a file. */
export function leftovers(manager: PackageManager): RegExp {
  return new RegExp([...ANYWHERE, ...LEFT_BEHIND[manager]].map((pattern) => `^${pattern}$`).join('|'));
}

export function programs(manager: PackageManager): RegExp {
  return new RegExp(`${BIN}/(${PROGRAMS[manager]})$`);
}
