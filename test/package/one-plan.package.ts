import { outputOf, synthesizePlatform } from './platform';
import { ON_CDKTF, ON_CDKTN, ON_NEWEST_AWS, Project, PROJECTS } from './projects';

const STACK = 'stacks/platform/cdk.tf.json';

interface Stack {
  readonly '//': { readonly metadata: { version: string } };
  readonly terraform: { readonly required_providers: { aws: { source: string; version: string } } };
  readonly resource: Record<string, Record<string, object>>;
}

beforeAll(() => PROJECTS.forEach(synthesizePlatform));

/** What the platform example was synthesized to in a project. The state of an app without a backend lies in its own folder. */
function synthesized({ folder }: Project): { readonly stack: Stack; readonly others: Record<string, string> } {
  const { [STACK]: stack, ...others } = outputOf(`${folder}/cdktf.out`);
  delete others['manifest.json']; // is about the run: it has a stack trace for each annotation
  return { stack: JSON.parse(stack!.replaceAll(folder, 'project')), others };
}

/** The stack as it is but for the versions of framework and provider, which are compared by themselves. */
function withoutVersions({ stack }: ReturnType<typeof synthesized>): Stack {
  const copy = structuredClone(stack);
  copy['//'].metadata.version = 'any';
  // "aws" is short for "hashicorp/aws", and they write either.
  copy.terraform.required_providers.aws = { source: copy.terraform.required_providers.aws.source.replace(/^hashicorp\//, ''), version: 'any' };
  return copy;
}

test.each([
  ['the newest major version of the AWS provider', ON_NEWEST_AWS, { framework: '0.21.0', aws: '6.25.0' }],
  ['cdktn, moved as the documentation tells', ON_CDKTN, { framework: '0.24.0', aws: '6.66.0' }],
] as const)('on %s the platform example has the same resources under the same addresses, and the same files', (_, project, versions) => {
  const before = synthesized(ON_CDKTF);
  const after = synthesized(project);
  expect(Object.values(before.stack.resource).flatMap((blocks) => Object.keys(blocks)).length).toBeGreaterThan(40);
  expect(withoutVersions(after)).toEqual(withoutVersions(before));
  expect(Object.keys(before.others).filter((file) => file.endsWith('.zip')).length).toBeGreaterThan(0);
  expect(after.others).toEqual(before.others);
  expect({ framework: after.stack['//'].metadata.version, aws: after.stack.terraform.required_providers.aws.version }).toEqual(versions);
});
