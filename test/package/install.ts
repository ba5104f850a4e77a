/** Packs both packages, and installs them into the projects. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { run } from '../../scripts/peers';
import { PROJECTS } from './projects';

for (const { source, tarball } of PROJECTS) {
  mkdirSync(dirname(tarball), { recursive: true });
  run(source, 'npm', 'pack', '--ignore-scripts', '--pack-destination', dirname(tarball));
}
for (const { folder, name, tarball, peers } of PROJECTS) {
  mkdirSync(folder, { recursive: true });
  // The last run's tarball may be of the same version.
  rmSync(join(folder, 'node_modules', name), { recursive: true, force: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const packages = Object.entries(peers).map(([peer, version]) => `${peer}@${version}`);
  run(folder, 'npm', 'install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', tarball, ...packages);
}
