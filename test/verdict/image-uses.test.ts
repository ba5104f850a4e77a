import { DeclaredResource, imageUses } from '../../lib/verdict/image-uses';
import { judge } from '../../lib/verdict/judge';
import { resolveRequirements } from '../../lib/verdict/requirements';
import { UnknownValue } from '../../lib/verdict/unknown-value';

const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const GOLDEN = `${HOST}/golden/debian@sha256:${'a'.repeat(64)}`;
const ID = `sha256:${'c'.repeat(64)}`;
const REQUIREMENTS = resolveRequirements({ registries: [HOST], asOf: '2026-11-24' }, 'test');

const resource = (address: string, values: object): DeclaredResource => ({ address, place: address, type: address.replace(/^(module\.\w+(\[[^\]]*\])?\.)*/, '').split('.')[0]!, values });
const image = (address: string, name: string, more: object = {}): DeclaredResource => resource(address, { name, ...more });
/** As a plan tells of an expression: each reference, and what it lies in. */
const taken = (...references: readonly string[]): UnknownValue => new UnknownValue(references);
const BASE_ID = taken('docker_image.base.image_id', 'docker_image.base');
const BASE_DIGEST = taken('docker_image.base.repo_digest', 'docker_image.base');

/** Verdicts of a resource beside others, as a plan has them. */
function verdicts(judged: DeclaredResource, ...beside: readonly DeclaredResource[]): readonly string[] {
  const uses = imageUses([judged, ...beside], { read: () => `FROM ${GOLDEN}` });
  return uses.filter(({ place }) => place === judged.place).map((use) => judge(use, REQUIREMENTS).verdict);
}

test('a container is judged by the image whose id it runs', () => {
  const container = resource('docker_container.c', { image: BASE_ID });
  expect(verdicts(container, image('docker_image.base', GOLDEN))).toEqual(['golden']);
  expect(verdicts(container, image('docker_image.base', 'nginx:1'))).toEqual(['not-golden']);
  expect(verdicts(container, image('docker_image.base', 'app:1', { build: [{ context: '.' }] }))).toEqual(['allowed']);
});

test.each([
  ['text that is made of it', 'aws_ecs_task_definition.t', { container_definitions: BASE_ID }],
  ['a block that it lies in', 'docker_service.s', { task_spec: [{ container_spec: BASE_ID }] }],
  ['an object that it lies in', 'kubernetes_manifest.m', { manifest: BASE_ID }],
  ['its repository and digest, of which another image can be made', 'docker_container.c', { image: BASE_DIGEST }],
  ['something besides', 'docker_container.c', { image: taken('docker_image.base.image_id', 'docker_image.base', 'var.image') }],
  ['another one, whose name is the beginning of its own', 'docker_container.c', { image: taken('docker_image.base.image_id', 'docker_image.base', 'docker_image.ba') }],
])('what refers to a golden image is unknown where it is %s', (_, address, values) => {
  expect(verdicts(resource(address, values), image('docker_image.base', GOLDEN))).toEqual(['unknown']);
});

test.each([
  ['JSON', JSON.stringify([{ image: GOLDEN, Image: 'nginx:latest' }]), ['golden', 'not-golden']],
  ['JSON, in another order', JSON.stringify([{ IMAGE: 'nginx:latest', image: GOLDEN }]), ['not-golden', 'golden']],
  ['a call of jsonencode', '${jsonencode([{"image" = "' + GOLDEN + '", "Image" = var.image}])}', ['golden', 'unknown']],
])('names that differ by their case alone are all judged in %s, for one of them counts', (_, text, expected) => {
  expect(verdicts(resource('aws_ecs_task_definition.t', { container_definitions: text }))).toEqual(expected);
});

test('of images by `count` or `for_each`, the one that is named counts', () => {
  const images = [image('docker_image.i["a"]', GOLDEN), image('docker_image.i["b"]', 'nginx:1'), image('docker_image.n[0]', 'nginx:1'), image('docker_image.n[1]', GOLDEN)];
  const of = (instance: string, whole: string): readonly string[] => verdicts(resource('docker_container.c', { image: taken(`${instance}.image_id`, instance, whole) }), ...images);
  expect(of('docker_image.i["a"]', 'docker_image.i')).toEqual(['golden']);
  expect(of('docker_image.i["b"]', 'docker_image.i')).toEqual(['not-golden']);
  expect(of('docker_image.n[0]', 'docker_image.n')).toEqual(['not-golden']);
  expect(of('docker_image.n[1]', 'docker_image.n')).toEqual(['golden']);
  expect(of('docker_image.i["c"]', 'docker_image.i')).toEqual(['unknown']);
  expect(verdicts(resource('docker_container.c', { image: taken('docker_image.i', 'each.key') }), ...images)).toEqual(['unknown']);
});

test('an image is looked for in the instance of the module that names it', () => {
  const images = [image('module.m["a"].docker_image.base', GOLDEN), image('module.m["b"].docker_image.base', 'nginx:1')];
  expect(['a', 'b'].flatMap((key) => verdicts(resource(`module.m["${key}"].docker_container.c`, { image: BASE_ID }), ...images))).toEqual(['golden', 'not-golden']);
  expect(verdicts(resource('docker_container.c', { image: BASE_ID }), ...images)).toEqual(['unknown']);
});

describe('a container that runs by a known id, as after an apply,', () => {
  const container = resource('docker_container.c', { image: ID });

  test('is judged by the image that has the id, also by one of another module', () => {
    expect(verdicts(container, image('docker_image.other', 'nginx:1', { image_id: ID.replace('c', 'd') }), image('module.m.docker_image.base', GOLDEN, { image_id: ID }))).toEqual(['golden']);
    expect(verdicts(container, image('docker_image.base', 'nginx:1', { image_id: ID }))).toEqual(['not-golden']);
    expect(verdicts(container, image('docker_image.base', 'app:1', { image_id: ID, build: [{ context: '.' }] }))).toEqual(['allowed']);
  });

  test('is unknown where none has it, or several by different names', () => {
    expect(verdicts(container, image('docker_image.base', GOLDEN))).toEqual(['unknown']);
    expect(verdicts(container, image('docker_image.base', GOLDEN, { image_id: ID }), image('docker_image.other', 'nginx:1', { image_id: ID }))).toEqual(['unknown']);
    const [use] = imageUses([container], { read: () => undefined });
    expect(judge(use!, REQUIREMENTS)).toMatchObject({ level: 'warning', message: expect.stringContaining('is an id on the machine'), remedy: expect.stringContaining('docker_image') });
  });
});
