import { byText } from '../core/by-text';
import { ImageAdoption } from './adoption';
import { Judgement } from './judge';
import { shorten } from './select-images';

/** A use of an image for the report; `stack` is the one that the resource is in. */
export function adoptionOf({ use, image, name, reference, verdict, level, message, remedy, exception }: Judgement, stack?: string): ImageAdoption {
  const digest = reference?.release.digest ?? name?.digest;
  const tag = reference?.release.tag ?? name?.tag;
  return Object.freeze({
    ...(image !== undefined && { image }),
    ...(stack !== undefined && { stack }),
    resource: use.place,
    resourceType: use.type,
    use: use.use,
    ...(use.text !== undefined && reference === undefined && { written: shorten(use.text) }),
    ...(reference !== undefined && { reference: reference.path }),
    ...(digest !== undefined && { digest }),
    ...(tag !== undefined && { tag }),
    verdict,
    level,
    message,
    ...(remedy !== undefined && { remedy }),
    ...(exception !== undefined && { exception }),
  });
}

/**
 * The adoption report: each image with the stacks and resources that use it, so that it can be seen whom a revocation
 * concerns. The same uses are the same text, in whatever order they were found.
 */
export function adoptionReport(uses: readonly ImageAdoption[], asOf: string): string {
  const sorted = inOrder(uses);
  const names = [...new Set(sorted.map(({ image }) => image))];
  const images = names.map((image) => {
    const own = sorted.filter((use) => use.image === image);
    const stacks = [...new Set(own.flatMap(({ stack }) => (stack === undefined ? [] : [stack])))].sort();
    return { image: image ?? null, stacks, uses: own.map((use) => ({ ...use, image: undefined })) };
  });
  return `${JSON.stringify({ schemaVersion: 1, asOf, images }, null, 2)}\n`;
}

/** By image, stack, resource and use. */
export function inOrder(uses: readonly ImageAdoption[]): readonly ImageAdoption[] {
  return [...uses].sort(byText(keyOf));
}

/** Those that cannot be told come last. */
function keyOf({ image, stack = '', resource, use, written = '' }: ImageAdoption): string {
  return [image === undefined ? '1' : '0', image ?? '', stack, resource, use, written].join('\0');
}
