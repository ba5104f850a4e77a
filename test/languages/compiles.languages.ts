import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ROOT } from '../package/projects';
import { compileGo, compileJava, filesBelow, generate } from './generated';

/** What both modules of Go need and the module proxy has; the bindings of the providers, and cdktn, it may not have. */
const REAL_IN_GO = /^github\.com\/(aws|hashicorp\/terraform-cdk-go)\//;

describe.each([
  ['cdktf-golden-image', ROOT],
  ['cdktn-golden-image', join(ROOT, '.cache/cdktn/package')],
])('%s', (name, source) => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'languages-'));
    generate(source, folder, 'go', 'java', 'dotnet');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('compiles in Go (run: no; stand-ins of the providers and of cdktn)', () => {
    const [module] = readdirSync(join(folder, 'go'));
    expect(module).toBe(name.replaceAll('-', ''));
    compileGo(join(folder, 'go', module!), REAL_IN_GO);
  });

  test('compiles in Java (run: no; stand-ins of the framework and of the providers)', () => {
    expect(compileJava(join(folder, 'java'))).toBeGreaterThan(200);
  });

  test('is generated for .NET (compiled: no)', () => {
    expect(filesBelow(join(folder, 'dotnet'), '/GoldenImage.cs')).toHaveLength(1);
  });
});
