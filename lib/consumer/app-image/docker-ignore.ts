/** A line of a .dockerignore, as an expression. */
interface IgnoreRule {
  readonly pattern: RegExp;
  /** Of a line with `!`: what it matches is taken after all. */
  readonly takes: boolean;
}

/**
 * What a `.dockerignore` leaves out of a build context; the last line that matches a path or a folder above it decides.
 *
 * Source of the rules: Docker's documentation, "Build context", ".dockerignore files".
 */
export class DockerIgnore {
  private readonly rules: readonly IgnoreRule[];

  public constructor(text: string) {
    this.rules = text
      .replace(/^\ufeff/, '')
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.trim())
      .filter((line) => line !== '' && line !== '!')
      .map((line) => ({ takes: line.startsWith('!'), pattern: expressionOf(clean(line.replace(/^!\s*/, ''))) }));
  }

  /** Whether some of what lies in an ignored folder may be taken nevertheless. */
  public get hasExceptions(): boolean {
    return this.rules.some(({ takes }) => takes);
  }

  /** @param path relative to the context, with slashes */
  public ignores(path: string): boolean {
    const parts = path.split('/');
    const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    const last = this.rules.filter(({ pattern }) => above.some((one) => pattern.test(one))).at(-1);
    return last !== undefined && !last.takes;
  }
}

/** Without what changes nothing: `./`, doubled slashes, a slash at either end. */
function clean(pattern: string): string {
  return pattern.split('/').filter((part) => part !== '' && part !== '.').join('/');
}

/** `**` is any number of folders, `*` and `?` stay within one, a backslash takes the next character as it is. */
function expressionOf(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|\[(?:\\.|[^\]\\])+\]|\\.|[^]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.length > 1) return part;
    return part.replace(/[.+^${}()|[\]\\]/, '\\$&');
  });
  return new RegExp(`^${source}$`, 's');
}
