/**
 * When support of a release of a product ends. Days are ISO 8601 (YYYY-MM-DD), the last supported day, in UTC.
 *
 * Standard support is the security updates that the product's own maintainers give to every user, whatever they call
 * the phase: "maintenance" of RHEL, Amazon Linux and Node.js is part of it. Extended support is what others, or a further
 * contract, give after it.
 */
export interface SupportLifecycle {
  /** Product, such as `debian`. UBI follows the releases of Red Hat Enterprise Linux. */
  readonly product: string;
  /** Release, as tags name it, such as `12`, `24.04` or `3.13`. */
  readonly release: string;
  /** Code name, as tags write it, such as `bookworm`. */
  readonly codename?: string;
  /** Last day of standard support. */
  readonly endOfStandardSupport: string;
  /** Last day of extended support, where there is one. */
  readonly endOfExtendedSupport?: string;
  /** Name of the extended support, such as `Debian LTS`. */
  readonly extendedSupport?: string;
  /** https address of the page with the date. */
  readonly source: string;
  /** Day of the page's state that was read. */
  readonly read: string;
}

// How the days were read. A day that a source gives as the end is the last supported day here. Of a source that gives
// the month alone, it is the last day of that month. A release whose end no source gives is left out.

// distro-info-data 0.58+deb12u7: columns eol and eol-lts.
const DEBIAN = {
  product: 'debian',
  extendedSupport: 'Debian LTS',
  source: 'https://salsa.debian.org/debian/distro-info-data/-/blob/main/debian.csv',
  read: '2026-04-25',
};

// distro-info-data 0.58+deb12u7: columns eol and, of LTS releases, eol-esm.
const UBUNTU = { product: 'ubuntu', source: 'https://salsa.debian.org/debian/distro-info-data/-/blob/main/ubuntu.csv', read: '2026-04-25' };
const UBUNTU_LTS = { ...UBUNTU, extendedSupport: 'Ubuntu Pro (ESM)' };

// Taken there from https://alpinelinux.org/releases/.
const ALPINE = { product: 'alpine', source: 'https://endoflife.date/alpine-linux', read: '2026-08-22' };

// Column "Security Support". Of 2023, AWS names the phase to 2027-06-30 standard support and the one to 2029-06-30
// maintenance (https://docs.aws.amazon.com/linux/al2023/ug/release-cadence.html); security updates come in both.
const AMAZON_LINUX = { product: 'amazon-linux', source: 'https://endoflife.date/amazon-linux', read: '2026-08-22' };

// Columns "Maintenance Support" and "Extended Life Cycle Support", taken there from Red Hat's product life cycles.
const UBI = { product: 'ubi', extendedSupport: 'Red Hat ELS', source: 'https://endoflife.date/rhel', read: '2026-08-22' };

const OPENSUSE_LEAP = { product: 'opensuse-leap', source: 'https://endoflife.date/opensuse', read: '2026-08-22' };

// Property "end".
const NODE = { product: 'node', source: 'https://github.com/nodejs/Release/blob/main/schedule.json', read: '2026-07-02' };

// Key end-of-life. While a version is supported, its first of October stands for the month: the project publishes it
// without the day.
const PYTHON = {
  product: 'python',
  source: 'https://github.com/python/peps/blob/main/release_management/python-releases.toml',
  read: '2026-08-22',
};

// A release is supported until there are two newer ones (https://go.dev/doc/devel/release#policy): the end of the two
// newest is the day of a release to come.
const GOLANG = { product: 'golang', source: 'https://endoflife.date/go', read: '2026-08-22' };

// Column "End of Availability", a month; of LTS releases it is "at least" that month.
const ECLIPSE_TEMURIN = { product: 'eclipse-temurin', source: 'https://adoptium.net/support/', read: '2026-08-21' };

// Keys eol_date and expected_eol_date. Of the newest releases, which the project gives no end yet, the end is the one
// that endoflife.date expects.
const RUBY = { product: 'ruby', source: 'https://github.com/ruby/www.ruby-lang.org/blob/master/_data/branches.yml', read: '2026-08-06' };
const RUBY_EXPECTED = { product: 'ruby', source: 'https://endoflife.date/ruby', read: '2026-08-22' };

// Column "Security Support"; the same as by the project's rule: three years from the first release, since 8.1 the end
// of the fourth year (https://github.com/php/web-php/blob/master/include/branches.inc).
const PHP = { product: 'php', source: 'https://endoflife.date/php', read: '2026-08-22' };

const LIFECYCLES: readonly SupportLifecycle[] = [
  { ...DEBIAN, release: '10', codename: 'buster', endOfStandardSupport: '2022-09-10', endOfExtendedSupport: '2024-06-30' },
  { ...DEBIAN, release: '11', codename: 'bullseye', endOfStandardSupport: '2024-08-14', endOfExtendedSupport: '2026-08-31' },
  { ...DEBIAN, release: '12', codename: 'bookworm', endOfStandardSupport: '2026-07-11', endOfExtendedSupport: '2028-06-30' },
  { ...DEBIAN, release: '13', codename: 'trixie', endOfStandardSupport: '2028-08-09', endOfExtendedSupport: '2030-06-30' },

  { ...UBUNTU_LTS, release: '18.04', codename: 'bionic', endOfStandardSupport: '2023-05-31', endOfExtendedSupport: '2028-04-26' },
  { ...UBUNTU, release: '22.10', codename: 'kinetic', endOfStandardSupport: '2023-07-20' },
  { ...UBUNTU, release: '23.04', codename: 'lunar', endOfStandardSupport: '2024-01-25' },
  { ...UBUNTU, release: '23.10', codename: 'mantic', endOfStandardSupport: '2024-07-11' },
  { ...UBUNTU_LTS, release: '20.04', codename: 'focal', endOfStandardSupport: '2025-05-29', endOfExtendedSupport: '2030-04-23' },
  { ...UBUNTU, release: '24.10', codename: 'oracular', endOfStandardSupport: '2025-07-10' },
  { ...UBUNTU, release: '25.04', codename: 'plucky', endOfStandardSupport: '2026-01-15' },
  { ...UBUNTU, release: '25.10', codename: 'questing', endOfStandardSupport: '2026-07-09' },
  { ...UBUNTU_LTS, release: '22.04', codename: 'jammy', endOfStandardSupport: '2027-06-01', endOfExtendedSupport: '2032-04-21' },
  { ...UBUNTU, release: '26.10', codename: 'stonking', endOfStandardSupport: '2027-07-15' },
  { ...UBUNTU_LTS, release: '24.04', codename: 'noble', endOfStandardSupport: '2029-05-31', endOfExtendedSupport: '2034-04-25' },
  { ...UBUNTU_LTS, release: '26.04', codename: 'resolute', endOfStandardSupport: '2031-05-29', endOfExtendedSupport: '2036-04-23' },

  { ...ALPINE, release: '3.16', endOfStandardSupport: '2024-05-23' },
  { ...ALPINE, release: '3.17', endOfStandardSupport: '2024-11-22' },
  { ...ALPINE, release: '3.18', endOfStandardSupport: '2025-05-09' },
  { ...ALPINE, release: '3.19', endOfStandardSupport: '2025-11-01' },
  { ...ALPINE, release: '3.20', endOfStandardSupport: '2026-04-01' },
  { ...ALPINE, release: '3.21', endOfStandardSupport: '2026-11-01' },
  { ...ALPINE, release: '3.22', endOfStandardSupport: '2027-05-01' },
  { ...ALPINE, release: '3.23', endOfStandardSupport: '2027-11-01' },
  { ...ALPINE, release: '3.24', endOfStandardSupport: '2028-06-01' },

  { ...AMAZON_LINUX, release: '2', endOfStandardSupport: '2026-06-30' },
  { ...AMAZON_LINUX, release: '2023', endOfStandardSupport: '2029-06-30' },

  { ...UBI, release: '7', endOfStandardSupport: '2024-06-30', endOfExtendedSupport: '2029-05-31' },
  { ...UBI, release: '8', endOfStandardSupport: '2029-05-31', endOfExtendedSupport: '2033-05-31' },
  { ...UBI, release: '9', endOfStandardSupport: '2032-05-31', endOfExtendedSupport: '2036-05-31' },
  { ...UBI, release: '10', endOfStandardSupport: '2035-05-31', endOfExtendedSupport: '2039-05-31' },

  { ...OPENSUSE_LEAP, release: '15.5', endOfStandardSupport: '2024-12-31' },
  { ...OPENSUSE_LEAP, release: '15.6', endOfStandardSupport: '2026-04-30' },
  { ...OPENSUSE_LEAP, release: '16.0', endOfStandardSupport: '2027-10-31' },

  { ...NODE, release: '17', endOfStandardSupport: '2022-06-01' },
  { ...NODE, release: '19', endOfStandardSupport: '2023-06-01' },
  { ...NODE, release: '16', codename: 'gallium', endOfStandardSupport: '2023-09-11' },
  { ...NODE, release: '21', endOfStandardSupport: '2024-06-01' },
  { ...NODE, release: '18', codename: 'hydrogen', endOfStandardSupport: '2025-04-30' },
  { ...NODE, release: '23', endOfStandardSupport: '2025-06-01' },
  { ...NODE, release: '20', codename: 'iron', endOfStandardSupport: '2026-04-30' },
  { ...NODE, release: '25', endOfStandardSupport: '2026-06-01' },
  { ...NODE, release: '22', codename: 'jod', endOfStandardSupport: '2027-04-30' },
  { ...NODE, release: '24', codename: 'krypton', endOfStandardSupport: '2028-04-30' },
  { ...NODE, release: '26', endOfStandardSupport: '2029-04-30' },

  { ...PYTHON, release: '3.8', endOfStandardSupport: '2024-10-07' },
  { ...PYTHON, release: '3.9', endOfStandardSupport: '2025-10-31' },
  { ...PYTHON, release: '3.10', endOfStandardSupport: '2026-10-31' },
  { ...PYTHON, release: '3.11', endOfStandardSupport: '2027-10-31' },
  { ...PYTHON, release: '3.12', endOfStandardSupport: '2028-10-31' },
  { ...PYTHON, release: '3.13', endOfStandardSupport: '2029-10-31' },
  { ...PYTHON, release: '3.14', endOfStandardSupport: '2030-10-31' },
  { ...PYTHON, release: '3.15', endOfStandardSupport: '2031-10-31' },

  { ...GOLANG, release: '1.20', endOfStandardSupport: '2024-02-06' },
  { ...GOLANG, release: '1.21', endOfStandardSupport: '2024-08-13' },
  { ...GOLANG, release: '1.22', endOfStandardSupport: '2025-02-11' },
  { ...GOLANG, release: '1.23', endOfStandardSupport: '2025-08-12' },
  { ...GOLANG, release: '1.24', endOfStandardSupport: '2026-02-10' },
  { ...GOLANG, release: '1.25', endOfStandardSupport: '2026-08-19' },

  { ...ECLIPSE_TEMURIN, release: '22', endOfStandardSupport: '2024-09-30' },
  { ...ECLIPSE_TEMURIN, release: '23', endOfStandardSupport: '2025-03-31' },
  { ...ECLIPSE_TEMURIN, release: '24', endOfStandardSupport: '2025-09-30' },
  { ...ECLIPSE_TEMURIN, release: '26', endOfStandardSupport: '2026-09-30' },
  { ...ECLIPSE_TEMURIN, release: '27', endOfStandardSupport: '2027-03-31' },
  { ...ECLIPSE_TEMURIN, release: '11', endOfStandardSupport: '2027-10-31' },
  { ...ECLIPSE_TEMURIN, release: '17', endOfStandardSupport: '2027-10-31' },
  { ...ECLIPSE_TEMURIN, release: '21', endOfStandardSupport: '2029-12-31' },
  { ...ECLIPSE_TEMURIN, release: '8', endOfStandardSupport: '2030-12-31' },
  { ...ECLIPSE_TEMURIN, release: '25', endOfStandardSupport: '2031-09-30' },

  { ...RUBY, release: '2.7', endOfStandardSupport: '2023-03-31' },
  { ...RUBY, release: '3.0', endOfStandardSupport: '2024-04-23' },
  { ...RUBY, release: '3.1', endOfStandardSupport: '2025-03-26' },
  { ...RUBY, release: '3.2', endOfStandardSupport: '2026-04-01' },
  { ...RUBY, release: '3.3', endOfStandardSupport: '2027-03-31' },
  { ...RUBY_EXPECTED, release: '3.4', endOfStandardSupport: '2028-03-31' },
  { ...RUBY_EXPECTED, release: '4.0', endOfStandardSupport: '2029-03-31' },

  { ...PHP, release: '7.4', endOfStandardSupport: '2022-11-28' },
  { ...PHP, release: '8.0', endOfStandardSupport: '2023-11-26' },
  { ...PHP, release: '8.1', endOfStandardSupport: '2025-12-31' },
  { ...PHP, release: '8.2', endOfStandardSupport: '2026-12-31' },
  { ...PHP, release: '8.3', endOfStandardSupport: '2027-12-31' },
  { ...PHP, release: '8.4', endOfStandardSupport: '2028-12-31' },
  { ...PHP, release: '8.5', endOfStandardSupport: '2029-12-31' },
];

/** Every release whose end of support is known; of a product, in the order in which standard support ends. */
export const SUPPORT_LIFECYCLES: readonly SupportLifecycle[] = Object.freeze(LIFECYCLES.map((lifecycle) => Object.freeze(lifecycle)));
