import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A piece of TypeScript that people read. */
export interface Snippet {
  /** File, and which of its snippets, such as `docs/teams.md 2`. */
  readonly name: string;
  readonly text: string;
}

const ROOT = join(__dirname, '../../..');

/** The snippets of README, of docs/ and of the docstrings of lib/, each as it is written. */
export function snippets(): readonly Snippet[] {
  const pages = ['README.md', ...(readdirSync(join(ROOT, 'docs'), { recursive: true }) as string[]).filter((name) => name.endsWith('.md')).sort().map((name) => `docs/${name}`)];
  const sources = (readdirSync(join(ROOT, 'lib'), { recursive: true }) as string[]).filter((name) => name.endsWith('.ts')).map((name) => `lib/${name}`);
  return [...pages.flatMap((page) => numbered(page, fenced(read(page)))), ...sources.flatMap((source) => numbered(source, examples(read(source))))];
}

function read(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}

function numbered(file: string, texts: readonly string[]): readonly Snippet[] {
  return texts.map((text, index) => ({ name: `${file} ${index + 1}`, text }));
}

export function fenced(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^( *)```(?:ts|typescript)\n([^]*?)^ *```$/gm)].map(([, indent, text]) => text!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

/** What stands behind `@example`, until the next tag or the end of the comment. */
export function examples(source: string): readonly string[] {
  return [...source.matchAll(/\/\*\*([^]*?)\*\//g)].flatMap(([, comment]) => {
    const lines = comment!.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
    const start = lines.findIndex((line) => line.startsWith('@example'));
    if (start < 0) return [];
    const rest = lines.slice(start + 1);
    const end = rest.findIndex((line) => line.startsWith('@'));
    return [rest.slice(0, end < 0 ? undefined : end).join('\n').trim()];
  });
}
