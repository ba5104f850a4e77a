import { AllowedImage } from '../../lib/verdict/allowed-image';
import { imageUses } from '../../lib/verdict/image-uses';
import { judge } from '../../lib/verdict/judge';
import { resolveRequirements } from '../../lib/verdict/requirements';
import { UnknownValue } from '../../lib/verdict/unknown-value';
import { PUBLIC_EXAMPLES } from '../fixtures/public-examples';

const REQUIREMENTS = resolveRequirements(
  {
    registries: ['111122223333.dkr.ecr.eu-west-1.amazonaws.com'],
    allowed: [
      AllowedImage.of({ repository: '906394416424.dkr.ecr.eu-west-1.amazonaws.com/aws-for-fluent-bit', reason: 'AWS runs the log router' }),
    ],
    asOf: '2026-11-24',
  },
  'test',
);

test.each(PUBLIC_EXAMPLES.map((example) => [`${example.type} (${example.name}, ${example.source})`, example] as const))('%s', (_, { type, values, verdicts }) => {
  const uses = imageUses([{ address: `${type}.example`, place: 'example', type, values }], { read: () => undefined });
  expect(uses.map((use) => judge(use, REQUIREMENTS)).map(({ image, verdict }) => [image, verdict])).toEqual(verdicts);
});

test('a container runs the image that it takes from a docker_image beside it', () => {
  // https://registry.terraform.io/providers/kreuzwerker/docker/latest/docs/resources/container, as CDKTF writes the reference.
  const uses = imageUses(
    [
      { address: 'docker_container.ubuntu', place: 'container', type: 'docker_container', values: { name: 'foo', image: '${docker_image.ubuntu.image_id}' } },
      { address: 'docker_image.ubuntu', place: 'image', type: 'docker_image', values: { name: 'ubuntu:precise' } },
    ],
    { read: () => undefined },
  );
  expect(uses.map(({ place, text }) => [place, text])).toEqual([['container', 'ubuntu:precise'], ['image', 'ubuntu:precise']]);
});

test('an image that is built is what its Dockerfile is built on, wherever it is pushed and run', () => {
  // https://registry.terraform.io/providers/kreuzwerker/docker/latest/docs/resources/registry_image
  const resources = [
    { address: 'docker_registry_image.helloworld', place: 'push', type: 'docker_registry_image', values: { name: '${docker_image.image.name}' } },
    { address: 'docker_image.image', place: 'build', type: 'docker_image', values: { name: 'registry.com/somename:1.0', build: [{ context: 'app', build_args: { BASE: 'debian:12' } }] } },
    { address: 'docker_container.run', place: 'run', type: 'docker_container', values: { image: 'registry.com/somename:1.0' } },
  ];
  const uses = imageUses(resources, { read: (context, file) => (`${context}/${file}` === 'app/Dockerfile' ? 'ARG BASE\nFROM $BASE' : undefined) });
  expect(uses.map((use) => judge(use, REQUIREMENTS)).map(({ use, image, verdict }) => [use.place, image, verdict])).toEqual([
    ['push', 'registry.com/somename', 'allowed'],
    ['build', 'docker.io/library/debian', 'not-golden'],
    ['run', 'registry.com/somename', 'allowed'],
  ]);
});

test('a name that a build has here is not built here for what pulls it', () => {
  const resources = [
    { address: 'docker_image.nginx', place: 'build', type: 'docker_image', values: { name: 'nginx:1', build: [{ context: 'app' }] } },
    { address: 'aws_lambda_function.f', place: 'f', type: 'aws_lambda_function', values: { image_uri: 'nginx:1' } },
  ];
  const uses = imageUses(resources, { read: () => 'FROM scratch' });
  expect(uses.map((use) => [use.place, judge(use, REQUIREMENTS).verdict])).toEqual([['f', 'not-golden']]);
});

test('of a plan, a container is followed to an image only where its value is that of the image and of nothing else', () => {
  const image = { address: 'module.a["b"].docker_image.x[0]', place: 'image', type: 'docker_image', values: { name: 'redis' } };
  const followed = (...references: string[]): string | undefined => {
    const container = { address: 'module.a["b"].docker_container.c', place: 'c', type: 'docker_container', values: { image: new UnknownValue(references) } };
    return imageUses([container, image], { read: () => undefined })[0]!.text;
  };
  expect(followed('docker_image.x[0].image_id', 'docker_image.x[0]', 'docker_image.x')).toBe('redis');
  expect(followed('docker_image.x[0].image_id', 'docker_image.x[0]', 'docker_image.x', 'var.other')).toBeUndefined();
  expect(followed('docker_image.y.image_id', 'docker_image.y')).toBeUndefined();
  expect(followed('docker_image.x[0].name')).toBeUndefined();
});
