import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import * as ts from 'typescript';

/**
 * What callers can give the library, by name: `Struct.property`, `Class.method.parameter`, and
 * `Class.constructor.parameter`. It is read from the sources as they stand: nothing is built and nothing is run.
 */
export function publicInputs(index: string): readonly string[] {
  const folder = dirname(index);
  return parse(index)
    .statements.filter(ts.isExportDeclaration)
    .flatMap(({ moduleSpecifier }) => inputsOf(parse(join(folder, `${(moduleSpecifier as ts.StringLiteral).text}.ts`))));
}

/** The inputs of one file that the index exports. Enumerations and functions are none: jsii exports no functions. */
export function inputsOf(file: ts.SourceFile): readonly string[] {
  return file.statements.filter(isPublic).flatMap((statement) => {
    if (ts.isInterfaceDeclaration(statement)) return isStruct(statement) ? propertiesOf(statement) : [];
    if (ts.isClassDeclaration(statement)) return statement.members.flatMap((member) => parametersOf(statement.name!.text, member));
    return [];
  });
}

function parse(path: string): ts.SourceFile {
  return parseText(path, readFileSync(path, 'utf8'));
}

export function parseText(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
}

function isExported(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function isInternal(node: ts.Node): boolean {
  return ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
}

function isPublic(node: ts.Node): boolean {
  return isExported(node) && !isInternal(node);
}

/** By jsii's rule: an interface whose name begins with I is implemented by classes, every other one is given as it is. */
function isStruct({ name }: ts.InterfaceDeclaration): boolean {
  return !/^I[A-Z]/.test(name.text);
}

function propertiesOf(struct: ts.InterfaceDeclaration): string[] {
  return struct.members.filter(ts.isPropertySignature).map(({ name }) => `${struct.name.text}.${name.getText()}`);
}

function parametersOf(className: string, member: ts.ClassElement): string[] {
  if (!ts.isMethodDeclaration(member) && !ts.isConstructorDeclaration(member) && !ts.isSetAccessor(member)) return [];
  const hidden = ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword);
  const memberName = ts.isConstructorDeclaration(member) ? 'constructor' : member.name.getText();
  if (hidden || isInternal(member) || memberName.startsWith('_')) return [];
  return member.parameters.map(({ name }) => `${className}.${memberName}.${name.getText()}`);
}
