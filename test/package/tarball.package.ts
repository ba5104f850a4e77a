import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import ts from 'typescript';

import { run } from '../../scripts/peers';
import { ON_CDKTF, ON_CDKTN, Project, ROOT } from './projects';

const BOTH = [[ON_CDKTF.name, ON_CDKTF], [ON_CDKTN.name, ON_CDKTN]] as const;
const MAX_BYTES = 2_000_000;

/** Files of a folder of the repository and of those below, by their paths in it. */
function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(ROOT, folder, file)).isFile());
}

function filesIn({ tarball, folder }: Project): string[] {
  return run(folder, 'tar', '--list', '--file', tarball)
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith('/'))
    .map((line) => line.replace(/^package\//, ''))
    .sort();
}

/** The declarations that the compiler reads of an installed package. */
function declarations({ folder, name }: Project): string[] {
  const installed = join(folder, 'node_modules', name);
  const program = ts.createProgram([join(installed, 'dist/lib/index.d.ts')], { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, types: [] });
  return program.getSourceFiles().map(({ fileName }) => relative(installed, fileName)).filter((file) => file.startsWith('dist/'));
}

/** What people and programs need: what is compiled of lib/, what it reads when it runs, what it bundles, and what is to be read. */
function needed(project: Project): string[] {
  const compiled = ['index.js', 'cli/main.js', ...filesBelow('lib').filter((file) => !file.endsWith('.ts'))];
  return [
    ...['package.json', 'README.md', 'LICENSE', '.jsii', 'API.md', 'CHANGELOG.md', 'POLICIES.md', 'SECURITY.md'],
    ...['docs', 'renovate'].flatMap((folder) => filesBelow(folder).map((file) => `${folder}/${file}`)),
    ...compiled.map((file) => `dist/lib/${file}`),
    ...declarations(project),
    ...filesBelow('node_modules/fflate').map((file) => `node_modules/fflate/${file}`),
  ].sort();
}

test.each(BOTH)('the tarball of %s holds what is needed, and nothing else', (_, project) => {
  expect(filesIn(project)).toEqual(needed(project));
});

test.each(BOTH)('the tarball of %s is of 2 MB at most', (name, { tarball }) => {
  const { size } = statSync(tarball);
  console.log(`${name}: ${(size / 1e6).toFixed(2)} MB`);
  expect(size).toBeLessThanOrEqual(MAX_BYTES);
});

test('cdktn-golden-image names no package of cdktf where it imports, or tells what to install', () => {
  const { folder, name } = ON_CDKTN;
  const installed = join(folder, 'node_modules', name);
  const compiled = readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|d\.ts)$/.test(file));
  expect(compiled.length).toBeGreaterThan(0);
  for (const file of compiled) expect(readFileSync(join(installed, 'dist', file), 'utf8')).not.toMatch(/(?:from |require\()["']cdktf["'/]|@cdktf\//);
});
