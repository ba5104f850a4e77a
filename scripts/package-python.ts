// npm run package:python
//
// Makes the wheels of both packages, in dist/packages/python of each, once they are compiled.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './peers';

const PACKAGES = ['.', '.cache/cdktn/package'];

for (const folder of PACKAGES) {
  if (!existsSync(join(folder, '.jsii'))) throw new Error(`${folder} is not compiled: npm run build && npm run build:cdktn`);
  rmSync(join(folder, 'dist/packages/python'), { recursive: true, force: true });
  run('.', process.execPath, 'node_modules/jsii-pacmak/bin/jsii-pacmak', '--target', 'python', '--outdir', join(folder, 'dist/packages'), folder);
}
