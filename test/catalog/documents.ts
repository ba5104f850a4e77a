import { CatalogContent, CatalogImage } from '../../lib/catalog/catalog-content';
import { catalogContent } from '../../lib/catalog/catalog-files';

export const AS_OF = '2026-11-24';

const PLAIN: CatalogImage = {
  name: 'debian-12',
  namespace: 'golden',
  version: '12.1.0',
  description: null,
  owner: 'platform-team',
  rationale: 'glibc, five years of support',
  path: 'platform/Debian12',
  repositoryName: 'golden/debian-12',
  repositoryUri: null,
  usage: [{ title: 'Dockerfile', language: 'dockerfile', text: 'ARG BASE_IMAGE\nFROM ${BASE_IMAGE}' }],
  base: { name: 'docker.io/library/debian:12-slim', digest: null, provenance: 'official', libc: 'glibc', packageManager: 'apt', parent: null },
  builtWith: [],
  facts: { packageManager: 'apt', hasShell: true, libc: 'glibc', userId: 65532 },
  support: { release: null, ends: null, extendedName: null, extendedEnds: null, source: null },
  packages: [],
  platforms: ['linux/amd64'],
  variants: [{ name: 'runtime', packages: [] }],
  channels: [],
  tests: [],
  maxSizeMegabytes: null,
  findings: [],
  exemptions: [],
  weakenings: [],
  deprecation: null,
  revocations: [],
  inherited: [],
  supersedes: null,
  migrationGuide: null,
};

/** A small image with some of it changed; its name is in its repository name. */
export function imageOf(name: string, change: Partial<CatalogImage> = {}): CatalogImage {
  return { ...PLAIN, name, path: `platform/${name}`, repositoryName: `golden/${name}`, ...change };
}

/** An image that is built on another golden one. */
export function childOf(parent: string, name: string, change: Partial<CatalogImage> = {}): CatalogImage {
  const base = { ...PLAIN.base, name: `golden/${parent}`, provenance: 'internal', parent: `golden/${parent}` };
  return imageOf(name, { base, ...change });
}

export function documentOf(...images: readonly CatalogImage[]): CatalogContent {
  return catalogContent('Golden images', AS_OF, images);
}

export const GUIDE = `# From debian-12 to debian-13

Python is **3.13** there. Read [the release notes](https://www.debian.org/releases/trixie/releasenotes), then:

1. change \`FROM\`,
2. build and test.

### What moved

- \`libssl3\` is \`libssl3t64\`
- see https://wiki.debian.org/ReleaseGoals/64bit-time.

\`\`\`sh
docker run --rm app python3 --version
\`\`\`
`;

const ENDED = {
  deprecation: {
    since: '2026-10-01',
    removeAfter: '2027-03-31',
    reason: 'Debian 13 is out, and the LTS of 12 is for stragglers',
    replacement: 'golden/debian-13',
    migrationGuide: 'https://example.com/guides/debian-13',
  },
  revocations: [
    { digest: `sha256:${'d'.repeat(64)}`, version: null, reason: 'built with a key that leaked' },
    { digest: null, version: '12.0.0', reason: 'CVE-2026-0001 in its base' },
  ],
};

/** Every field of the schema is set in one of these images. */
export const FULL: CatalogContent = documentOf(
  imageOf('debian-12', {
    ...ENDED,
    description: 'What services ran on until 2026',
    support: { release: 'debian 12', ends: '2026-07-11', extendedName: 'Debian LTS', extendedEnds: '2028-06-30', source: 'https://salsa.debian.org/debian/distro-info-data/-/blob/main/debian.csv' },
    base: { ...PLAIN.base, digest: `sha256:${'a'.repeat(64)}` },
    exemptions: [{ rule: 'supported-base', reason: 'Debian LTS until the teams have moved to 13', expires: '2028-06-30' }],
    findings: [
      { rule: 'supported-base', severity: 'warning', verdict: 'exempt', message: 'standard support of debian 12 ended; exempt until 2028-06-30', remedy: 'move to a release that is supported for longer', policy: 'baseline' },
      { rule: 'pinned-base', severity: 'error', verdict: 'pass', message: 'the base is pinned to a digest', remedy: 'pin the base', policy: 'baseline, platform' },
      { rule: 'declared-size', severity: 'warning', verdict: 'fail', message: 'the image has no size budget', remedy: 'set maxSizeMegabytes', policy: 'platform' },
    ],
    weakenings: ['runs as root: binds port 80 before it drops its rights'],
    packages: ['ca-certificates', 'tzdata=2026a-0+deb12u1'],
    channels: [{ name: 'stable', variant: 'runtime', kind: 'automatic', parameterName: '/golden/debian-12/channels/stable' }],
    tests: ['runs as 65532', 'prints its release'],
  }),
  imageOf('debian-13', {
    repositoryUri: 'registry.example.com/golden/debian-13',
    base: { ...PLAIN.base, name: 'docker.io/library/debian:13-slim', digest: `sha256:${'b'.repeat(64)}` },
    support: { release: 'debian 13', ends: '2028-08-09', extendedName: 'Debian LTS', extendedEnds: '2030-06-30', source: 'https://salsa.debian.org/debian/distro-info-data/-/blob/main/debian.csv' },
    supersedes: 'golden/debian-12',
    migrationGuide: GUIDE,
    maxSizeMegabytes: 150,
    platforms: ['linux/amd64', 'linux/arm64'],
    variants: [{ name: 'runtime', packages: [] }, { name: 'debug', packages: ['strace', 'curl'] }],
    channels: [
      { name: 'stable', variant: 'runtime', kind: 'pinned', parameterName: '/golden/debian-13/channels/stable' },
      { name: 'stable-debug', variant: 'debug', kind: 'automatic', parameterName: null },
    ],
  }),
  childOf('debian-12', 'node-18', {
    inherited: [{ image: 'golden/debian-12', ...ENDED }],
    support: { release: 'debian 12', ends: '2026-07-11', extendedName: 'Debian LTS', extendedEnds: '2028-06-30', source: 'https://salsa.debian.org/debian/distro-info-data/-/blob/main/debian.csv' },
  }),
  childOf('debian-13', 'java-21', { builtWith: ['golden/builder'], deprecation: { since: '2027-02-01', removeAfter: '2027-08-31', reason: 'Java 25 is there', replacement: null, migrationGuide: 'Change `JAVA_HOME`.' } }),
  childOf('debian-13', 'python-3-13', { builtWith: ['golden/debian-12'], owner: 'data-platform' }),
  childOf('python-3-13', 'spark', { owner: 'data-platform', rationale: 'Batch jobs of the analysts' }),
);
