/** When support of a release of a product ends. Days are ISO 8601 (YYYY-MM-DD), the last supported day, in UTC. */
export interface SupportLifecycle {
  readonly product: string;
  /** Number of the release, such as `12`. */
  readonly release: string;
  /** Name of the release in tags, such as `bookworm`. */
  readonly codename: string;
  readonly endOfStandardSupport: string;
  readonly endOfExtendedSupport?: string;
  /** Name of the programme of extended support. */
  readonly extendedSupport?: string;
  /** Where the days stand. */
  readonly source: string;
  /** The day on which they were read there. */
  readonly read: string;
}

const DEBIAN = {
  product: 'debian',
  extendedSupport: 'Debian LTS',
  source: 'https://salsa.debian.org/debian/distro-info-data/-/blob/main/debian.csv',
  read: '2026-11-24',
} as const;

const UBUNTU = {
  product: 'ubuntu',
  source: 'https://salsa.debian.org/debian/distro-info-data/-/blob/main/ubuntu.csv',
  read: '2026-11-24',
} as const;

const PRO = { ...UBUNTU, extendedSupport: 'Ubuntu Pro (ESM)' } as const;

/** As distro-info-data 0.58+deb12u7 has them. Products that are not here have no known end of support. */
export const SUPPORT_LIFECYCLES: readonly SupportLifecycle[] = [
  { ...DEBIAN, release: '10', codename: 'buster', endOfStandardSupport: '2022-09-10', endOfExtendedSupport: '2024-06-30' },
  { ...DEBIAN, release: '11', codename: 'bullseye', endOfStandardSupport: '2024-08-14', endOfExtendedSupport: '2026-08-31' },
  { ...DEBIAN, release: '12', codename: 'bookworm', endOfStandardSupport: '2026-07-11', endOfExtendedSupport: '2028-06-30' },
  { ...DEBIAN, release: '13', codename: 'trixie', endOfStandardSupport: '2028-08-09', endOfExtendedSupport: '2030-06-30' },
  { ...PRO, release: '18.04', codename: 'bionic', endOfStandardSupport: '2023-05-31', endOfExtendedSupport: '2028-04-26' },
  { ...PRO, release: '20.04', codename: 'focal', endOfStandardSupport: '2025-05-29', endOfExtendedSupport: '2030-04-23' },
  { ...PRO, release: '22.04', codename: 'jammy', endOfStandardSupport: '2027-06-01', endOfExtendedSupport: '2032-04-21' },
  { ...UBUNTU, release: '23.04', codename: 'lunar', endOfStandardSupport: '2024-01-25' },
  { ...UBUNTU, release: '23.10', codename: 'mantic', endOfStandardSupport: '2024-07-11' },
  { ...PRO, release: '24.04', codename: 'noble', endOfStandardSupport: '2029-05-31', endOfExtendedSupport: '2034-04-25' },
  { ...UBUNTU, release: '24.10', codename: 'oracular', endOfStandardSupport: '2025-07-10' },
  { ...UBUNTU, release: '25.04', codename: 'plucky', endOfStandardSupport: '2026-01-15' },
  { ...UBUNTU, release: '25.10', codename: 'questing', endOfStandardSupport: '2026-07-09' },
  { ...PRO, release: '26.04', codename: 'resolute', endOfStandardSupport: '2031-05-29', endOfExtendedSupport: '2036-04-23' },
  { ...UBUNTU, release: '26.10', codename: 'stonking', endOfStandardSupport: '2027-07-15' },
];
