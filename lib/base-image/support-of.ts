import { SUPPORT_LIFECYCLES, SupportLifecycle } from './support-lifecycle-data';

/** `22.12.0` stands for the releases `22.12.0`, `22.12` and `22`, the closest first. */
function releasesOf(version: string): string[] {
  const parts = version.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

/** The release of a product that a tag names by number or by code name, such as `12-slim` or `bookworm-slim`. */
export function supportOf(product: string, tag: string): readonly SupportLifecycle[] {
  const releases = SUPPORT_LIFECYCLES.filter((lifecycle) => lifecycle.product === product);
  const words = tag.split('-');
  const wanted = [...releasesOf(words[0]!), ...words];
  for (const word of wanted) {
    const found = releases.find(({ release, codename }) => release === word || codename === word);
    if (found !== undefined) return [found];
  }
  return [];
}
