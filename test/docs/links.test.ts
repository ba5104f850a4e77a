import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../..');
const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md') && name !== 'API.md'),
  ...(readdirSync(join(ROOT, 'docs'), { recursive: true }) as string[]).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
];

const linksOf = (page: string): string[] => [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)(?:#[^)\s]*)?\)/g)].map(([, target]) => target!);

/** The places of a page that links lead to: its headings as GitHub names them, and, in API.md, what has an id. */
function anchorsOf(page: string): Set<string> {
  const text = readFileSync(join(ROOT, page), 'utf8').replaceAll(/^ *```[^]*?^ *```$/gm, '');
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));
  return new Set([...headings, ...[...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!)]);
}

const lostAnchors = (page: string, text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:)([^)\s#]*)#([^)\s]+)\)/g)].filter(([, target, anchor]) => !anchorsOf(target === '' ? page : join(dirname(page), target!)).has(anchor!)).map(([link]) => link);

test.each(PAGES)('%s links to places that are there', (page) => {
  expect(lostAnchors(page, readFileSync(join(ROOT, page), 'utf8'))).toEqual([]);
});

test('a place that is not there is found', () => {
  expect(lostAnchors('docs/teams.md', '[a](#a-teams-stack) [b](#nowhere) [c](registry.md#replication) [d](registry.md#nowhere)')).toEqual(['](#nowhere)', '](registry.md#nowhere)']);
});

test.each(PAGES)('%s links to files that are there', (page) => {
  expect(linksOf(page).filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
});

test('README leads to every page', () => {
  const reached = new Set<string>();
  const visit = (page: string): void => {
    if (reached.has(page)) return;
    reached.add(page);
    for (const target of linksOf(page)) {
      const next = join(dirname(page), target);
      if (next.endsWith('.md') && PAGES.includes(next)) visit(next);
    }
  };
  visit('README.md');
  expect(PAGES.filter((page) => !reached.has(page))).toEqual([]);
});
