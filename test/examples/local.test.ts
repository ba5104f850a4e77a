import { App } from 'cdktf';

import { local } from '../../examples/local/local';
import { Synthesized, synthesize } from '../support/stack';

let stack: ReturnType<typeof local>;
let made: Synthesized;

beforeAll(() => {
  stack = local(new App());
  made = synthesize(stack);
});

test('nothing of the local example is of AWS, or of another cloud', () => {
  const { resource, data, provider, terraform } = made.json as unknown as Record<string, Record<string, object>>;
  expect(Object.keys(resource!).sort()).toEqual(['docker_image', 'docker_registry_image', 'docker_tag', 'terraform_data']);
  expect(data).toBeUndefined();
  expect(Object.keys(provider!)).toEqual(['docker']);
  expect(terraform!.required_providers).toEqual({ docker: { source: 'kreuzwerker/docker', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) } });
});

test('its output is the image by digest, in the registry of localhost', () => {
  const { output } = made.json as unknown as { output: Record<string, { value: string }> };
  expect(output.Image!.value).toMatch(/^localhost:5000\/golden\/debian@\$\{docker_registry_image\.\w+\.id\}$/);
});

test('it says where its Dockerfile and its tests lie', () => {
  expect(made.read(`${stack.image.contextPath}/Dockerfile`)).toBe(stack.image.plan.contextFiles.Dockerfile);
  expect(made.read(`${stack.image.contextPath}/tests/runtime/structure-tests.json`)).toContain('prints its release');
});
