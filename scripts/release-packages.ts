// npm run release:packages [-- FOLDER]
//
// Makes all that a release publishes, in FOLDER (out): both npm packages, and in its folder `python` their wheels and source distributions.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './peers';

const [out = 'out'] = process.argv.slice(2);

rmSync(out, { recursive: true, force: true });
// npm makes no folder for what it packs.
mkdirSync(out, { recursive: true });
run('.', 'npm', 'run', 'build');
run('.', 'npm', 'run', 'build:cdktn');
for (const source of ['.', './.cache/cdktn/package']) run('.', 'npm', 'pack', source, '--ignore-scripts', '--pack-destination', out);
run('.', 'npm', 'run', 'package:python', '--', join(out, 'python'));
