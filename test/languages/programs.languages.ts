import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PlatformOutput, platformOutput, synthesizedInTypeScript } from '../package/platform';
import { filesBelow, generateAll, ON_CDKTF, ON_CDKTN } from './bindings';
import { synthesizedInGo } from './go';
import { synthesizedInJava } from './java';

let inTypeScript: PlatformOutput;
beforeAll(() => {
  inTypeScript = synthesizedInTypeScript();
});

describe.each([
  ['cdktf-golden-image', ON_CDKTF, { framework: '0.21.0', aws: '5.100.0' }],
  ['cdktn-golden-image', ON_CDKTN, { framework: '0.24.0', aws: '6.66.0' }],
] as const)('%s', (_, on, versions) => {
  let folder: string;
  let packages: string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'languages-'));
    packages = generateAll(on, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['Java', synthesizedInJava],
    ['Go', synthesizedInGo],
  ])('the platform example in %s is the one in TypeScript: the same stack but for versions, the same files (of the bindings of the AWS provider, those of AwsProvider alone)', (__, synthesized) => {
    const output = platformOutput(synthesized(on.framework, packages, folder));
    expect(output.versions).toEqual(versions);
    expect(Object.keys(output.stack.resource).length).toBeGreaterThan(10);
    expect(output.stack).toEqual(inTypeScript.stack);
    expect(output.files).toEqual(inTypeScript.files);
  });

  test('is generated for .NET (compiled: no)', () => {
    expect(filesBelow(join(folder, 'ours/dotnet'), '/GoldenImage.cs')).toHaveLength(1);
  });
});
