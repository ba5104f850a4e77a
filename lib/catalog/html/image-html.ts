import { CatalogImage, CatalogUsage } from '../catalog-content';
import { CatalogIndex } from '../catalog-index';
import { noticesOf } from '../notices';
import { outlineOf } from '../outline';
import { badges } from './badges';
import { markdownHtml } from './markdown-html';
import { html, Markup } from './markup';
import { factsHtml, noticeHtml, sectionHtml } from './parts';
import { supportSvg, YearRange } from './support-svg';

/** All that is told of one image. */
export function imageHtml(image: CatalogImage, anchor: string, asOf: string, years: YearRange, index: CatalogIndex): Markup {
  const { facts, sections } = outlineOf(image);
  const { repositoryName, version, description, rationale, usage, support, migrationGuide } = image;
  return html`<article id="${anchor}" data-image="${anchor}" aria-labelledby="${anchor}-name">
<header><h3 id="${anchor}-name"><a href="#${anchor}">${image.name}</a> <span class="version">${version}</span></h3>${badges(image, asOf)}</header>
${noticesOf(image, asOf).map((notice) => noticeHtml(notice, index))}
${description !== null && html`<p class="lead">${description}</p>`}
<p class="lead"><span class="why">Why this base:</span> ${rationale}</p>
<h4>Use it</h4>
<div class="usage">${usage.map((one, at) => usageHtml(one, at === 0, repositoryName))}</div>
<h4>Facts</h4>
${factsHtml(facts, index)}
${support.ends !== null && supportSvg(`${anchor}-support`, `Support of ${repositoryName}`, [support], asOf, years)}
${sections.map((section) => sectionHtml(section, index))}
${migrationGuide !== null && html`<details class="guide"><summary>Migration guide</summary><div>${markdownHtml(migrationGuide, 3)}</div></details>`}
</article>`;
}

function usageHtml({ title, language, text }: CatalogUsage, isFirst: boolean, image: string): Markup {
  const code = html`<div class="snippet" data-copy="${title} of ${image}"><pre tabindex="0" aria-label="${title}"><code class="${language}">${text}</code></pre></div>`;
  return isFirst ? html`<div class="first"><p class="where">${title}</p>${code}</div>` : html`<details><summary>${title}</summary>${code}</details>`;
}
