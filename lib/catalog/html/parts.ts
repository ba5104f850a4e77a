import { CatalogIndex } from '../catalog-index';
import { httpsAddress } from '../markdown/parse-markdown';
import { Notice } from '../notices';
import { Cell, Fact, Section } from '../outline';
import { markdownHtml } from './markdown-html';
import { html, Markup } from './markup';

/** A name of a golden image; a link where the image is in the catalogue. */
export function imageName(name: string, index: CatalogIndex): Markup {
  const anchor = index.anchorOf(name);
  return anchor === undefined ? html`<code>${name}</code>` : html`<a href="#${anchor}"><code>${name}</code></a>`;
}

export function cellHtml({ kind, text }: Cell, index: CatalogIndex): Markup {
  switch (kind) {
    case 'text':
      return html`${text}`;
    case 'code':
      return html`<code>${text}</code>`;
    case 'image':
      return imageName(text, index);
    case 'address':
      return addressHtml(text);
  }
}

function addressHtml(text: string): Markup {
  const address = httpsAddress(text);
  return address === undefined ? html`${text}` : html`<a href="${address}" rel="noopener noreferrer">${new URL(address).host}</a>`;
}

export function factsHtml(facts: readonly Fact[], index: CatalogIndex): Markup {
  return html`<dl class="facts">${facts.map(
    ({ label, values }) => html`<div><dt>${label}</dt>${values.map((value) => html`<dd>${cellHtml(value, index)}</dd>`)}</div>`,
  )}</dl>`;
}

export function sectionHtml(section: Section, index: CatalogIndex): Markup {
  const { title, rows, quiet } = section;
  const count = html`<span class="count">${rows.length}</span>`;
  if (quiet) return html`<details><summary>${title} ${count}</summary>${content(section, index)}</details>`;
  return html`<h4>${title} ${count}</h4>${content(section, index)}`;
}

function content({ title, kind, columns, rows }: Section, index: CatalogIndex): Markup {
  const cells = rows.map((row) => row.map((cell) => cellHtml(cell, index)));
  switch (kind) {
    case 'list': {
      const isCode = rows.every(([first]) => first!.kind === 'code');
      return html`<ul class="${isCode ? 'chips' : 'plain'}">${cells.map(([first]) => html`<li>${first}</li>`)}</ul>`;
    }
    case 'table':
      return tableHtml(title, columns, cells);
    case 'entries':
      return html`<ul class="entries">${cells.map((row) => entry(row))}</ul>`;
  }
}

/** On a phone, sentences in a table would be columns of single words. */
function entry(row: readonly Markup[]): Markup {
  const [found, remedy] = row.slice(-2);
  return html`<li><p class="head">${row.slice(0, -2).map((cell) => html`<span>${cell}</span> `)}</p><p>${found}</p><p class="remedy">Remedy: ${remedy}</p></li>`;
}

/** A table that scrolls by itself where it is wider than the page; who uses a keyboard can scroll it too. */
export function tableHtml(title: string, columns: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  return html`<div class="scroll" role="group" aria-label="${title}" tabindex="0"><table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${
    rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

export function noticeHtml({ level, title, reason, replacement, migrationGuide }: Notice, index: CatalogIndex): Markup {
  const isAddress = migrationGuide !== null && httpsAddress(migrationGuide) !== undefined;
  return html`<div class="notice ${level}"><p><strong>${sentenceCase(title)}.</strong> ${reason}</p>${
    replacement !== null && html`<p>Use ${imageName(replacement, index)} instead.</p>`}${
    migrationGuide !== null && (isAddress ? html`<p>Guide: ${addressHtml(migrationGuide)}</p>` : markdownHtml(migrationGuide, 3))}</div>`;
}

function sentenceCase(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
