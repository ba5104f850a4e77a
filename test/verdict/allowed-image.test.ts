import { AllowedImage } from '../../lib/verdict/allowed-image';
import { judge } from '../../lib/verdict/judge';
import { resolveRequirements } from '../../lib/verdict/requirements';
import { GoldenImageRequirements } from '../../lib/verdict/requirements-options';

const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const NAMES = ['docker.io', 'index.docker.io', 'registry-1.docker.io', 'Index.Docker.io'];

function verdict(text: string, options: Partial<GoldenImageRequirements>): string {
  return judge({ place: 'stack/Task', type: 'aws_ecs_task_definition', use: 'image', text }, resolveRequirements({ registries: [HOST], asOf: '2026-11-24', ...options }, 'test')).verdict;
}

test.each(NAMES)('images of Docker Hub are allowed below a path by its name %s, however they are named', (name) => {
  const allowed = [AllowedImage.of({ repository: `${name}/acme/*`, reason: 'theirs' })];
  for (const image of ['acme/web', ...NAMES.map((host) => `${host}/acme/web`)]) expect([image, verdict(image, { allowed })]).toEqual([image, 'allowed']);
  expect(verdict('acme.io/acme/web', { allowed })).toBe('not-golden');
});

test.each(NAMES)('golden images of Docker Hub are those of the registry %s', (name) => {
  expect(verdict(`docker.io/golden/debian@sha256:${'a'.repeat(64)}`, { registries: [name] })).toBe('golden');
});
