// The bindings that the packages are compiled and tested with, besides those of package.json, and how a folder gets them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { unzipSync } from 'fflate';

/** Versions of packages by name. */
export type Versions = Readonly<Record<string, string>>;

/** Peers of cdktn-golden-image. */
export const CDKTN: Versions = { cdktn: '0.24.0', '@cdktn/provider-aws': '25.7.0', '@cdktn/provider-docker': '16.1.0', constructs: '10.6.0' };

/** The last bindings of version 6 of the AWS provider for cdktf; those of version 5 are in package.json. */
export const NEWEST_AWS: Versions = { '@cdktf/provider-aws': '21.22.1' };

/** Runs a program in a folder, and returns what it prints; what it says of a failure is in the error. */
export function run(cwd: string, program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`}`);
  return stdout;
}

function isThere(folder: string, name: string, version: string): boolean {
  const file = join(folder, 'node_modules', name, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
}

/** Whether npm's registry, or the mirror in its place, has a package. */
function isOnNpm(folder: string, name: string, version: string): boolean {
  try {
    run(folder, 'npm', 'view', `${name}@${version}`, 'version');
    return true;
  } catch (error) {
    if (/E404/.test(String(error))) return false;
    throw error;
  }
}

/** The npm package that a wheel of generated bindings carries: the very one that the wheel was generated from. */
function fromWheel(folder: string, name: string, version: string): string {
  const project = name.replace('@', '').replace('/', '-');
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads, { recursive: true });
  run(folder, 'python3', '-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', 'downloads', `${project}==${version}`);
  const wheel = readdirSync(downloads).find((file) => file.startsWith(`${project.replaceAll('-', '_')}-${version}-`))!;
  const [, packed] = Object.entries(unzipSync(readFileSync(join(downloads, wheel)))).find(([file]) => file.endsWith('.jsii.tgz'))!;
  const tarball = join(downloads, `${project}-${version}.tgz`);
  writeFileSync(tarball, packed);
  console.log(`${name}@${version} is not on npm: taken from its wheel on PyPI`);
  return `./downloads/${project}-${version}.tgz`;
}

/** Installs packages of these versions into a folder, where they are not there yet. */
export function installInto(folder: string, versions: Versions): void {
  const missing = Object.entries(versions).filter(([name, version]) => !isThere(folder, name, version));
  if (missing.length === 0) return;
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // All of them, for npm removes what it is not told of; and no peers beside them, which are those of a folder above.
  const packages = Object.entries(versions).map(([name, version]) =>
    isOnNpm(folder, name, version) ? `${name}@${version}` : fromWheel(folder, name, version),
  );
  run(folder, 'npm', 'install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--legacy-peer-deps', ...packages);
}
