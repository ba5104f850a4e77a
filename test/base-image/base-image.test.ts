import { BaseImage } from '../../lib/base-image/base-image';
import { expectRefused } from '../support/errors';
import { DIGEST } from '../support/stack';

test('Debian is emitted by name, tag and digest', () => {
  expect(String(BaseImage.debian('12-slim', { digest: DIGEST }))).toBe(`docker.io/library/debian:12-slim@${DIGEST}`);
});

test('a base without a well-formed tag and digest is an error', () => {
  expectRefused('InvalidTag', ['', 'debian:12', '12-slim@sha256:abc'], (tag) => BaseImage.debian(tag, { digest: DIGEST }));
  expectRefused('InvalidDigest', ['', 'latest', 'sha256:abc'], (digest) => BaseImage.debian('12-slim', { digest }));
  expect(() => BaseImage.debian('12-slim', {} as never)).toThrow('[MissingProperty] BaseImage.debian: digest is missing');
  expect(() => BaseImage.debian('12-slim', undefined as never)).toThrow('[MissingProperty] BaseImage.debian: digest is missing');
});

test('a golden image is needed to build on one', () => {
  expect(() => BaseImage.fromGoldenImage(undefined as never)).toThrow('[MissingProperty] BaseImage.fromGoldenImage: image is missing');
});
