/** Text as a Dockerfile string in double quotes: what the builder reads is the text itself. */
export function quote(text: string): string {
  return `"${text.replace(/[\\"$]/g, '\\$&')}"`;
}

/** Characters that a reader cannot see, or that some parsers take for the end of a line. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escape(char: string): string {
  return [...Array(char.length).keys()].map((index) => `\\u${char.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}

/** Builders take no line of more than 65,535 bytes; the longest argument has 24,578 when it is written out. */
const LONG = 1000;

/**
 * A command in exec form: a JSON list, which no shell reads and in which the builder expands no variable.
 *
 * One of the two characters of `<<` is written as an escape: BuildKit looks for no here-document in a valid list
 * (moby/buildkit, frontend/dockerfile/parser), and other readers of the file need not know that.
 */
export function execForm(command: readonly string[]): string {
  const items = command.map((item) => JSON.stringify(item).replace(INVISIBLE, escape).replace(/<(?=<)/g, '\\u003c'));
  const line = `[${items.join(', ')}]`;
  return line.length <= LONG ? line : `[ \\\n    ${items.join(', \\\n    ')} \\\n]`;
}
