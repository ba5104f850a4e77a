import { createHash } from 'node:crypto';

import { Node, Parser } from 'commonmark';
import * as fc from 'fast-check';

import { CatalogContent } from '../../lib/catalog/catalog-content';
import { catalogFiles } from '../../lib/catalog/catalog-files';
import { FULL } from './documents';

/** Fields that people write freely; what is in the others has a narrow grammar. */
const FREE = ['title', 'description', 'owner', 'rationale', 'reason', 'message', 'remedy', 'policy', 'text', 'source'];
const FREE_LISTS = ['tests', 'weakenings', 'packages'];
const GUIDES = ['migrationGuide'];

function withTexts(free: string, guide: string): CatalogContent {
  return JSON.parse(JSON.stringify(FULL), (name, value: unknown) => {
    if (FREE_LISTS.includes(name) && Array.isArray(value)) return value.map(() => free);
    if (typeof value !== 'string') return value;
    if (GUIDES.includes(name)) return guide;
    return FREE.includes(name) ? free : value;
  }) as CatalogContent;
}

const WORDS = [
  '</script>', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'><svg/onload=alert(1)>", 'javascript:alert(1)', '[x](javascript:alert(1))', '[x](data:text/html,y)',
  '[x](https://ok.example/"onmouseover=alert(1))', '<!--', '-->', ']]>', '</style>', '</title>', '&lt;', '&#60;b&#62;', '`', '```', '**', '# ', '- ', '1. ', '|', '\n', '\n\n', '\\', '<a href=x>', '![i](http://x)',
  '[a]: javascript:b', '<http://x>', '${x}', '\u202e', '\u2028', '{"a": 1}', ' ',
];
const HOSTILE = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string()), { minLength: 1, maxLength: 10 }).map((parts) => parts.join(''));

/** The tags of a page, by name and names of attributes. What is left between them has no character that begins or ends a tag. */
function tagsOf(page: string): { tags: string[]; links: string[] } {
  const links: string[] = [];
  const tags: string[] = [];
  const rest = page
    .replace(/<style>[^]*?<\/style>/, '')
    .replace(/<script>[^]*?<\/script>/, '')
    .replace('<!doctype html>', '')
    .replace(/<(\/?[a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)\/?>/g, (_, name: string, attributes: string) => {
      tags.push([name, ...[...attributes.matchAll(/ ([a-zA-Z][a-zA-Z0-9-]*)(?:="[^"]*")?/g)].map(([, attribute]) => attribute!)].join(' '));
      links.push(...[...attributes.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => link!));
      return '';
    });
  expect(rest).not.toMatch(/[<>]/);
  return { tags, links };
}

const names = (tags: readonly string[]): string[] => tags.map((tag) => tag.split(' ')[0]!);

test('no text adds an element to the page', () => {
  const plain = names(tagsOf(catalogFiles(withTexts('x', 'x'))['catalog.html']!).tags);
  fc.assert(
    fc.property(HOSTILE, (text) => {
      const { tags, links } = tagsOf(catalogFiles(withTexts(text, 'x'))['catalog.html']!);
      // A source that is an address is a link.
      expect(names(tags).filter((name) => name !== 'a' && name !== '/a')).toEqual(plain.filter((name) => name !== 'a' && name !== '/a'));
      for (const link of links) expect(link).toMatch(/^(#|https:\/\/|data:image\/svg\+xml,)/);
    }),
    { numRuns: 60 },
  );
});

test('a guide adds what a guide may hold, and links to https addresses alone', () => {
  const plain = new Set(names(tagsOf(catalogFiles(withTexts('x', 'x'))['catalog.html']!).tags));
  const more = ['h4', 'h5', 'h6', 'ol', 'ul', 'li', 'pre', 'code', 'strong', 'a', 'p'].flatMap((name) => [name, `/${name}`]);
  fc.assert(
    fc.property(HOSTILE, (text) => {
      const { tags, links } = tagsOf(catalogFiles(withTexts('x', text))['catalog.html']!);
      expect(names(tags).filter((name) => !plain.has(name) && !more.includes(name))).toEqual([]);
      expect(tags.filter((tag) => / (on\w+|style|src|srcdoc)\b/.test(tag))).toEqual([]);
      for (const link of links) expect(link).toMatch(/^(#|https:\/\/|data:image\/svg\+xml,)/);
    }),
    { numRuns: 60 },
  );
});

function markdownOf(text: string, guide: string): { html: string[]; links: string[]; headings: number } {
  const walker = new Parser().parse(catalogFiles(withTexts(text, guide))['CATALOG.md']!).walker();
  const nodes: Node[] = [];
  for (let event = walker.next(); event !== null; event = walker.next()) if (event.entering) nodes.push(event.node);
  return {
    html: nodes.filter(({ type }) => type === 'html_inline' || type === 'html_block').map(({ literal }) => literal!),
    links: nodes.filter(({ type }) => type === 'link' || type === 'image').map(({ destination }) => destination!),
    headings: nodes.filter(({ type }) => type === 'heading').length,
  };
}

test('in CATALOG.md no text and no guide adds HTML or a heading, and links lead to https addresses', () => {
  const plain = markdownOf('x', 'x');
  expect(plain.html).toHaveLength(2 * FULL.images.length);
  fc.assert(
    fc.property(HOSTILE, HOSTILE, (text, guide) => {
      const { html, links, headings } = markdownOf(text, guide);
      expect([html, headings]).toEqual([plain.html, plain.headings]);
      for (const link of links) expect(link).toMatch(/^(#image-|https:\/\/)/);
    }),
    { numRuns: 60 },
  );
});

test('catalog.json holds every text as it was given', () => {
  fc.assert(fc.property(HOSTILE, (text) => expect(JSON.parse(catalogFiles(withTexts(text, text))['catalog.json']!)).toEqual(withTexts(text, text))), { numRuns: 60 });
});

test('the policy of the page names the hashes of its style and its script, and allows nothing else', () => {
  const page = catalogFiles(withTexts('</style></script>', 'x'))['catalog.html']!;
  const hash = (tag: string): string => createHash('sha256').update(new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)![1]!).digest('base64');
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)!;
  expect(policy!.replaceAll('&#39;', "'")).toBe(
    `default-src 'none'; style-src 'sha256-${hash('style')}'; script-src 'sha256-${hash('script')}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
});
