import { byText } from '../core/by-text';
import { CatalogImage, CatalogSupport } from './catalog-content';

/** Images whose support is the same, by the release that it is of. */
export interface SupportRow extends CatalogSupport {
  /** Repository names. */
  readonly images: readonly string[];
}

/** What ends first comes first; what nobody knows the end of comes last. */
export function supportRows(images: readonly Pick<CatalogImage, 'repositoryName' | 'support'>[]): readonly SupportRow[] {
  const rows = new Map<string, CatalogSupport & { images: string[] }>();
  for (const { repositoryName, support } of images) {
    const key = JSON.stringify(support);
    const row = rows.get(key) ?? { ...support, images: [] };
    rows.set(key, row);
    row.images.push(repositoryName);
  }
  const order = ({ ends, extendedEnds, release }: SupportRow): string => `${ends ?? '~'} ${extendedEnds ?? ''} ${release ?? ''}`;
  return [...rows.values()].sort(byText(order));
}

/** How well an image is supported on a day, in words. */
export type SupportWord = 'supported' | 'extended support' | 'support ended' | 'support not known';

export function supportWord({ ends, extendedEnds }: CatalogSupport, asOf: string): SupportWord {
  if (ends === null) return 'support not known';
  if (asOf <= ends) return 'supported';
  return extendedEnds !== null && asOf <= extendedEnds ? 'extended support' : 'support ended';
}
