import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CDKTN, NEWEST_AWS, run, Versions } from '../../scripts/peers';

export const ROOT = join(__dirname, '../..');

/** Away from the repository, whose modules a project must not find. */
const FOLDER = join(tmpdir(), 'cdktf-golden-image-packages', ROOT);

/** A stranger's project: a package of ours, installed from its tarball, its peers, and nothing else. */
export interface Project {
  readonly folder: string;
  readonly framework: 'cdktf' | 'cdktn';
  /** The package of ours. */
  readonly name: string;
  /** Where it is packed. */
  readonly source: string;
  readonly tarball: string;
  readonly peers: Versions;
}

const { devDependencies, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string>; version: string };

function pick(versions: Versions, ...names: readonly string[]): Versions {
  return Object.fromEntries(names.map((name) => [name, versions[name]!]));
}

function project(folder: string, framework: Project['framework'], peers: Versions): Project {
  const source = framework === 'cdktf' ? ROOT : join(ROOT, '.cache/cdktn/package');
  const name = `${framework}-golden-image`;
  return { folder: join(FOLDER, folder), framework, name, source, tarball: join(FOLDER, `${name}-${version}.tgz`), peers };
}

const CDKTF = pick(devDependencies, 'cdktf', 'constructs', '@cdktf/provider-aws');

/** With the bindings that the package is compiled with. */
export const ON_CDKTF = project('cdktf', 'cdktf', CDKTF);

/** With the newest bindings that there are for cdktf. */
export const ON_NEWEST_AWS = project('cdktf-aws-6', 'cdktf', { ...CDKTF, ...NEWEST_AWS });

export const ON_CDKTN = project('cdktn', 'cdktn', pick(CDKTN, 'cdktn', 'constructs', '@cdktn/provider-aws'));

export const PROJECTS = [ON_CDKTF, ON_NEWEST_AWS, ON_CDKTN];

/** What a program prints that a project runs with Node.js. */
export function runIn({ folder }: Project, file: string, environment: Record<string, string> = {}): string {
  return run(folder, 'env', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`), process.execPath, file);
}

const STRICT = ['--strict', '--noUncheckedIndexedAccess'];
const FOR_NODE = ['--target', 'es2022', '--module', 'node16', '--moduleResolution', 'node16', '--types', 'node', '--typeRoots', join(ROOT, 'node_modules/@types')];

/** Compiles programs strictly, in a project. */
export function compileIn({ folder }: Project, ...files: readonly string[]): void {
  run(folder, process.execPath, join(ROOT, 'node_modules/typescript/bin/tsc'), ...STRICT, ...FOR_NODE, ...files);
}
