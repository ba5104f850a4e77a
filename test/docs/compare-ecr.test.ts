import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';

import { CDK_PROPERTIES, MODULE_VARIABLES, TEMPLATE_VARIABLES } from './ecr-names';

interface Row {
  readonly name: string;
  readonly here: string;
  readonly remark: string;
}

const LIB = join(__dirname, '../../lib/index.ts');
const document = readFileSync(join(__dirname, '../../docs/compare-ecr.md'), 'utf8');
const tables = tablesOf(document);
const rows = tables.flat();
const api = publicNames(LIB);

function tablesOf(markdown: string): Row[][] {
  return markdown.split(/^\| --- \| --- \| --- \|$/m).slice(1).map((text) =>
    [...text.matchAll(/^\| `([^`]+)` \| (.*?) ?\| (.*?) ?\|$/gm)].map(([, name, here, remark]) => ({ name: name!, here: here!, remark: remark! })));
}

/** `Type` and `Type.member` of everything that the library exports, inherited members too. */
function publicNames(index: string): Set<string> {
  const program = ts.createProgram([index], { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, noLib: true });
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(index)!)!);
  return new Set(exported.flatMap((one) => {
    const symbol = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
    const statics = [...(symbol.exports?.keys() ?? [])].map(String);
    const members = checker.getDeclaredTypeOfSymbol(symbol).getProperties().map(({ name }) => name);
    return [symbol.name, ...[...statics, ...members].map((member) => `${symbol.name}.${member}`)];
  }));
}

/** The APIs that a text links to. */
const linksOf = (text: string): { name: string; target: string }[] =>
  [...text.matchAll(/\[`([^`]+)`\]\(([^)]*)\)/g)].map(([, name, target]) => ({ name: name!, target: target! }));

test.each([
  ['the variables of terraform-aws-modules/ecr', 0, MODULE_VARIABLES],
  ['the variables of its submodule', 1, TEMPLATE_VARIABLES],
  ['the properties of aws-ecr', 2, CDK_PROPERTIES],
])('%s have a row each', (_, index, names) => {
  expect(tables[index]!.map(({ name }) => name)).toEqual(names);
  expect(tables).toHaveLength(3);
});

test('every row says where it is here, or why it is not', () => {
  expect(rows.filter(({ here, remark }) => linksOf(here).length === 0 && remark.length < 'Generated.'.length)).toEqual([]);
});

test('what a row names is there, and linked to its place in API.md', () => {
  const links = rows.flatMap(({ here, remark }) => linksOf(`${here} ${remark}`));
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter(({ name }) => !api.has(name))).toEqual([]);
  expect(links.filter(({ name, target }) => target !== `../API.md#cdktf-golden-image.${name.split('.')[0]}`)).toEqual([]);
});

test('where it is here is said by links alone, so that all of it is checked', () => {
  expect(rows.filter(({ here }) => here.replace(/\[`[^`]+`\]\([^)]*\)/g, '').includes('`'))).toEqual([]);
});
