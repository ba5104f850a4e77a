import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CatalogContent, CatalogImage } from '../catalog-content';
import { Branch, branchesOf, catalogGraph } from '../catalog-graph';
import { CatalogIndex, indexOf } from '../catalog-index';
import { supportRows } from '../support-rows';
import { urgentBadges } from './badges';
import { imageHtml } from './image-html';
import { lineageSvg } from './lineage-svg';
import { html, Markup } from './markup';
import { imageName, tableHtml } from './parts';
import { sentence, supportSvg, YearRange, yearsOf } from './support-svg';

const ICON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#b07d12"/><path d="M4 6h8M4 10h8" stroke="#fff" stroke-width="2"/></svg>')}`;

/** catalog.html: one page that asks nothing of the network, and of which its policy forbids the browser to load anything. */
export function catalogHtml(document: CatalogContent): string {
  const style = asset('catalog.css');
  const script = asset('catalog.js');
  const policy = `default-src 'none'; style-src '${sha256(style)}'; script-src '${sha256(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const { title, images } = document;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="${ICON}">
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#images">Skip to the images</a>
${masthead(document)}
${images.length === 0 ? html`<main id="images"><p class="empty">This catalogue holds no images.</p></main>` : body(document)}
<footer><p>Schema version ${document.schemaVersion}. The same is in <code>catalog.json</code> and <code>CATALOG.md</code> beside this file.</p></footer>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}

function asset(name: string): string {
  return readFileSync(join(__dirname, name), 'utf8');
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function masthead({ title, asOf, images }: CatalogContent): Markup {
  return html`<header class="masthead"><div><h1>${title}</h1>
<p>${images.length} golden ${images.length === 1 ? 'image' : 'images'}, as of <time datetime="${asOf}">${asOf}</time></p></div>
<search hidden id="search"><label for="query">Search the images</label><input id="query" type="search" autocomplete="off" spellcheck="false" placeholder="Name, package, owner, rule …"><p id="status" role="status"></p></search>
</header>`;
}

function body(document: CatalogContent): Markup {
  const { images, asOf } = document;
  const index = indexOf(document);
  const years = yearsOf(images.map(({ support }) => support), asOf);
  return html`<div class="columns">
<nav aria-label="Contents"><ul><li><a href="#overview">Overview</a></li><li><a href="#lineage">Lineage</a></li><li><a href="#support">Support</a></li></ul>
<p>Images</p><ul>${images.map(({ repositoryName }, at) => html`<li data-image="${index.anchors[at]!}"><a href="#${index.anchors[at]!}">${repositoryName}</a></li>`)}</ul></nav>
<main>
<section id="overview" aria-labelledby="overview-heading"><h2 id="overview-heading">Overview</h2>${overview(images, asOf, index)}</section>
<section id="lineage" aria-labelledby="lineage-heading"><h2 id="lineage-heading">Lineage</h2>${lineage(images, index)}</section>
<section id="support" aria-labelledby="support-heading"><h2 id="support-heading">Support</h2>${supported(images, asOf, years, index)}</section>
<section id="images" aria-labelledby="images-heading"><h2 id="images-heading">Images</h2>
${images.map((image, at) => imageHtml(image, index.anchors[at]!, asOf, years, index))}
<p class="empty" id="nothing" hidden>No image matches.</p></section>
</main>
</div>`;
}

function overview(images: readonly CatalogImage[], asOf: string, index: CatalogIndex): Markup {
  const row = (image: CatalogImage, anchor: string): Markup =>
    html`<tr data-image="${anchor}"><th scope="row"><a href="#${anchor}">${image.repositoryName}</a></th><td class="wide">${image.version}</td><td class="wide">${image.owner}</td><td class="wide"><code>${image.base.name}</code></td><td>${urgentBadges(image, asOf)}</td></tr>`;
  return html`<div class="scroll" role="group" aria-label="Overview of the images" tabindex="0"><table class="overview"><thead><tr><th scope="col">Image</th><th scope="col" class="wide">Version</th><th scope="col" class="wide">Owner</th><th scope="col" class="wide">Built on</th><th scope="col">State</th></tr></thead><tbody>${
    images.map((image, at) => row(image, index.anchors[at]!))}</tbody></table></div>`;
}

function lineage(images: readonly CatalogImage[], index: CatalogIndex): Markup {
  const graph = catalogGraph(images);
  return html`<div class="scroll picture" role="group" aria-label="Picture of the lineage" tabindex="0">${lineageSvg(graph, index)}</div>
<details><summary>Lineage as a list</summary>${branches(branchesOf(graph), index)}</details>`;
}

function branches(given: readonly Branch[], index: CatalogIndex): Markup {
  return html`<ul class="tree">${given.map(({ node, children }) => html`<li>${imageName(node.id, index)}${children.length > 0 && branches(children, index)}</li>`)}</ul>`;
}

function supported(images: readonly CatalogImage[], asOf: string, years: YearRange, index: CatalogIndex): Markup {
  const rows = supportRows(images);
  const label = (release: string | null, count: number): string => `${release ?? 'Not known'} (${count} ${count === 1 ? 'image' : 'images'})`;
  const lines = rows.map((row) => ({ ...row, label: label(row.release, row.images.length) }));
  return html`<div class="picture">${supportSvg('support-all', 'Support of what the images stand on', lines, asOf, years)}</div>
<details><summary>Support as a table</summary>${tableHtml(
    'Support as a table',
    ['Stands on', 'Support', 'Images'],
    rows.map((row) => [html`${row.release ?? 'not known'}`, html`${sentence(row, asOf)}`, html`${row.images.map((name) => html`${imageName(name, index)} `)}`]),
  )}</details>`;
}
