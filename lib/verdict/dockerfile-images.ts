import { FoundImage } from './select-images';
import { UnknownValue } from './unknown-value';

/** What a build is given for the variables of its Dockerfile. */
export type BuildArguments = { readonly [name: string]: unknown } | UnknownValue;

interface Instruction {
  readonly keyword: string;
  readonly rest: string;
  readonly line: number;
}

/** What is not an image although it stands where one may. */
const SCRATCH = 'scratch';

/**
 * The images that a Dockerfile takes from outside: those of FROM, and of `--from` in COPY and in mounts of RUN. Stages of
 * its own are none. Variables have the build's arguments, or their defaults.
 */
export function dockerfileImages(text: string, buildArguments: BuildArguments, file: string): readonly FoundImage[] {
  const found: FoundImage[] = [];
  const stages = new Set<string>();
  const globals = new Map<string, string | undefined>();
  let count = 0;
  let inStage = false;
  for (const { keyword, rest, line } of instructions(text)) {
    const use = `${file}:${line}`;
    if (keyword === 'ARG' && !inStage) declare(rest, globals, buildArguments);
    if (keyword === 'FROM') {
      inStage = true;
      const words = rest.split(/\s+/).filter((word) => !word.startsWith('--'));
      add(expand(words[0] ?? '', globals), `FROM ${words[0] ?? ''}`, use);
      if (words[1]?.toUpperCase() === 'AS' && words[2] !== undefined) stages.add(words[2].toLowerCase());
      stages.add(String(count++));
    }
    if (keyword === 'COPY' || keyword === 'RUN') {
      for (const [, copied, mounted] of rest.matchAll(/(?:^|\s)--(?:from=(\S+)|mount=(?:\S*,)?from=([^,\s]+))/g)) add(copied ?? mounted, copied ?? mounted!, use);
    }
  }
  return found;

  function add(image: string | undefined, written: string, use: string): void {
    if (image !== undefined && (image.toLowerCase() === SCRATCH || stages.has(image.toLowerCase()))) return;
    found.push(image === undefined || image === '' ? { use, unknown: `${written} has no value: the build gives it none, and it has no default` } : { use, text: image });
  }
}

function declare(rest: string, globals: Map<string, string | undefined>, buildArguments: BuildArguments): void {
  for (const [, name, double, single, plain] of rest.matchAll(/([A-Za-z_][A-Za-z0-9_]*)(?:=(?:"([^"]*)"|'([^']*)'|(\S*)))?/g)) {
    const given = buildArguments instanceof UnknownValue ? buildArguments : buildArguments[name!];
    globals.set(name!, typeof given === 'string' ? given : given === undefined ? expand(double ?? single ?? plain ?? '', globals) : undefined);
  }
}

/** Variables as BuildKit's FROM has them: $NAME, ${NAME}, ${NAME:-default}. What Terraform puts in later stays as it is. */
function expand(text: string, globals: ReadonlyMap<string, string | undefined>): string | undefined {
  let known = true;
  const value = text.replace(/\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(?::?-([^}]*))?\}|([A-Za-z_][A-Za-z0-9_]*))/g, (_, braced: string | undefined, fallback: string | undefined, bare: string | undefined) => {
    const given = globals.get((braced ?? bare)!);
    const filled = given === undefined || given === '' ? fallback : given;
    if (filled === undefined) known = false;
    return filled ?? '';
  });
  return known ? value : undefined;
}

function instructions(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  const lines = text.split(/\r?\n/);
  const escape = /^#\s*escape\s*=\s*`\s*$/im.test(lines.slice(0, 5).join('\n')) ? '`' : '\\';
  for (let at = 0; at < lines.length; at += 1) {
    const line = at + 1;
    let logical = lines[at]!.trim();
    if (logical === '' || logical.startsWith('#')) continue;
    while (logical.endsWith(escape) && at + 1 < lines.length) {
      at += 1;
      const next = lines[at]!.trim();
      if (!next.startsWith('#')) logical = `${logical.slice(0, -1)} ${next}`;
      else logical = `${logical.slice(0, -1)}${escape}`;
    }
    const [, keyword = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(logical) ?? [];
    found.push({ keyword: keyword.toUpperCase(), rest, line });
    for (const [, , word] of rest.matchAll(/<<-?(["']?)([A-Za-z_][A-Za-z0-9_]*)\1/g)) {
      if (!['RUN', 'COPY', 'ADD'].includes(keyword.toUpperCase())) continue;
      while (at + 1 < lines.length && lines[at + 1]!.replace(/^\t+/, '') !== word) at += 1;
      at += 1;
    }
  }
  return found;
}
