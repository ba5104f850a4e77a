import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../scripts/peers';
import { ROOT } from '../package/projects';

export type Framework = 'cdktf' | 'cdktn';

/** One of our packages with what its programs need besides. */
export interface Packages {
  readonly framework: Framework;
  /** Where ours is compiled. */
  readonly source: string;
  /** The node_modules of the others. */
  readonly modules: string;
}

export const ON_CDKTF: Packages = { framework: 'cdktf', source: ROOT, modules: join(ROOT, 'node_modules') };

const CDKTN = join(ROOT, '.cache/cdktn');
export const ON_CDKTN: Packages = { framework: 'cdktn', source: join(CDKTN, 'package'), modules: join(CDKTN, 'node_modules') };

/** Files below a folder whose paths in it end so. */
export function filesBelow(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(end));
}

/** The environment of a program whose runtime is not to keep the packages it unpacks longer than a folder is there. */
export function withoutCache(folder: string): string[] {
  return [`JSII_RUNTIME_PACKAGE_CACHE_ROOT=${join(folder, 'cache')}`];
}

/**
 * Generates the sources of a package of ours for Java, Go and .NET, and those for Java and Go of the bindings that it needs and the
 * registries may not have, each into a folder of its own of which the names are returned.
 */
export function generateAll({ framework, source, modules }: Packages, folder: string): string[] {
  generate(source, join(folder, 'ours'), 'java', 'go', 'dotnet');
  generate(join(modules, framework), join(folder, 'framework'), 'java', 'go');
  generate(join(modules, `@${framework}/provider-docker`), join(folder, 'docker'), 'java', 'go');
  generateProviderAlone(modules, `@${framework}/provider-aws`, join(folder, 'aws'));
  return ['ours', 'framework', 'docker', 'aws'].map((name) => join(folder, name));
}

function generate(source: string, folder: string, ...languages: readonly string[]): void {
  const targets = languages.flatMap((language) => ['--target', language]);
  run(ROOT, process.execPath, join(ROOT, 'node_modules/jsii-pacmak/bin/jsii-pacmak'), ...targets, '--code-only', '--outdir', folder, source);
}

/**
 * Generates those bindings of the AWS provider that are its own. No other is named by the programs or by what ours declares, and
 * 23,000 classes would take the compilers gigabytes. The package that they load is the whole one.
 */
function generateProviderAlone(modules: string, name: string, folder: string): void {
  const source = join(modules, name);
  const alone = join(folder, 'alone');
  mkdirSync(alone, { recursive: true });
  symlinkSync(modules, join(folder, 'node_modules'));
  cpSync(join(source, 'package.json'), join(alone, 'package.json'));
  const assembly = JSON.parse(readFileSync(join(source, '.jsii'), 'utf8'));
  const own = (all: object): object => Object.fromEntries(Object.entries(all).filter(([key]) => /^[^.]+\.provider(?:Functions)?(?:\.|$)/.test(key)));
  writeFileSync(join(alone, '.jsii'), JSON.stringify({ ...assembly, types: own(assembly.types), submodules: own(assembly.submodules) }));
  generate(alone, folder, 'java', 'go');
  const packed = run(folder, 'npm', 'pack', '--silent', '--ignore-scripts', source).trim();
  const loaded = filesBelow(folder, '.tgz').filter((file) => file !== packed);
  if (loaded.length !== 2) throw new Error(`one package in Java and one in Go expected, found ${loaded.join(', ')}`);
  for (const file of loaded) cpSync(join(folder, packed), join(folder, file));
}
