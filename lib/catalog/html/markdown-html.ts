import { Block, Inline, parseMarkdown } from '../markdown/parse-markdown';
import { html, Markup } from './markup';

/**
 * A guide as HTML. Its headings come below the one that it stands under, and none skips a level: that is how people who
 * hear a page find their way.
 *
 * @param level of the heading that the guide stands under
 */
export function markdownHtml(text: string, level: number): Markup {
  let depth = 0;
  return html`${parseMarkdown(text).map((block) => {
    if (block.kind === 'heading') depth = Math.min(block.level, depth + 1);
    return blockHtml(block, Math.min(6, level + depth));
  })}`;
}

function blockHtml(block: Block, level: number): Markup {
  switch (block.kind) {
    case 'heading':
      return new Markup(`<h${level}>${inlines(block.content).text}</h${level}>`);
    case 'paragraph':
      return html`<p>${inlines(block.content)}</p>`;
    case 'code':
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${inlines(item)}</li>`);
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
  }
}

function inlines(content: readonly Inline[]): Markup {
  return html`${content.map(inlineHtml)}`;
}

function inlineHtml(inline: Inline): Markup {
  switch (inline.kind) {
    case 'text':
      return html`${inline.text}`;
    case 'code':
      return html`<code>${inline.text}</code>`;
    case 'strong':
      return html`<strong>${inline.text}</strong>`;
    case 'link':
      return html`<a href="${inline.address}" rel="noopener noreferrer">${inline.text}</a>`;
  }
}
