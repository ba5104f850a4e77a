import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import ts from 'typescript';

import { ABOUT_BOTH } from '../../scripts/cdktn-names';
import { run } from '../../scripts/peers';
import { ON_CDKTF, ON_CDKTN, Project, ROOT } from './projects';

const BOTH = [[ON_CDKTF.name, ON_CDKTF], [ON_CDKTN.name, ON_CDKTN]] as const;
const MAX_BYTES = 2_000_000;

/** What pages of cdktn-golden-image have of cdktf by intent: the other package, the framework's files, what Terraform and images see, and a measurement. */
const MEANT = [
  '`cdktf-golden-image` for CDK for Terraform',
  '`cdktf-golden-image` for CDKTF',
  'cdktf and cdktn',
  'cdktf or cdktn',
  'cdktf.json',
  'cdktf.out',
  'io.github.cdktf-golden-image',
  'source `cdktf-golden-image`',
  'github.com/cdktf-golden-image/cdktf-golden-image/security',
  'github>cdktf-golden-image/cdktf-golden-image//renovate',
  'cdktf by hand',
];

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

/** Files of cdktn-golden-image as it is installed whose names match, with their text. */
function installedFiles(name: RegExp): (readonly [file: string, text: string])[] {
  const root = join(ON_CDKTN.folder, 'node_modules', ON_CDKTN.name);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => name.test(file));
  return files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
}

test('cdktn-golden-image imports no package of cdktf, and tells to install none', () => {
  const compiled = installedFiles(/^dist\/.*\.(?:js|d\.ts)$/);
  expect(compiled.length).toBeGreaterThan(0);
  for (const [, text] of compiled) expect(text).not.toMatch(/(?:from |require\()["']cdktf["'/]|@cdktf\//);
});

test('pages of cdktn-golden-image name cdktf where it is meant, and nowhere else', () => {
  const pages = installedFiles(/^(?!node_modules).*\.md$/);
  expect(pages.map(([page]) => page)).toEqual(expect.arrayContaining(['README.md', 'API.md', 'POLICIES.md', ...ABOUT_BOTH]));
  const read = pages.filter(([page]) => !ABOUT_BOTH.includes(page));
  const lines = read.flatMap(([page, text]) => MEANT.reduce((rest, meant) => rest.replaceAll(meant, ''), text).split('\n').map((line) => `${page}: ${line}`));
  expect(lines.filter((line) => line.includes('cdktf'))).toEqual([]);
  expect(lines).toEqual(expect.arrayContaining(['README.md: # cdktn-golden-image']));
});
