import { markdownCode, markdownFence, markdownLink, markdownText } from './escape-markdown';
import { Block, Inline, parseMarkdown } from './parse-markdown';

/** A guide as Markdown that holds nothing but what was understood of it. Its headings become strong lines. */
export function markdownGuide(text: string): string {
  return parseMarkdown(text).map(block).join('\n\n');
}

function block(given: Block): string {
  switch (given.kind) {
    case 'heading':
      return `**${inlines(given.content)}**`;
    case 'paragraph':
      return inlines(given.content);
    case 'code':
      return markdownFence(given.text);
    case 'list':
      return given.items.map((item, index) => `${given.ordered ? `${index + 1}.` : '-'} ${inlines(item)}`).join('\n');
  }
}

function inlines(content: readonly Inline[]): string {
  return content.map(inline).join('').trim();
}

function inline(given: Inline): string {
  const [before, , after] = /^(\s*)(.*?)(\s*)$/s.exec(given.text)!.slice(1) as [string, string, string];
  switch (given.kind) {
    case 'code':
      return markdownCode(given.text);
    case 'link':
      return markdownLink(given.text, given.address);
    case 'strong':
      return `**${markdownText(given.text)}**`;
    case 'text':
      return `${before && ' '}${markdownText(given.text)}${after && ' '}`;
  }
}
