import { join } from 'node:path';

import * as ts from 'typescript';

import * as library from '../../../lib/index';
import { Snippet } from './collect';
import { filledIn, HEAD, IMPORTED, KNOWN } from './surroundings';

const ROOT = join(__dirname, '../../..');
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  ignoreDeprecations: '6.0',
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules/@types')],
  paths: { 'cdktf-golden-image': [join(ROOT, 'lib/index.ts')] },
};

/** Whether a snippet is a program already, which people run as it is written. */
export const isProgram = ({ text }: Snippet): boolean => text.includes('new App(');

/** A program made of a snippet: a stack that says nothing else. */
export function programOf(snippet: Snippet): string {
  const { text } = snippet;
  if (isProgram(snippet)) return text;
  const filled = filledIn(text);
  const imports = filled.match(/^import .*$/gm) ?? [];
  const statements = filled.replace(/^import .*$/gm, '').trim();
  // A property alone, as it stands in a larger declaration.
  const body = statements.replace(/\/\/[^\n]*$/, '').trim().endsWith(',') ? `void { ${statements} };` : statements;
  const own = namesOf(`${imports.join('\n')}\n${body}`).declared;
  const known = knownFor(body, own);
  const { used } = namesOf(`${body}\n${known.join('\n')}`);
  const missing = [...used].filter((name) => !own.has(name));
  const golden = missing.filter((name) => GOLDEN.has(name));
  return [
    HEAD,
    ...imports,
    ...missing.flatMap((name) => IMPORTED[name] ?? []),
    golden.length > 0 ? `import { ${golden.join(', ')} } from 'cdktf-golden-image';` : '',
    'export class SnippetStack extends KnownStack {',
    '  public constructor(knownApp: KnownApp) {',
    "    super(knownApp, 'snippet');",
    ...known,
    body,
    '  }',
    '}',
    'export const make = (app: KnownApp): SnippetStack => new SnippetStack(app);',
  ].join('\n');
}

/** What the library exports: its classes, and its interfaces, which are nothing when it runs. */
const GOLDEN = new Set([...Object.keys(library), 'IBuildPipeline']);

/** Declarations of what a text takes for known, each behind those that it needs. */
function knownFor(text: string, declared: Set<string>): readonly string[] {
  return [...namesOf(text).used].flatMap((name) => {
    const line = Object.hasOwn(KNOWN, name) && !declared.has(name) ? KNOWN[name]! : undefined;
    if (line === undefined) return [];
    declared.add(name);
    return [...knownFor(line, declared), line];
  });
}

/** The names that a text declares, and those that it uses. */
function namesOf(text: string): { readonly declared: Set<string>; readonly used: Set<string> } {
  const declared = new Set<string>();
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) (isName(node) ? declared : isMember(node) ? new Set<string>() : used).add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('snippet.ts', text, ts.ScriptTarget.ES2022, true));
  return { declared, used };
}

function isName({ parent, text }: ts.Identifier): boolean {
  return (ts.isVariableDeclaration(parent) || ts.isClassDeclaration(parent) || ts.isImportSpecifier(parent) || ts.isParameter(parent) || ts.isNamespaceImport(parent)) && (parent.name as ts.Identifier).text === text;
}

function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) && parent.name === node) || (ts.isPropertyAssignment(parent) && parent.name === node) || ts.isMethodDeclaration(parent) || ts.isGetAccessor(parent);
}

/** What the compiler finds wrong in programs, by their names. */
export function wrongIn(programs: { readonly [name: string]: string }): { readonly [name: string]: string } {
  const files = new Map(Object.entries(programs).map(([name, text], index) => [join(ROOT, 'test/docs/snippets', `__snippet${index}.ts`), { name, text }]));
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, target, ...rest) => (files.has(file) ? ts.createSourceFile(file, files.get(file)!.text, target) : getSourceFile(file, target, ...rest));
  const program = ts.createProgram([...files.keys()], OPTIONS, host);
  const wrong: Record<string, string> = {};
  for (const [file, { name }] of files) {
    const source = program.getSourceFile(file)!;
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    if (found.length > 0) wrong[name] = found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')).join('\n');
  }
  return wrong;
}

/** The same program as JavaScript. */
export function javascriptOf(program: string): string {
  return ts.transpileModule(program, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS } }).outputText;
}
