import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../scripts/peers';
import { firstPythonProgram } from '../package/first-example';
import { copyExample, PlatformOutput, platformOutput, synthesizedInTypeScript } from '../package/platform';
import { ON_CDKTF, ON_CDKTN, PythonEnvironment, pythonOf } from './environments';

let inTypeScript: PlatformOutput;
beforeAll(() => {
  inTypeScript = synthesizedInTypeScript();
});

/** Synthesizes the Python program in an environment. */
function inPython(environment: PythonEnvironment): PlatformOutput {
  const example = join(environment.folder, 'example');
  rmSync(example, { recursive: true, force: true });
  copyExample('python', example, environment.framework, 'py');
  run(example, pythonOf(environment), 'main.py');
  return platformOutput(join(example, 'cdktf.out'));
}

test.each([
  ['cdktf', ON_CDKTF, { framework: '0.21.0', aws: '5.100.0' }],
  ['cdktn', ON_CDKTN, { framework: '0.24.0', aws: '6.66.0' }],
] as const)('the platform example in Python on %s is the one in TypeScript: the same stack but for versions, the same files', (_, environment, versions) => {
  const python = inPython(environment);
  expect(python.versions).toEqual(versions);
  expect(Object.keys(python.stack.resource).length).toBeGreaterThan(10);
  expect(python.stack).toEqual(inTypeScript.stack);
  expect(python.files).toEqual(inTypeScript.files);
});

test("README's first example in Python synthesizes", () => {
  const folder = join(ON_CDKTF.folder, 'first');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  writeFileSync(join(folder, 'main.py'), firstPythonProgram());
  run(folder, pythonOf(ON_CDKTF), 'main.py');
  const { resource } = JSON.parse(readFileSync(join(folder, 'cdktf.out/stacks/first/cdk.tf.json'), 'utf8'));
  const names = (Object.values(resource.aws_ecr_repository) as { name: string }[]).map(({ name }) => name);
  expect(names.sort()).toEqual(['golden-candidates/debian', 'golden/debian']);
});
