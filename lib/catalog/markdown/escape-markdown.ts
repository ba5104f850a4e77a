/**
 * Text as Markdown that shows it: nothing in it begins HTML, a link, a list or a heading. A backslash before ASCII
 * punctuation is that character (CommonMark 0.31, 2.4); GitHub makes links of bare addresses besides.
 */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&#|~!@$]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=\bwww)\./gi, '\\$&')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** Text in a span of code: a row of backticks that the text does not have around it. */
export function markdownCode(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.trim() === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  // A single space at each end is taken off again (CommonMark 0.31, 6.1).
  return /^[ `]|[ `]$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** In a cell of a table, a bar ends the cell even in code (GitHub Flavored Markdown, 4.10). */
export function markdownCell(text: string): string {
  return text.replace(/(?<!\\)\|/g, '\\|');
}

export function markdownFence(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** An address that `httpsAddress` gave: it has no spaces and no angle brackets. */
export function markdownLink(text: string, address: string): string {
  return `[${markdownText(text)}](<${address.replace(/[\\<>]/g, encodeURIComponent)}>)`;
}
