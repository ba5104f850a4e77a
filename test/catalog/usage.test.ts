import { runInNewContext } from 'node:vm';

import { BaseImage } from '../../lib/base-image/base-image';
import { CatalogChannel } from '../../lib/catalog/catalog-content';
import { usageOf } from '../../lib/catalog/usage';
import { GoldenImageReference } from '../../lib/consumer/golden-image-reference';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { ImagePlatform } from '../../lib/core/platform';
import { newStack, synthesize } from '../support/stack';

const IDENTITY = { name: 'node-18', namespace: 'acme', version: '1.0.0', repositoryName: 'acme/node-18', repositoryUri: null, facts: { packageManager: 'microdnf', hasShell: true, libc: 'musl', userId: 1001 }, platforms: ['linux/amd64', 'linux/arm64'] };
const CHANNEL: CatalogChannel = { name: 'next', variant: 'runtime', kind: 'automatic', parameterName: '/acme/node-18/channels/next' };

function texts(...given: Parameters<typeof usageOf>): Record<string, string> {
  return Object.fromEntries(usageOf(...given).map(({ title, text }) => [title, text]));
}

test('a Dockerfile takes the declared version of the registry, as far as it is known', () => {
  expect(texts(IDENTITY, [CHANNEL], undefined).Dockerfile).toBe('FROM ACCOUNT.dkr.ecr.REGION.amazonaws.com/acme/node-18:1.0.0');
  expect(texts(IDENTITY, [CHANNEL], 'registry.example.com').Dockerfile).toBe('FROM registry.example.com/acme/node-18:1.0.0');
  expect(texts({ ...IDENTITY, repositoryUri: 'localhost:5000/acme/node-18' }, [CHANNEL], 'registry.example.com').Dockerfile).toBe('FROM localhost:5000/acme/node-18:1.0.0');
});

test('a build by hand takes the digest that the channel holds', () => {
  expect(texts(IDENTITY, [CHANNEL], 'registry.example.com')['Docker, the newest release']).toBe(`# The Dockerfile begins with: ARG BASE_IMAGE
#                             FROM \${BASE_IMAGE}
digest="$(aws ssm get-parameter --name /acme/node-18/channels/next --query Parameter.Value --output text)"
docker build --build-arg BASE_IMAGE="registry.example.com/acme/node-18@\${digest}" .`);
});

test('the TypeScript makes a reference that reads the channel', () => {
  const stack = newStack();
  const code = texts(IDENTITY, [CHANNEL], undefined).TypeScript!.replace(/^import .*$/m, '');
  const uri = runInNewContext(`(function () { ${code}\nreturn base.imageUri; })`, { GoldenImageReference }).call(stack) as string;
  expect(uri).toContain('/acme/node-18@');
  expect(Object.values(synthesize(stack).data('aws_ssm_parameter')).map(({ name }) => name)).toContain('/acme/node-18/channels/next');
});

test('the TypeScript for a parent tells all that a child must know', () => {
  const stack = newStack();
  const code = texts(IDENTITY, [CHANNEL], undefined)['TypeScript, for a golden image on it']!.replace(/^import .*$/m, '');
  const globals = { BaseImage, GoldenImageReference, ImagePlatform, Libc, PackageManager };
  const base = runInNewContext(`(function () { ${code}\nreturn base; })`, globals).call(stack) as BaseImage;
  expect([base.packageManager, base.libc, base.hasShell, base.platforms]).toEqual(['microdnf', 'musl', true, ['linux/amd64', 'linux/arm64']]);
  expect(String(base)).toContain('/acme/node-18/channels/next');
});

test('the HCL reads the channel and the repository, and ECS takes what it makes of them', () => {
  const { HCL: hcl, 'ECS, with the HCL above': ecs } = texts(IDENTITY, [CHANNEL], undefined);
  expect(hcl).toBe(`data "aws_ssm_parameter" "node_18" {
  name = "/acme/node-18/channels/next"
}

data "aws_ecr_repository" "node_18" {
  name = "acme/node-18"
}

locals {
  node_18_image = "\${data.aws_ecr_repository.node_18.repository_url}@\${data.aws_ssm_parameter.node_18.insecure_value}"
}`);
  expect(ecs).toMatch(/^ {6}image +=.*local\.node_18_image$/m);
});

test('what each channel that can be read has held is shown by a command', () => {
  const pinned: CatalogChannel = { name: 'production', variant: 'runtime', kind: 'pinned', parameterName: '/acme/node-18/channels/production' };
  expect(texts(IDENTITY, [CHANNEL, { ...CHANNEL, parameterName: null }, pinned], undefined)['What the channels have held']).toBe(
    ['next', 'production']
      .map((name) => `aws ssm get-parameter-history --name /acme/node-18/channels/${name} --query 'Parameters[].[Version,LastModifiedDate,LastModifiedUser,Value]' --output table`)
      .join('\n'),
  );
});

test.each([[[]], [[{ ...CHANNEL, parameterName: null }]]])('without a channel that can be read, the declared version is used', (channels) => {
  const usage = texts(IDENTITY, channels, 'registry.example.com');
  expect(Object.keys(usage)).toEqual(['Dockerfile', 'ECS']);
  expect(JSON.parse(usage.ECS!)).toEqual([{ name: 'app', image: 'registry.example.com/acme/node-18:1.0.0', essential: true, readonlyRootFilesystem: true }]);
});
