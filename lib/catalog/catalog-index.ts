import { CatalogContent, CatalogImage } from './catalog-content';

/** Where each image of a catalogue stands in a page, by its repository name; of two that share one, the first is linked. */
export interface CatalogIndex {
  /** Anchors of the images, in their order. */
  readonly anchors: readonly string[];
  anchorOf(repositoryName: string): string | undefined;
}

export function indexOf({ images }: CatalogContent): CatalogIndex {
  const taken = new Set<string>();
  const anchors = images.map((image) => free(`image-${image.repositoryName.replaceAll('/', '-')}`, taken));
  const first = new Map<string, string>();
  images.forEach(({ repositoryName }: CatalogImage, index) => {
    if (!first.has(repositoryName)) first.set(repositoryName, anchors[index]!);
  });
  return { anchors, anchorOf: (name) => first.get(name) };
}

function free(wanted: string, taken: Set<string>): string {
  let anchor = wanted;
  for (let copy = 2; taken.has(anchor); copy += 1) anchor = `${wanted}--${copy}`;
  taken.add(anchor);
  return anchor;
}
