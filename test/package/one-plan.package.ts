import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { copyExample, PlatformOutput, platformOutput } from './platform';
import { compileIn, ON_CDKTF, ON_CDKTN, ON_NEWEST_AWS, Project, runIn } from './projects';

/** Synthesizes the platform example in a project. */
function synthesized(project: Project): PlatformOutput {
  const example = join(project.folder, 'platform');
  rmSync(example, { recursive: true, force: true });
  copyExample('platform', example, project.framework, 'ts');
  compileIn(project, ...readdirSync(example).map((file) => join('platform', file)));
  runIn(project, 'platform/main.js', { CDKTF_OUTDIR: 'platform/out' });
  return platformOutput(join(example, 'out'));
}

let before: PlatformOutput;
beforeAll(() => {
  before = synthesized(ON_CDKTF);
});

test('on the oldest bindings the platform example has resources, and archives beside other files', () => {
  expect(before.versions).toEqual({ framework: '0.21.0', aws: '5.100.0' });
  expect(Object.values(before.stack.resource).flatMap((blocks) => Object.keys(blocks)).length).toBeGreaterThan(40);
  expect(Object.keys(before.files).filter((file) => file.endsWith('.zip')).length).toBeGreaterThan(0);
});

test.each([
  ['the newest major version of the AWS provider', ON_NEWEST_AWS, { framework: '0.21.0', aws: '6.25.0' }],
  ['cdktn, moved as the documentation tells', ON_CDKTN, { framework: '0.24.0', aws: '6.66.0' }],
] as const)('on %s it is the same, but for the versions', (_, project, versions) => {
  const after = synthesized(project);
  expect(after.versions).toEqual(versions);
  expect(after.stack).toEqual(before.stack);
  expect(after.files).toEqual(before.files);
});
