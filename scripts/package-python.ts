// npm run package:python [FOLDER]
//
// Makes the wheels and the source distributions of both packages, once they are compiled, in .cache/python/packages or FOLDER.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './peers';

const [out = '.cache/python/packages'] = process.argv.slice(2);

rmSync(out, { recursive: true, force: true });
for (const folder of ['.', '.cache/cdktn/package']) {
  if (!existsSync(join(folder, '.jsii'))) throw new Error(`${folder} is not compiled: npm run build && npm run build:cdktn`);
  const made = join(folder, 'dist/packages');
  rmSync(made, { recursive: true, force: true });
  run('.', process.execPath, 'node_modules/jsii-pacmak/bin/jsii-pacmak', '--target', 'python', '--outdir', made, folder);
  cpSync(join(made, 'python'), out, { recursive: true });
}
