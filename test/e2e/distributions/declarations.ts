import { BaseImage } from '../../../lib/base-image/base-image';
import { DistrolessImage } from '../../../lib/base-image/distroless';
import type { ImageDeclaration } from '../../../lib/image/declaration';
import { Healthcheck } from '../../../lib/image/healthcheck';
import { ImageFile } from '../../../lib/image/image-file';
import { ImageTest } from '../../../lib/image/image-test';
import type { StandInName, Upstream } from '../engines/world';
import { HOSTILE_FILES, HOSTILE_LINES, HOSTILE_TEXTS, named } from './hostile';
import { PRINT_ARGUMENTS, PROBE_FILES, probeStage } from './probe';

/** As what every declaration calls its image, and why. */
export const IDENTITY = { name: 'image', version: '1.0.0', owner: 'a "team" of $USER', rationale: 'because \\"it costs $0\\"' } as const;

/** A distribution, and what is declared on it besides what is declared on all. */
export interface Distribution {
  /** What is real in the stand-in, and what is not, is said where it is made: engines/upstream. */
  readonly standIn?: StandInName;
  readonly base: (upstream: Upstream) => BaseImage;
  /** Environment of the base, of which nothing is left when it is squashed; PATH apart. */
  readonly environment?: readonly string[];
  /** Regular expressions that the installed packages must match, each written `name=version`. */
  readonly packages?: readonly string[];
  readonly special?: Partial<ImageDeclaration>;
}

const CERTIFICATES = 'SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt';

export const DISTRIBUTIONS = {
  'Debian (real apt and packages)': {
    standIn: 'debian-outdated',
    base: ({ tag, digest }) => BaseImage.debian(tag, { digest }),
    special: { packages: ['golden-tool=1.0', 'tzdata'], locale: 'de_DE.UTF-8', timeZone: 'Europe/Berlin', removeShell: true, removePackageManager: true },
    packages: ['^golden-tool=1\\.0$', '^locales=', '^tzdata='],
  },
  'Alpine (a stub of apk), squashed': {
    standIn: 'alpine',
    base: ({ tag, digest }) => BaseImage.alpine(tag, { digest }),
    special: { packages: ['ca-certificates=20250911-r0'], timeZone: 'Etc/UTC', removePackageManager: true, squash: true },
    packages: ['^ca-certificates=20250911-r0$', '^tzdata='],
  },
  'Amazon Linux (real dnf, of Debian)': {
    standIn: 'amazonlinux',
    base: ({ tag, digest }) => BaseImage.amazonLinux(tag, { digest }),
    special: { packages: ['golden-extra', 'golden-tool=1.0'] },
    packages: ['^golden-extra=1\\.0$', '^golden-tool=1\\.0$'],
  },
  'UBI minimal (dnf behind a stub of microdnf)': {
    standIn: 'ubi-minimal',
    base: ({ tag, digest }) => BaseImage.ubiMinimal(tag, { digest }),
    special: { packages: ['golden-extra', 'golden-tool=1.0'], removePackageManager: true },
    packages: ['^golden-extra=1\\.0$', '^golden-tool=1\\.0$'],
  },
  'openSUSE Leap (real zypper, of Debian)': {
    standIn: 'leap',
    base: ({ tag, digest }) => BaseImage.opensuseLeap(tag, { digest }),
    special: { packages: ['golden-extra', 'golden-tool=1.0'], removeShell: true },
    packages: ['^golden-extra=1\\.0$', '^golden-tool=1\\.0$'],
  },
  'distroless static': {
    standIn: 'distroless-static',
    base: ({ digest }) => BaseImage.distroless(DistrolessImage.STATIC, { digest, debianRelease: '12' }),
    environment: [CERTIFICATES],
  },
  'distroless base': {
    standIn: 'distroless-base',
    base: ({ digest }) => BaseImage.distroless(DistrolessImage.BASE, { digest, debianRelease: '12' }),
    environment: [CERTIFICATES],
  },
  'distroless python3': {
    standIn: 'distroless-python3',
    base: ({ digest }) => BaseImage.distroless(DistrolessImage.PYTHON3, { digest }),
    environment: [CERTIFICATES, 'LANG=C.UTF-8'],
  },
  scratch: { base: () => BaseImage.scratch() },
} as const satisfies Record<string, Distribution>;

export type DistributionName = keyof typeof DISTRIBUTIONS;

const FILES = [
  ...HOSTILE_FILES.map((content, index) => ImageFile.text(`/etc/hostile/${index}`, content)),
  ImageFile.text('/etc/hostile/+a%b=c:d,e~f@g', 'odd name', { mode: '0751', userId: 10001, groupId: 4_000_000 }),
  ImageFile.text('/srv/data/state', 'of the user\n', { mode: '0600', userId: 65532, groupId: 65532 }),
];

/** Everything that can be declared. */
export function declarationOf({ base, special }: Distribution, upstream: Upstream | undefined, alpine: Upstream): ImageDeclaration {
  return {
    ...IDENTITY,
    base: base(upstream!),
    stages: [probeStage(alpine)],
    files: [...PROBE_FILES, ...FILES],
    environment: named('HOSTILE_', HOSTILE_LINES),
    labels: named('com.example.hostile-', HOSTILE_LINES),
    workingDirectory: '/srv/work',
    ports: ['8080', '53/udp'],
    volumes: ['/srv/data', '/var/spool/a'],
    healthcheck: Healthcheck.command({ command: [PRINT_ARGUMENTS, ...HOSTILE_TEXTS], intervalSeconds: 61, timeoutSeconds: 7, startPeriodSeconds: 11, retries: 2 }),
    stopSignal: 'SIGQUIT',
    entrypoint: [PRINT_ARGUMENTS, '%s\\0'],
    command: [...HOSTILE_TEXTS],
    tests: [ImageTest.command('prints', { command: [PRINT_ARGUMENTS, 'x'] })],
    ...special,
  };
}
