import { CatalogImage } from '../catalog-document';
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
  const state = stateOf(image, asOf);
  const support = supportWord(image.support, asOf);
  const failed = image.findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown').length;
  return html`<p class="badges">${state !== 'current' && badge(state, TONE[state]!)}${badge(support, TONE[support]!)}${
    image.revocations.length > 0 && badge('revoked releases', 'error')}${failed > 0 && badge(`${failed} ${failed === 1 ? 'finding' : 'findings'}`, 'warning')}${
    image.exemptions.length > 0 && badge(`${image.exemptions.length} exempt`, 'quiet')}${image.weakenings.length > 0 && badge('weakened', 'warning')}</p>`;
}
