import { BaseImage } from '../../lib/base-image/base-image';
import { BuildStage } from '../../lib/image/build-stage';
import { CaCertificate } from '../../lib/image/ca-certificate';
import { ImageDeclaration } from '../../lib/image/declaration';
import { ImageFile } from '../../lib/image/image-file';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { errorOf } from '../support/errors';
import { DIGEST } from '../support/stack';

const base = BaseImage.debian('12-slim', { digest: DIGEST });
const stage = BuildStage.of('build', { base });
const file = ImageFile.text('/etc/a', 'a');
const certificate = CaCertificate.fromText('root', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');

test.each<[string, Partial<ImageDeclaration>]>([
  ['DuplicateStage', { stages: [stage, stage] }],
  ['DuplicateFile', { files: [file, file] }],
  ['DuplicateCertificate', { caCertificates: [certificate, certificate] }],
  ['DuplicatePort', { ports: ['80', '80'] }],
  ['DuplicatePort', { ports: ['80/tcp', '80'] }],
  ['DuplicateVolume', { volumes: ['/a', '/a'] }],
  ['UnknownStage', { files: [ImageFile.fromStage('/a', 'build', { source: '/a' })] }],
  ['SecretInEnvironment', { environment: { DB_PASSWORD: 'x' } }],
  ['ReservedLabel', { labels: { 'org.opencontainers.image.version': '1' } }],
])('what contradicts itself is the error %s', (code, change) => {
  const error = errorOf(() => resolveImageSpec({ name: 'a', version: '1', base, owner: 'o', rationale: 'r', ...change }, 'Stack/A'));
  expect(error.code).toBe(code);
  expect(error.message).toContain('Stack/A');
});
