import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';

const LIB = join(__dirname, '../lib');

function statementsOf(file: string): readonly ts.Statement[] {
  return ts.createSourceFile(file, readFileSync(join(LIB, file), 'utf8'), ts.ScriptTarget.ES2022, true).statements;
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

const IN_EVERY_LANGUAGE = [ts.isClassDeclaration, ts.isInterfaceDeclaration, ts.isEnumDeclaration];
/** Whether every language has it: of functions, constants and types jsii knows nothing. */
const isApi = (statement: ts.Statement): boolean => IN_EVERY_LANGUAGE.some((is) => is(statement));

test('what the index exports is API in every language', () => {
  const found = statementsOf('index.ts').filter(ts.isExportDeclaration).flatMap(({ moduleSpecifier, exportClause }) => {
    const file = `${(moduleSpecifier as ts.StringLiteral).text}.ts`;
    const names = exportClause === undefined || !ts.isNamedExports(exportClause) ? undefined : exportClause.elements.map(({ name }) => name.text);
    const chosen = statementsOf(file).filter(isExported).filter((statement) => names === undefined || names.some((name) => (statement as ts.ClassDeclaration).name?.text === name));
    expect(chosen.length).toBeGreaterThanOrEqual(names?.length ?? 1);
    return chosen.filter((statement) => !isApi(statement)).map((statement) => `${file}: ${statement.getText().split('\n')[0]}`);
  });
  expect(found).toEqual([]);
});
