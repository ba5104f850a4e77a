import { CatalogContent, CatalogImage } from '../catalog-content';
import { Branch, branchesOf, catalogGraph } from '../catalog-graph';
import { CatalogIndex, indexOf } from '../catalog-index';
import { Notice, noticesOf, stateOf } from '../notices';
import { Cell, outlineOf, Section } from '../outline';
import { markdownCell, markdownCode, markdownFence, markdownLink, markdownText } from './escape-markdown';
import { markdownGuide } from './markdown-guide';
import { httpsAddress } from './parse-markdown';

/** CATALOG.md: the catalogue for those who read it in a repository. */
export function catalogMarkdown(document: CatalogContent): string {
  const { title, asOf, images } = document;
  const index = indexOf(document);
  return `${[
    `# ${markdownText(title)}`,
    `${images.length} golden ${images.length === 1 ? 'image' : 'images'}, as of ${asOf}. Schema version ${document.schemaVersion}.`,
    ...(images.length === 0 ? [] : [overview(document, index), '## Lineage', branches(branchesOf(catalogGraph(images)), index)]),
    ...images.map((image, at) => imageMarkdown(image, asOf, index, index.anchors[at]!)),
  ].join('\n\n')}\n`;
}

function overview({ images, asOf }: CatalogContent, index: CatalogIndex): string {
  return table(
    ['Image', 'Version', 'Owner', 'Built on', 'Support', 'State'],
    images.map((image, at) => [
      `[${markdownText(image.repositoryName)}](#${index.anchors[at]})`,
      markdownCode(image.version),
      markdownText(image.owner),
      markdownCode(image.base.name),
      image.support.ends ?? 'not known',
      stateOf(image, asOf),
    ]),
  );
}

function branches(given: readonly Branch[], index: CatalogIndex, depth = 0): string {
  return given.flatMap(({ node, children }) => [
    `${'  '.repeat(depth)}- ${node.kind === 'upstream' ? markdownCode(node.id) : imageLink(node.id, index)}`,
    ...(children.length > 0 ? [branches(children, index, depth + 1)] : []),
  ]).join('\n');
}

function imageMarkdown(image: CatalogImage, asOf: string, index: CatalogIndex, anchor: string): string {
  const { facts, sections } = outlineOf(image);
  return [
    `<a id="${anchor}"></a>`,
    `## ${markdownText(image.name)} ${markdownText(image.version)}`,
    ...noticesOf(image, asOf).map((notice) => noticeMarkdown(notice, index)),
    ...(image.description === null ? [] : [markdownText(image.description)]),
    `Why this base: ${markdownText(image.rationale)}`,
    facts.map(({ label, values }) => `- **${label}**: ${values.map((value) => cell(value, index)).join(', ')}`).join('\n'),
    ...image.usage.flatMap(({ title, language, text }) => [`### Use: ${markdownText(title)}`, markdownFence(text, language)]),
    ...sections.map((section) => sectionMarkdown(section, index)),
    ...(image.migrationGuide === null ? [] : ['### Migration guide', markdownGuide(image.migrationGuide)]),
  ].join('\n\n');
}

function noticeMarkdown({ level, title, reason, replacement, migrationGuide }: Notice, index: CatalogIndex): string {
  const address = migrationGuide === null ? undefined : httpsAddress(migrationGuide);
  return [
    `**${level === 'announced' ? 'Note' : level}**: ${markdownText(title)}. Reason: ${markdownText(reason)}.`,
    ...(replacement === null ? [] : [`Use ${imageLink(replacement, index)} instead.`]),
    ...(migrationGuide === null ? [] : [address === undefined ? markdownGuide(migrationGuide) : `Guide: ${markdownLink(migrationGuide, address)}`]),
  ].join('\n\n');
}

function sectionMarkdown({ title, kind, columns, rows }: Section, index: CatalogIndex): string {
  const content = kind === 'list'
    ? rows.map(([first]) => `- ${cell(first!, index)}`).join('\n')
    : table(columns, rows.map((row) => row.map((one) => cell(one, index))));
  return `### ${title}\n\n${content}`;
}

function imageLink(name: string, index: CatalogIndex): string {
  const anchor = index.anchorOf(name);
  return anchor === undefined ? markdownCode(name) : `[${markdownText(name)}](#${anchor})`;
}

function cell({ kind, text }: Cell, index: CatalogIndex): string {
  switch (kind) {
    case 'text':
      return markdownText(text);
    case 'code':
      return markdownCode(text);
    case 'image':
      return imageLink(text, index);
    case 'address': {
      const address = httpsAddress(text);
      return address === undefined ? markdownText(text) : markdownLink(text, address);
    }
  }
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}
