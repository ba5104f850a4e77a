import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../package/projects';

/** An empty virtual environment with one of the packages, its peers, and nothing else. */
export interface PythonEnvironment {
  readonly framework: 'cdktf' | 'cdktn';
  readonly folder: string;
  /** What is installed with it: what its users choose the versions of. */
  readonly peers: readonly string[];
}

const FOLDER = join(ROOT, '.cache/python');

export const ON_CDKTF: PythonEnvironment = {
  framework: 'cdktf',
  folder: join(FOLDER, 'cdktf'),
  peers: ['cdktf==0.21.0', 'cdktf-cdktf-provider-aws==20.1.0'],
};

export const ON_CDKTN: PythonEnvironment = {
  framework: 'cdktn',
  folder: join(FOLDER, 'cdktn'),
  peers: ['cdktn==0.24.0', 'cdktn-provider-aws==25.7.0'],
};

/** The wheel that `npm run package:python` made. */
export function wheelOf({ framework }: PythonEnvironment): string {
  const folder = join(FOLDER, 'packages');
  return join(folder, readdirSync(folder).find((file) => file.startsWith(`${framework}_golden_image-`) && file.endsWith('.whl'))!);
}

/** The Python of an environment. */
export function pythonOf({ folder }: PythonEnvironment): string {
  return join(folder, 'venv/bin/python');
}
