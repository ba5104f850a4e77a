import { runInNewContext } from 'node:vm';

import { BaseImage } from '../../lib/base-image/base-image';
import { CatalogChannel } from '../../lib/catalog/catalog-content';
import { usageOf } from '../../lib/catalog/usage';
import { GoldenImageReference } from '../../lib/consumer/golden-image-reference';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { ImagePlatform } from '../../lib/core/platform';
import { dockerfileImages } from '../../lib/verdict/dockerfile-images';
import { judge } from '../../lib/verdict/judge';
import { resolveRequirements } from '../../lib/verdict/requirements';
import { DIGEST, newStack, synthesize } from '../support/stack';

const IDENTITY = { name: 'node-18', namespace: 'acme', version: '1.0.0', repositoryName: 'acme/node-18', repositoryUri: null, facts: { packageManager: 'microdnf', hasShell: true, libc: 'musl', userId: 1001 }, platforms: ['linux/amd64', 'linux/arm64'] };
const CHANNEL: CatalogChannel = { name: 'next', variant: 'runtime', kind: 'automatic', parameterName: '/acme/node-18/channels/next' };

function texts(...given: Parameters<typeof usageOf>): Record<string, string> {
  return Object.fromEntries(usageOf(...given).map(({ title, text }) => [title, text]));
}

const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const DOCKERFILE = `# Told by the build, as repository and digest: see "Docker, the newest release".
ARG BASE_IMAGE
FROM \${BASE_IMAGE}`;

test('a Dockerfile is told the release by its build, which the aspect finds golden', () => {
  const { Dockerfile: text, 'Docker, the newest release': build } = texts(IDENTITY, [CHANNEL], HOST);
  expect(text).toBe(DOCKERFILE);
  const [, name, given] = /--build-arg (\w+)="([^"]+)"/.exec(build!)!;
  const images = dockerfileImages(text!, { [name!]: given!.replace('${digest}', DIGEST) }, 'Dockerfile');
  expect(images).toHaveLength(1);
  const requirements = resolveRequirements({ registries: [HOST], namespaces: ['acme'], asOf: '2026-11-24' }, 'test');
  expect(judge({ place: 'x', type: 'docker_image', use: 'Dockerfile:3', text: images[0]!.text! }, requirements).verdict).toBe('golden');
});

test('a build by hand takes the digest that the channel holds, from the registry as far as it is known', () => {
  const build = (...[identity, host]: [typeof IDENTITY | (Omit<typeof IDENTITY, 'repositoryUri'> & { repositoryUri: string }), string | undefined]): string => texts(identity, [CHANNEL], host)['Docker, the newest release']!;
  expect(build(IDENTITY, 'registry.example.com')).toBe(`digest="$(aws ssm get-parameter --name /acme/node-18/channels/next --query Parameter.Value --output text)"
docker build --build-arg BASE_IMAGE="registry.example.com/acme/node-18@\${digest}" .`);
  expect(build(IDENTITY, undefined)).toContain('BASE_IMAGE="ACCOUNT.dkr.ecr.REGION.amazonaws.com/acme/node-18@');
  expect(build({ ...IDENTITY, repositoryUri: 'localhost:5000/acme/node-18' }, 'registry.example.com')).toContain('BASE_IMAGE="localhost:5000/acme/node-18@');
});

test('nothing that runs or builds names a release by its tag alone', () => {
  for (const channels of [[CHANNEL], []]) {
    const usage = Object.values(texts(IDENTITY, channels, HOST)).join('\n');
    // A tag is what a digest is asked for.
    expect(usage.replace(/imagetools inspect \S+/g, '')).not.toMatch(/node-18:\d/);
    expect(usage).toContain(`${HOST}/acme/node-18@`);
  }
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

describe('the HCL', () => {
  const { HCL: hcl, 'ECS, with the HCL above': ecs } = texts(IDENTITY, [CHANNEL], undefined) as { HCL: string; 'ECS, with the HCL above': string };

  /** Without locals: each is put in where it is named. */
  function expanded(text: string): string {
    const locals = new Map([...hcl.matchAll(/^ {2}(node_18_\w+) += (.*)$/gm)].map(([, name, expression]) => [name!, expression!]));
    const once = text.replace(/local\.(\w+)/g, (_, name: string) => locals.get(name)!);
    return once === text ? text : expanded(once);
  }

  /** Conditions and messages of blocks, in their order, with one name for what each parameter holds. */
  function blocks(kind: string): string[][] {
    const found = [...hcl.matchAll(new RegExp(`${kind} \\{\\n +condition     = (.*)\\n +error_message = (.*)\\n`, 'g'))];
    return found.map(([, condition, message]) => [condition!, message!.startsWith('"') ? message!.slice(1, -1) : `\${${message!}}`].map((text) => expanded(text).replace(/data\.aws_ssm_parameter\.node_18\["(\w+)"\]\.insecure_value/g, '<$1>')));
  }

  test('reads the parameters of the channel and the image, and makes repository and digest of them', () => {
    expect(hcl).toContain(`data "aws_ssm_parameter" "node_18" {
  for_each = {
    channel      = "/acme/node-18/channels/next"
    last_release = "/acme/node-18/last-release/next"
    metadata     = "/acme/node-18/metadata"
  }
  name = each.value
}`);
    expect(expanded('local.node_18_image')).toBe('"${data.aws_ecr_repository.node_18.repository_url}@${data.aws_ssm_parameter.node_18["channel"].insecure_value}"');
    expect(hcl).toContain('data "aws_ecr_repository" "node_18" {\n  name = "acme/node-18"\n');
    expect(ecs).toMatch(/^ {6}image +=.*local\.node_18_image$/m);
  });

  test('fails and warns by the very expressions of a reference', () => {
    const stack = newStack();
    GoldenImageReference.fromChannel(stack, 'Base', { name: 'node-18', namespace: 'acme', channel: 'next' });
    const made = synthesize(stack);
    const parameters = made.data('aws_ssm_parameter');
    const addresses = new Map(Object.keys((made.json as unknown as { data: Record<string, object> }).data.aws_ssm_parameter!).map((id) => [id, /Channel/.test(id) ? 'channel' : /LastRelease/.test(id) ? 'last_release' : 'metadata']));
    const plain = (self: string) => ({ condition, error_message: message }: { condition: string; error_message: string }): string[] =>
      [condition.replace(/^\$\{(.*)\}$/s, '$1'), message].map((text) => text.replaceAll('self.insecure_value', `<${self}>`).replace(/data\.aws_ssm_parameter\.(\w+)\.insecure_value/g, (_, id: string) => `<${addresses.get(id)}>`));
    const { postcondition: ofChannel } = parameters['Base/Channel']!.lifecycle;
    const { postcondition: ofMetadata } = parameters['Base/Metadata']!.lifecycle;
    expect(blocks('postcondition')).toEqual([...ofChannel.map(plain('channel')), ...ofMetadata.map(plain('metadata'))]);
    const [{ assert }] = Object.values((made.json as unknown as { check: Record<string, { assert: Parameters<ReturnType<typeof plain>>[0][] }> }).check) as [{ assert: Parameters<ReturnType<typeof plain>>[0][] }];
    expect(blocks('assert')).toEqual(assert.map(plain('')));
    expect([ofChannel, ofMetadata, assert].map(({ length }) => length)).toEqual([1, 2, 2]);
  });

  test('is short enough to be read', () => {
    expect(hcl.split('\n').length).toBeLessThan(60);
  });
});

test('what each channel that can be read has held is shown by a command', () => {
  const pinned: CatalogChannel = { name: 'production', variant: 'runtime', kind: 'pinned', parameterName: '/acme/node-18/channels/production' };
  expect(texts(IDENTITY, [CHANNEL, { ...CHANNEL, parameterName: null }, pinned], undefined)['What the channels have held']).toBe(
    ['next', 'production']
      .map((name) => `aws ssm get-parameter-history --name /acme/node-18/channels/${name} --query 'Parameters[].[Version,LastModifiedDate,LastModifiedUser,Value]' --output table`)
      .join('\n'),
  );
});

test.each([[[]], [[{ ...CHANNEL, parameterName: null }]]])('without a channel that can be read, the digest of the declared version is used', (channels) => {
  const usage = texts(IDENTITY, channels, 'registry.example.com');
  expect(Object.keys(usage)).toEqual(['Dockerfile', 'Docker, the declared version', 'ECS, with that digest']);
  expect(usage.Dockerfile).toBe(DOCKERFILE.replace('newest release', 'declared version'));
  expect(usage['Docker, the declared version']).toBe(`digest="$(docker buildx imagetools inspect registry.example.com/acme/node-18:1.0.0 --format '{{.Manifest.Digest}}')"
docker build --build-arg BASE_IMAGE="registry.example.com/acme/node-18@\${digest}" .`);
  expect(JSON.parse(usage['ECS, with that digest']!)).toEqual([{ name: 'app', image: 'registry.example.com/acme/node-18@DIGEST', essential: true, readonlyRootFilesystem: true }]);
});
