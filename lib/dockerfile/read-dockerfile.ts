/** An instruction, with the line that it begins in. */
export interface DockerfileLine {
  /** In upper case. */
  readonly keyword: string;
  /** What stands behind it, with continuation lines joined. */
  readonly rest: string;
  /** The first one is 1. */
  readonly line: number;
}

/**
 * The instructions of a Dockerfile, with lines joined as BuildKit's parser does (frontend/dockerfile/parser/parser.go): nothing
 * comes between what is joined, and what the next line begins with stays. What is no Dockerfile is read as far as it goes.
 */
export function readDockerfile(text: string): readonly DockerfileLine[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const continuation = CONTINUATIONS[escapeOf(lines)];
  const found: DockerfileLine[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let part = lines[index]!.trimStart();
    if (saysNothing(part)) continue;
    let written = '';
    for (;;) {
      const joined = part.replace(continuation, '$1');
      written += joined;
      if (joined === part) break;
      do index += 1;
      while (index < lines.length && saysNothing(lines[index]!));
      if (index >= lines.length) break;
      part = lines[index]!;
    }
    const [, keyword, rest] = /^(\S*)\s*([^]*)$/.exec(written.trim())!;
    if (keyword !== '') found.push({ keyword: keyword!.toUpperCase(), rest: rest!, line });
    for (const { end, isIndented } of hereDocuments(written)) {
      const last = lines.findIndex((text, at) => at > index && (isIndented ? text.replace(/^\t+/, '') : text) === end);
      // BuildKit refuses one without an end, and not every version takes the same for one: nothing is passed over for it.
      if (last > index) index = last;
    }
  }
  return found;
}

/** A line goes on where it ends in the escape character, unless that one is escaped itself. */
const CONTINUATIONS = { '\\': /(^|[^\\])\\[ \t]*$/, '`': /(^|[^`])`[ \t]*$/ } as const;

/** Parser directives stand at the top, before anything else; what is not known ends them. */
function escapeOf(lines: readonly string[]): keyof typeof CONTINUATIONS {
  for (const line of lines) {
    const [, name, value] = /^\s*#\s*(syntax|check|escape)\s*=\s*(\S.*?)\s*$/i.exec(line) ?? [];
    if (name === undefined) break;
    if (name.toLowerCase() === 'escape') return value === '`' ? value : '\\';
  }
  return '\\';
}

/** A comment or an empty line: between lines that go on it is none of them. */
function saysNothing(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}

/** A word of a shell, with its quotes. */
const WORD = /(?:"(?:\\[^]|[^"\\])*"|'[^']*'|\\[^]|[^\s"'\\])+/g;

/** How the here-documents of an instruction end: lines in between are no instructions. Newer versions of BuildKit take blanks before the name. */
function hereDocuments(written: string): readonly { readonly end: string; readonly isIndented: boolean }[] {
  if (!/^(ONBUILD\s+)?(RUN|COPY|ADD)\s/i.test(written) || !written.includes('<<')) return [];
  const words = [...written.replace(/(<<-?)[ \t]+(?=[^\s<])/g, '$1').matchAll(WORD)];
  return words.flatMap(([word]) => {
    const [, dash, name = ''] = /^\d*<<(-?)([^<]*)$/.exec(word) ?? [];
    return name === '' ? [] : [{ end: name.replace(/["'\\]/g, ''), isIndented: dash === '-' }];
  });
}
