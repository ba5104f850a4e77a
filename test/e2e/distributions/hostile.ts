/** Text that means something to a builder, a shell or an interpreter of format strings, on one line. */
export const HOSTILE_LINES: readonly string[] = [
  '  spaces at both ends  ',
  '',
  '"double" \'single\' `id` “curly”',
  '$HOME ${PATH} ${x} ${x:-y} $$ $(id) \\$HOME',
  'back\\slash \\n \\\\ \\" ends with one \\',
  '<<EOF',
  '# syntax=docker/dockerfile:1',
  'a=b c="d" && id; id | id > /tmp/x & * ? [a] ~ ! %s %%',
  'żółć 漢字 🦭 ＄ e\u0301',
  '"$\\ {x}\'é'.repeat(500).slice(0, 4000),
];

/** The same, and what is no line of text. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...HOSTILE_LINES,
  'a\nRUN id\r\n\tb\n',
  '<<EOF\nEOF\n',
  '\u001b[31m \u0001 \u007f \u0085 \u2028 \u202e \ufeff',
  // An escape of six characters for each: together they are longer than the line that a builder reads, 64 KiB.
  ...['\u0001', '\u0002', '\u0003'].map((char) => char.repeat(4000)),
];

/** Each is a layer, so that they are few. */
export const HOSTILE_FILES: readonly string[] = [HOSTILE_TEXTS.join('\n'), '', '\ufeffbegins with a mark', `${'x'.repeat(70_000)}\n`];

/** By a name for each. */
export function named(prefix: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${prefix}${index}`, value]));
}
