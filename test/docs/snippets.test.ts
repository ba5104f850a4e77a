import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { App } from 'cdktf';

import * as library from '../../lib/index';
import { examples, fenced, snippets } from './snippets/collect';
import { isProgram, javascriptOf, programOf, wrongIn } from './snippets/program';
import { FILES } from './snippets/surroundings';

const SNIPPETS = snippets();
let folder: string;
let before: string;

beforeAll(() => {
  before = process.cwd();
  folder = mkdtempSync(join(tmpdir(), 'snippets-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

test('snippets are those of README, of the pages and of the docstrings', () => {
  expect(SNIPPETS.filter(({ name }) => name.startsWith('README.md')).length).toBeGreaterThan(3);
  expect(SNIPPETS.filter(({ name }) => name.startsWith('docs/')).length).toBeGreaterThan(10);
  expect(SNIPPETS.filter(({ name }) => name.startsWith('lib/')).length).toBeGreaterThan(30);
  expect(fenced('a\n```ts\nb();\n```\n```sh\nc\n```\n')).toEqual(['b();\n']);
  expect(examples('/** A. @see\n * @example\n * b();\n *\n * @param c\n */')).toEqual(['b();']);
});

test('the first image is a whole program, which is compiled and run as it is written', () => {
  const programs = SNIPPETS.filter(isProgram);
  expect(programs.map(({ name }) => name)).toEqual(['docs/how-to/first-image.md 1']);
  for (const program of programs) expect(programOf(program)).toBe(program.text);
});

test('every snippet compiles', () => {
  expect(wrongIn(Object.fromEntries(SNIPPETS.map((snippet) => [snippet.name, programOf(snippet)])))).toEqual({});
  expect(Object.keys(wrongIn({ wrong: programOf({ name: 'wrong', text: "BaseImage.debian(12);" }) }))).toEqual(['wrong']);
});

test.each(SNIPPETS.map((snippet) => [snippet.name, snippet] as const))('%s synthesizes', (_, snippet) => {
  const made: { make?: (app: App) => unknown } = {};
  rmSync('cdktf.out', { recursive: true, force: true });
  const load = (name: string): unknown => (name === 'cdktf-golden-image' ? library : require(name)); // eslint-disable-line @typescript-eslint/no-require-imports
  new Function('require', 'exports', javascriptOf(programOf(snippet)))(load, made);
  // A program has synthesized itself, where it is run.
  expect(existsSync('cdktf.out/manifest.json')).toBe(isProgram(snippet));
  if (isProgram(snippet)) return;
  const app = new App({ outdir: mkdtempSync(join(folder, 'out-')) });
  made.make!(app);
  app.synth();
});
