import { BaseImage } from '../../lib/base-image/base-image';
import { PullSource } from '../../lib/base-image/pull-source';
import { planBuild } from '../../lib/build/build-plan';
import { ScanGate } from '../../lib/build/scan-gate';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { Severity } from '../../lib/core/severity';
import { BuildStage } from '../../lib/image/build-stage';
import { ImageDeclaration } from '../../lib/image/declaration';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { ImageTest } from '../../lib/image/image-test';
import { PARENT } from '../support/parent';
import { DIGEST } from '../support/stack';

const TOKEN = '${TfToken[TOKEN.1]}';
const GLIBC = { libc: Libc.GLIBC, packageManager: PackageManager.APT };

function plan(base: BaseImage, declaration: Partial<ImageDeclaration> = {}): ReturnType<typeof planBuild> {
  const tests = [ImageTest.runsAs(65532)];
  const spec = resolveImageSpec({ name: 'app', version: '1', base, owner: 'o', rationale: 'r', tests, ...declaration }, 'Here');
  return planBuild(spec, ScanGate.blockAtOrAbove(Severity.HIGH));
}

function lines(base: BaseImage, declaration: Partial<ImageDeclaration> = {}): string[] {
  return plan(base, declaration).contextFiles.Dockerfile!.split('\n').filter((line) => /^(#|ARG BASE|ARG STAGE|FROM|LABEL|  +org.*base)/.test(line));
}

test('a pinned base of a known registry is looked up by nobody', () => {
  const { bases, ecrPulls } = plan(BaseImage.debian('12-slim', { digest: DIGEST }));
  expect({ bases, ecrPulls }).toEqual({ bases: [], ecrPulls: [] });
});

test('a tracked base is looked up when the build starts; its reason is a weakening and its digest stands in a label', () => {
  const base = BaseImage.debian('12-slim', { trackingReason: 'a canary' });
  expect(plan(base).bases).toEqual([
    { argument: 'BASE', name: 'docker.io/library/debian:12-slim', repositoryUri: 'docker.io/library/debian', tag: '12-slim' },
  ]);
  expect(plan(base).weakenings).toEqual(['the base is tracked: a canary']);
  expect(lines(base)).toEqual([
    '# Rendered by cdktf-golden-image. Change the declaration, not this file.',
    'ARG BASE_IMAGE=not-handed-over.invalid/base',
    '# What the image is built on: docker.io/library/debian:12-slim, tracked: the digest that its tag has on the day of the build.',
    'FROM ${BASE_IMAGE} AS runtime',
    '# The user that containers run as; no setuid bits.',
    '# Security updates. A new base or a new refresh epoch makes this layer again.',
    '# How containers start, and what changes with every version.',
    'ARG BASE_NAME',
    'ARG BASE_DIGEST',
    'LABEL org.opencontainers.image.base.name="${BASE_NAME}" \\',
    '      org.opencontainers.image.base.digest="${BASE_DIGEST}" \\',
  ]);
});

test('stages are built on golden images and on tracked ones, each by an argument of its own', () => {
  const stages = [
    BuildStage.of('pinned', { base: BaseImage.golang('1.25-bookworm', { digest: DIGEST }) }),
    BuildStage.of('golden', { base: BaseImage.fromGoldenImage(PARENT) }),
    BuildStage.of('nightly', { base: BaseImage.rust('1.91', { trackingReason: 'a canary' }) }),
  ];
  const { bases, weakenings } = plan(BaseImage.scratch(), { stages });
  expect(bases).toEqual([
    { argument: 'STAGE_2', repositoryUri: PARENT.repositoryUri, parent: PARENT, channelParameterName: '/golden/debian/channels/stable' },
    { argument: 'STAGE_3', repositoryUri: 'docker.io/library/rust', tag: '1.91' },
  ]);
  expect(weakenings).toEqual(['the base of stage nightly is tracked: a canary']);
  expect(lines(BaseImage.scratch(), { stages }).filter((line) => /^(ARG|FROM|# Stage)/.test(line))).toEqual([
    'ARG STAGE_2_IMAGE=not-handed-over.invalid/base',
    'ARG STAGE_3_IMAGE=not-handed-over.invalid/base',
    '# Stage pinned. Only results of it are shipped.',
    `FROM docker.io/library/golang:1.25-bookworm@${DIGEST} AS pinned`,
    '# Stage golden, on the newest release of golden image debian, by digest. Only results of it are shipped.',
    'FROM ${STAGE_2_IMAGE} AS golden',
    '# Stage nightly, on docker.io/library/rust:1.91, tracked: the digest that its tag has on the day of the build. Only results of it are shipped.',
    'FROM ${STAGE_3_IMAGE} AS nightly',
    'FROM scratch AS runtime',
  ]);
});

test('an address that Terraform alone knows is handed over, with the digest that is declared', () => {
  const pullFrom = PullSource.pullThroughCache({ registry: TOKEN, prefix: 'docker-hub' });
  expect(plan(BaseImage.debian('12-slim', { digest: DIGEST, pullFrom }))).toMatchObject({
    bases: [{ argument: 'BASE', name: 'docker.io/library/debian:12-slim', repositoryUri: `${TOKEN}/docker-hub/library/debian`, tag: '12-slim', digest: DIGEST }],
    ecrPulls: [{ repositoryUri: `${TOKEN}/docker-hub/library/debian`, throughCache: true }],
  });
  expect(plan(BaseImage.fromPrivateRegistry(TOKEN, '1', { digest: DIGEST, ...GLIBC }))).toMatchObject({
    bases: [{ argument: 'BASE', name: `${TOKEN}:1`, repositoryUri: TOKEN, tag: '1', digest: DIGEST }],
    ecrPulls: [{ repositoryUri: TOKEN, throughCache: false }],
  });
});

test.each([
  ['111122223333.dkr.ecr.eu-west-1.amazonaws.com', { account: '111122223333', region: 'eu-west-1' }],
  ['111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com', { account: '111122223333', region: 'us-gov-west-1' }],
  ['111122223333.dkr-ecr.eu-west-1.on.aws', { account: '111122223333', region: 'eu-west-1' }],
  ['111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn', { account: '111122223333', region: 'cn-north-1' }],
])('%s is a private ECR registry, which tells its account and region', (host, expected) => {
  expect(plan(BaseImage.fromPrivateRegistry(`${host}/base/debian`, '1', { digest: DIGEST, ...GLIBC })).ecrPulls).toEqual([
    { repositoryUri: `${host}/base/debian`, ...expected, throughCache: false },
  ]);
});

test.each(['registry.example.com', '111122223333.dkr.ecr.eu-west-1.amazonaws.com.example.com', 'public.ecr.aws'])('%s is none', (host) => {
  expect(plan(BaseImage.fromPrivateRegistry(`${host}/base/debian`, '1', { digest: DIGEST, ...GLIBC })).ecrPulls).toEqual([]);
});
