/**
 * The part of Markdown that a guide needs: headings, paragraphs, flat lists, code, strong text and links to https
 * addresses. Everything else, HTML above all, is text.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string };

export type Inline =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly address: string };

const HEADING = /^(#{1,6})[ \t]+(.*)$/;
const ITEM = /^[ \t]*(?:[-*+]|(\d{1,9})[.)])[ \t]+(.*)$/;
const FENCE = /^(`{3,}|~{3,})/;

export function parseMarkdown(text: string): readonly Block[] {
  const lines = visible(text).split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const { block, next } = blockAt(lines, at);
    if (block !== undefined) blocks.push(block);
    at = next;
  }
  return blocks;
}

/** Control characters have no place in it, and overrides of the direction would hide what is written. */
function visible(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '');
}

function blockAt(lines: readonly string[], at: number): { readonly block?: Block; readonly next: number } {
  const line = lines[at]!;
  if (line.trim() === '') return { next: at + 1 };
  const [fence] = FENCE.exec(line) ?? [];
  if (fence !== undefined) return code(lines, at, fence);
  const [, marks, title] = HEADING.exec(line) ?? [];
  if (marks !== undefined) return { block: { kind: 'heading', level: marks.length, content: parseInlines(title!.replace(/[ \t]+#+[ \t]*$/, '')) }, next: at + 1 };
  if (ITEM.test(line)) return list(lines, at);
  const next = endOfText(lines, at + 1);
  return { block: { kind: 'paragraph', content: parseInlines(joined(lines.slice(at, next))) }, next };
}

/** A fence that nobody closes goes to the end. */
function code(lines: readonly string[], at: number, fence: string): { readonly block: Block; readonly next: number } {
  const closing = lines.findIndex((line, index) => index > at && line.trimEnd().startsWith(fence) && new Set(line.trim()).size === 1);
  const end = closing < 0 ? lines.length : closing;
  return { block: { kind: 'code', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
}

/** Items one after another, each with the lines that go on with it. */
function list(lines: readonly string[], start: number): { readonly block: Block; readonly next: number } {
  const items: (readonly Inline[])[] = [];
  const ordered = ITEM.exec(lines[start]!)![1] !== undefined;
  let at = start;
  for (let item = ITEM.exec(lines[at]!); item !== null && (item[1] !== undefined) === ordered; item = ITEM.exec(lines[at] ?? '')) {
    const next = endOfText(lines, at + 1);
    items.push(parseInlines(joined([item[2]!, ...lines.slice(at + 1, next)])));
    at = next;
  }
  return { block: { kind: 'list', ordered, items }, next: at };
}

/** The first line from here that begins something else. */
function endOfText(lines: readonly string[], from: number): number {
  const end = lines.findIndex((line, index) => index >= from && (line.trim() === '' || [FENCE, HEADING, ITEM].some((beginning) => beginning.test(line))));
  return end < 0 ? lines.length : end;
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(' ');
}

const SPAN = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^[\]]+)\]\(([^()\s]+)\)|https:\/\/[^\s<>()"'`]+/g;

export function parseInlines(text: string): readonly Inline[] {
  const inlines: Inline[] = [];
  let at = 0;
  for (const span of text.matchAll(SPAN)) {
    const inline = inlineOf(span);
    if (inline === undefined) continue;
    if (span.index > at) inlines.push({ kind: 'text', text: text.slice(at, span.index) });
    inlines.push(inline.inline);
    at = span.index + inline.length;
  }
  if (at < text.length) inlines.push({ kind: 'text', text: text.slice(at) });
  return inlines;
}

/** Undefined for a link that leads elsewhere than to an https address: it stays as it is written. */
function inlineOf([whole, code, strong, label, target]: RegExpMatchArray): { readonly inline: Inline; readonly length: number } | undefined {
  if (code !== undefined) return { inline: { kind: 'code', text: code }, length: whole.length };
  if (strong !== undefined) return { inline: { kind: 'strong', text: strong }, length: whole.length };
  const written = target ?? whole.replace(/[.,;:!?*_]+$/, '');
  const address = httpsAddress(written);
  if (address === undefined) return undefined;
  return { inline: { kind: 'link', text: label ?? written, address }, length: target === undefined ? written.length : whole.length };
}

/** The address, if it is of https and names no user: `https://bank.example@elsewhere.example` leads elsewhere. */
export function httpsAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  return protocol === 'https:' && username === '' && password === '' ? href : undefined;
}
