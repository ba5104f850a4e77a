import { BaseImage } from '../../lib/base-image/base-image';
import { DistrolessImage } from '../../lib/base-image/distroless';
import { PullSource } from '../../lib/base-image/pull-source';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { fromReference } from '../../lib/image/dockerfile/build-argument';
import { expectRefused } from '../support/errors';
import { DIGEST } from '../support/stack';

test('Debian is emitted by name, tag and digest', () => {
  expect(String(BaseImage.debian('12-slim', { digest: DIGEST }))).toBe(`docker.io/library/debian:12-slim@${DIGEST}`);
});

test('a base without a well-formed tag and digest is an error', () => {
  expectRefused('InvalidTag', ['', 'debian:12', '12-slim@sha256:abc'], (tag) => BaseImage.debian(tag, { digest: DIGEST }));
  expectRefused('InvalidDigest', ['', 'latest', 'sha256:abc'], (digest) => BaseImage.debian('12-slim', { digest }));
  expectRefused('MissingDigest', [{}, undefined], (options) => BaseImage.debian('12-slim', options));
});

test('a tag is followed instead of a digest only with a reason, and not beside one', () => {
  expect(String(BaseImage.debian('12-slim', { trackingReason: 'a nightly canary' }))).toBe('docker.io/library/debian:12-slim, tracked');
  expectRefused('InvalidReason', ['', ' ', 'a\nb'], (trackingReason) => BaseImage.debian('12-slim', { trackingReason }));
  expectRefused('ContradictoryPin', ['a nightly canary'], (trackingReason) => BaseImage.debian('12-slim', { digest: DIGEST, trackingReason }));
});

test('a golden image is needed to build on one', () => {
  expect(() => BaseImage.fromGoldenImage(undefined as never)).toThrow('[MissingProperty] BaseImage.fromGoldenImage: image is missing');
});

const pinned = { digest: DIGEST };

test.each([
  [BaseImage.ubuntu('24.04', pinned), 'docker.io/library/ubuntu:24.04', 'official', 'glibc', 'apt', true],
  [BaseImage.alpine('3.22', pinned), 'docker.io/library/alpine:3.22', 'official', 'musl', 'apk', true],
  [BaseImage.amazonLinux('2023', pinned), 'public.ecr.aws/amazonlinux/amazonlinux:2023', 'official', 'glibc', 'dnf', true],
  [BaseImage.ubi('9.6', pinned), 'registry.access.redhat.com/ubi9/ubi:9.6', 'official', 'glibc', 'dnf', true],
  [BaseImage.ubiMinimal('9.6', pinned), 'registry.access.redhat.com/ubi9/ubi-minimal:9.6', 'official', 'glibc', 'microdnf', true],
  [BaseImage.ubiMicro('10.1', pinned), 'registry.access.redhat.com/ubi10/ubi-micro:10.1', 'official', 'glibc', 'none', true],
  [BaseImage.ubiMicro('9-1760515026', pinned), 'registry.access.redhat.com/ubi9/ubi-micro:9-1760515026', 'official', 'glibc', 'none', true],
  [BaseImage.opensuseLeap('15.6', pinned), 'registry.opensuse.org/opensuse/leap:15.6', 'official', 'glibc', 'zypper', true],
  [BaseImage.distroless(DistrolessImage.STATIC, pinned), 'gcr.io/distroless/static-debian13:nonroot', 'official', 'none', 'none', false],
  [BaseImage.distroless(DistrolessImage.CC, { ...pinned, debug: true, debianRelease: '13' }), 'gcr.io/distroless/cc-debian13:debug-nonroot', 'official', 'glibc', 'none', false],
  [BaseImage.chainguard('node', 'latest-dev', pinned), 'cgr.dev/chainguard/node:latest-dev', 'verified-publisher', 'glibc', 'apk', true],
  [BaseImage.chainguard('node', 'latest', pinned), 'cgr.dev/chainguard/node:latest', 'verified-publisher', 'glibc', 'none', false],
  [BaseImage.dockerHardened('node', '22-debian13', pinned), 'dhi.io/node:22-debian13', 'official', 'glibc', 'none', false],
  [BaseImage.node('22-alpine3.22', pinned), 'docker.io/library/node:22-alpine3.22', 'official', 'musl', 'apk', true],
  [BaseImage.python('3.13-slim-bookworm', pinned), 'docker.io/library/python:3.13-slim-bookworm', 'official', 'glibc', 'apt', true],
  [BaseImage.eclipseTemurin('21-jre-ubi9-minimal', pinned), 'docker.io/library/eclipse-temurin:21-jre-ubi9-minimal', 'official', 'glibc', 'microdnf', true],
  [BaseImage.fromPrivateRegistry('registry.example.com/base', '1', { ...pinned, libc: Libc.GLIBC, packageManager: PackageManager.APT }), 'registry.example.com/base:1', 'internal', 'glibc', 'apt', true],
])('%s is known by its name, publisher, libc, package manager and shell', (image, name, provenance, libc, packageManager, hasShell) => {
  expect(String(image)).toBe(`${name}@${DIGEST}`);
  expect(image).toMatchObject({ provenance, libc, packageManager, hasShell });
});

test.each([
  ['12-slim', '2026-07-11', 'supported'],
  ['bookworm-slim', '2026-07-12', 'extended'],
  ['12.5', '2028-07-01', 'ended'],
  ['sid', '2026-01-01', 'unknown'],
])('the support of debian:%s on %s is %s', (tag, day, status) => {
  expect(BaseImage.debian(tag, pinned).supportStatusAt(new Date(`${day}T12:00:00Z`))).toBe(status);
});

test('support of an image on a distribution is that of the distribution', () => {
  expect(BaseImage.python('3.13-slim-bookworm', pinned).endOfStandardSupport).toBe('2026-07-11');
  expect(BaseImage.scratch().endOfStandardSupport).toBeUndefined();
});

test('an image is pulled from where it is told to, under its own digest', () => {
  const from = (pullFrom: PullSource): string => fromReference(BaseImage.debian('12-slim', { ...pinned, pullFrom })._source, 'BASE');
  expect(from(PullSource.ecrPublic())).toBe(`public.ecr.aws/docker/library/debian:12-slim@${DIGEST}`);
  expect(from(PullSource.mirror('mirror.example.com:5000/hub'))).toBe(`mirror.example.com:5000/hub/library/debian:12-slim@${DIGEST}`);
  expect(from(PullSource.pullThroughCache({ registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com', prefix: 'docker-hub' }))).toBe(
    `123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/debian:12-slim@${DIGEST}`,
  );
});

test('what cannot be right of a base is refused where it is made', () => {
  expectRefused('NotInPullSource', [PullSource.ecrPublic()], (pullFrom) => BaseImage.ubi('9.6', { ...pinned, pullFrom }));
  expectRefused('InvalidMirrorAddress', ['https://a', 'a/', ''], (address) => PullSource.mirror(address));
  expectRefused('InvalidRegistryHost', ['https://a', 'a:70000', ''], (registry) => PullSource.pullThroughCache({ registry, prefix: 'hub' }));
  expectRefused('InvalidPullThroughPrefix', ['a', 'A/b', ''], (prefix) => PullSource.pullThroughCache({ registry: 'a.example.com', prefix }));
  expectRefused('InvalidUbiTag', ['latest', 'v9'], (tag) => BaseImage.ubi(tag, pinned));
  expectRefused('InvalidDistrolessImage', ['node', ''], (image) => BaseImage.distroless(image, pinned));
  expectRefused('InvalidDebianRelease', ['11', 'bookworm'], (debianRelease) => BaseImage.distroless(DistrolessImage.BASE, { ...pinned, debianRelease }));
  expectRefused('InvalidDebianRelease', ['12'], (debianRelease) => BaseImage.distroless(DistrolessImage.NODEJS_22, { ...pinned, debianRelease }));
  expectRefused('InvalidImageRepository', ['debian', 'docker.io/X', 'a.io/x:1'], (repository) =>
    BaseImage.fromPrivateRegistry(repository, '1', { ...pinned, libc: Libc.GLIBC, packageManager: PackageManager.APT }),
  );
});
