import { AllowedImage } from '../../lib/verdict/allowed-image';
import { imageUses } from '../../lib/verdict/image-uses';
import { judge } from '../../lib/verdict/judge';
import { resolveRequirements } from '../../lib/verdict/requirements';
import { PUBLIC_EXAMPLES } from '../fixtures/public-examples';

const REQUIREMENTS = resolveRequirements(
  {
    registries: ['111122223333.dkr.ecr.eu-west-1.amazonaws.com'],
    allowed: [
      AllowedImage.of({ repository: 'aws/codebuild/*', reason: 'AWS maintains them' }),
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
