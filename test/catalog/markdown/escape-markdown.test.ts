import { Node, Parser } from 'commonmark';
import * as fc from 'fast-check';

import { markdownCell, markdownCode, markdownFence, markdownLink, markdownText } from '../../../lib/catalog/markdown/escape-markdown';

/** The nodes of Markdown in the order in which they are read, without those that say nothing of their own. */
function read(markdown: string): { type: string; text: string | null; destination: string | null }[] {
  const walker = new Parser().parse(markdown).walker();
  const nodes: Node[] = [];
  for (let event = walker.next(); event !== null; event = walker.next()) if (event.entering && !['document', 'paragraph'].includes(event.node.type)) nodes.push(event.node);
  return nodes.map(({ type, literal, destination }) => ({ type, text: literal, destination: destination ?? null }));
}

/** Text with what Markdown would make something of. */
const HOSTILE = fc.array(fc.oneof(fc.constantFrom('`', '``', '*', '_', '[', ']', '(', ')', '<', '>', '&', '#', '|', '\\', '!', '-', '+', '=', '1.', '2) ', ' ', '\n', '\n\n', '    ', '&amp;', '<script>', '</b>', '[a](b)', 'http://x', '***', '---', '~~~'), fc.string()), { maxLength: 12 }).map((parts) => parts.join(''));

test('text is read as it is written, whatever it holds', () => {
  fc.assert(
    fc.property(HOSTILE, (text) => {
      const nodes = read(markdownText(text));
      expect(nodes.filter(({ type }) => type !== 'text')).toEqual([]);
      // CommonMark replaces NUL.
      expect(nodes.map((node) => node.text).join('')).toBe(text.replace(/\s+/g, ' ').trim().replaceAll('\0', '\ufffd'));
    }),
  );
});

test('code is read as it is written, whatever it holds', () => {
  fc.assert(
    fc.property(HOSTILE, (text) => {
      const nodes = read(markdownCode(text));
      const line = text.replace(/\s+/g, ' ').replaceAll('\0', '\ufffd');
      expect(nodes).toEqual(line.trim() === '' ? [] : [{ type: 'code', text: line, destination: null }]);
    }),
  );
});

test('a fence holds whatever it is given', () => {
  fc.assert(
    fc.property(HOSTILE, (text) => {
      expect(read(markdownFence(text, 'sh'))).toEqual([{ type: 'code_block', text: `${text}\n`.replaceAll('\0', '\ufffd').replace(/\r\n?/g, '\n').replace(/^\n$/, '\n'), destination: null }]);
    }),
  );
});

test('a link leads where it says', () => {
  expect(read(markdownLink('a]<b', 'https://example.com/x(y)?a=<'))).toEqual([
    { type: 'link', text: null, destination: 'https://example.com/x(y)?a=%3C' },
    ...['a', ']', '<', 'b'].map((text) => ({ type: 'text', text, destination: null })),
  ]);
});

test('bare addresses, which GitHub makes links of, are only text', () => {
  expect(markdownText('http://a www.example.com @team')).toBe('http\\://a www\\.example.com \\@team');
});

test('a bar does not end a cell, and is not escaped twice', () => {
  expect(markdownCell(`${markdownText('a|b')} ${markdownCode('c|d')}`)).toBe('a\\|b `c\\|d`');
});
