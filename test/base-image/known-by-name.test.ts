import { BaseImage } from '../../lib/base-image/base-image';
import { DistrolessImage } from '../../lib/base-image/distroless';
import { supportByName } from '../../lib/base-image/known-by-name';
import { DIGEST } from '../support/stack';

const pinned = { digest: DIGEST };

test.each([
  BaseImage.debian('12-slim', pinned),
  BaseImage.ubuntu('24.04', pinned),
  BaseImage.alpine('3.22', pinned),
  BaseImage.amazonLinux('2023', pinned),
  BaseImage.ubi('9.6', pinned),
  BaseImage.ubiMinimal('8.10', pinned),
  BaseImage.ubiMicro('10.1', pinned),
  BaseImage.opensuseLeap('15.6', pinned),
  BaseImage.distroless(DistrolessImage.STATIC, pinned),
  BaseImage.distroless(DistrolessImage.CC, { ...pinned, debianRelease: '12' }),
  BaseImage.dockerHardened('node', '22-debian13', pinned),
  BaseImage.node('22-alpine3.22', pinned),
  BaseImage.python('3.13-slim', pinned),
  BaseImage.dockerOfficial('nginx', '1.28-alpine3.22-slim', pinned),
])('the support of %s is known by its reference alone', (image) => {
  const { support, unknownSupport } = supportByName(String(image).split('@')[0]!);
  expect(support.length).toBeGreaterThan(0);
  expect({ support, unknownSupport }).toEqual({ support: image._source.facts.support, unknownSupport: image._source.facts.unknownSupport });
});

test.each(['quay.io/a/b:1', 'registry.example.com:5000/debian:12', 'cgr.dev/chainguard/node:latest', 'example.com/docker.io/library/debian:12'])('of %s nothing is known', (reference) => {
  expect(supportByName(reference)).toEqual({ support: [] });
});
