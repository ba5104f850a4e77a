import { CatalogImage } from '../catalog-content';
import { stateOf } from '../notices';
import { supportWord } from '../support-rows';
import { html, Markup } from './markup';

const TONE: { readonly [word: string]: string } = {
  supported: 'good',
  'extended support': 'warning',
  'support ended': 'error',
  'support not known': 'quiet',
  announced: 'warning',
  deprecated: 'warning',
  removed: 'error',
};

function badge(word: string, tone: string): Markup {
  return html`<span class="badge ${tone}">${word}</span> `;
}

/** How an image stands, in words; the colour says nothing that they do not. */
export function badges(image: CatalogImage, asOf: string): Markup {
  const { exemptions, weakenings } = image;
  return html`<p class="badges">${urgent(image, asOf)}${
    exemptions.length > 0 && badge(`${exemptions.length} ${exemptions.length === 1 ? 'exemption' : 'exemptions'}`, 'quiet')}${weakenings.length > 0 && badge('weakened', 'warning')}</p>`;
}

/** The same without what its owner has given reasons for. */
export function urgentBadges(image: CatalogImage, asOf: string): Markup {
  return html`<p class="badges">${urgent(image, asOf)}</p>`;
}

function urgent(image: CatalogImage, asOf: string): Markup {
  const state = stateOf(image, asOf);
  const support = supportWord(image.support, asOf);
  const failed = image.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown').length;
  return html`${state !== 'current' && badge(state, TONE[state]!)}${badge(support, TONE[support]!)}${
    image.revocations.length > 0 && badge('revoked releases', 'error')}${failed > 0 && badge(`${failed} ${failed === 1 ? 'finding' : 'findings'}`, 'warning')}`;
}
