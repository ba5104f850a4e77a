/** An instruction, with the line that it begins in. */
export interface DockerfileLine {
  /** In upper case. */
  readonly keyword: string;
  /** What stands behind it, with continuation lines joined. */
  readonly rest: string;
  /** The first one is 1. */
  readonly line: number;
}

/** A build stage. */
export interface DockerfileStage {
  /** What stands behind FROM. */
  readonly image: string;
  /** In lower case: Docker does not tell them apart. */
  readonly name?: string;
  readonly line: number;
  /** What the stage copies or mounts from, as it is written: other stages, their numbers, or images. */
  readonly sources: readonly string[];
}

/** A Dockerfile as far as what it is built on goes. */
export interface DockerfileStages {
  /** Names of the arguments that FROM can use: those before the first stage. */
  readonly globalArguments: readonly string[];
  readonly stages: readonly DockerfileStage[];
}

/** Reads the stages of a Dockerfile. What is no Dockerfile has none; the build says why. */
export function dockerfileStages(text: string): DockerfileStages {
  const globalArguments: string[] = [];
  const stages: (DockerfileStage & { readonly sources: string[] })[] = [];
  for (const { keyword, rest, line } of instructions(text)) {
    if (keyword === 'FROM') {
      const [image = '', as, name] = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
      stages.push({ image, line, sources: [], ...(as?.toUpperCase() === 'AS' && name !== undefined && { name: name.toLowerCase() }) });
    } else if (keyword === 'ARG' && stages.length === 0) {
      globalArguments.push(...rest.split(/\s+/).map((word) => word.split('=')[0]!));
    } else if (keyword === 'COPY' || keyword === 'RUN') {
      stages.at(-1)?.sources.push(...sourcesOf(rest));
    }
  }
  return { globalArguments, stages };
}

function sourcesOf(rest: string): string[] {
  const flags = /^((?:--\S+\s+)*)/.exec(rest)![1]!;
  return [...flags.matchAll(/(?:^|\s)--(?:from=|mount=(?:\S*,)?from=)([^\s,]+)/g)].map(([, source]) => source!);
}

function instructions(text: string): readonly DockerfileLine[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const escape = escapeOf(lines);
  const found: DockerfileLine[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let written = lines[index]!.trim();
    if (written === '' || written.startsWith('#')) continue;
    // A comment or an empty line between continuation lines is none of them.
    while (written.endsWith(escape) && index + 1 < lines.length) {
      const next = lines[(index += 1)]!.trim();
      if (next !== '' && !next.startsWith('#')) written = `${written.slice(0, -1)}${next}`;
    }
    const [, keyword, rest] = /^(\S+)\s*([^]*)$/.exec(written)!;
    found.push({ keyword: keyword!.toUpperCase(), rest: rest!, line });
    for (const end of hereDocuments(keyword!, rest!)) {
      do index += 1;
      while (index < lines.length && lines[index]!.replace(/^\t+/, '') !== end);
    }
  }
  return found;
}

/** Parser directives stand at the top, before anything else. */
function escapeOf(lines: readonly string[]): string {
  for (const line of lines) {
    const [, name, value] = /^#\s*([a-zA-Z]+)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
    if (name === undefined) break;
    if (name.toLowerCase() === 'escape') return value!;
  }
  return '\\';
}

/** The words that end the here-documents of an instruction: lines in between are no instructions. */
function hereDocuments(keyword: string, rest: string): string[] {
  if (!/^(RUN|COPY|ADD)$/i.test(keyword)) return [];
  return [...rest.matchAll(/(?:^|\s)\d*<<-?(["']?)([a-zA-Z_][a-zA-Z0-9_]*)\1/g)].map(([, , word]) => word!);
}
