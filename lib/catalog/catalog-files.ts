import { byText } from '../core/by-text';
import { CatalogContent, CatalogImage } from './catalog-content';
import { catalogHtml } from './html/catalog-html';
import { catalogMarkdown } from './markdown/catalog-markdown';

/** The files of a catalogue, and what a browser is told of them. */
export const CATALOG_FILES = [
  { id: 'Json', name: 'catalog.json', contentType: 'application/json' },
  { id: 'Markdown', name: 'CATALOG.md', contentType: 'text/markdown; charset=utf-8' },
  { id: 'Html', name: 'catalog.html', contentType: 'text/html; charset=utf-8' },
] as const;

/** Images in the order of their names: it does not matter what is declared first. */
export function catalogContent(title: string, asOf: string, images: readonly CatalogImage[]): CatalogContent {
  const order = ({ repositoryName, path }: CatalogImage): string => `${repositoryName} ${path}`;
  return { schemaVersion: 1, title, asOf, images: [...images].sort(byText(order)) };
}

/** Their content, by name. */
export function catalogFiles(document: CatalogContent): { readonly [name: string]: string } {
  return {
    'catalog.json': `${JSON.stringify(document, null, 2)}\n`,
    'CATALOG.md': catalogMarkdown(document),
    'catalog.html': catalogHtml(document),
  };
}
