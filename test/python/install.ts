/** Installs the wheels, which `npm run package:python` made, into virtual environments. */
import { existsSync, mkdirSync } from 'node:fs';

import { run } from '../../scripts/peers';
import { ON_CDKTF, ON_CDKTN, pythonOf, wheelOf } from './environments';

for (const environment of [ON_CDKTF, ON_CDKTN]) {
  mkdirSync(environment.folder, { recursive: true });
  if (!existsSync(pythonOf(environment))) run(environment.folder, 'python3', '-m', 'venv', 'venv');
  const pip = (...args: readonly string[]): string => run(environment.folder, pythonOf(environment), '-m', 'pip', '--disable-pip-version-check', ...args);
  pip('install', '--quiet', '--no-compile', wheelOf(environment), ...environment.peers);
  // The last run's wheel may be of the same version.
  pip('install', '--quiet', '--no-compile', '--no-deps', '--force-reinstall', wheelOf(environment));
}
