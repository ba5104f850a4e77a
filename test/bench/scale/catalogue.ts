/** An image of a catalogue, by its index. */
export interface CatalogueImage {
  /** From 1: built on the patched base itself. */
  readonly level: number;
  readonly children: readonly number[];
}

/** How many times as many images a level has as the one above. */
const GROWTH = 4;

/** So many images in at most so many levels, each level four times the one above and spread evenly over its images. */
export function catalogue(images: number, levels: number): CatalogueImage[] {
  const sizes = levelSizes(images, levels);
  const starts = sizes.map((_, level) => sizes.slice(0, level).reduce((sum, size) => sum + size, 0));
  return sizes.flatMap((size, level) =>
    Array.from({ length: size }, (_, index) => {
      const below = sizes[level + 1] ?? 0;
      const count = Math.max(0, Math.ceil((below - index) / size));
      return { level: level + 1, children: Array.from({ length: count }, (__, child) => starts[level + 1]! + index + child * size) };
    }),
  );
}

function levelSizes(images: number, levels: number): number[] {
  const whole = (GROWTH ** levels - 1) / (GROWTH - 1);
  const sizes: number[] = [];
  let left = images;
  for (let level = 0; level < levels && left > 0; level += 1) {
    const size = level === levels - 1 ? left : Math.min(left, Math.max(1, Math.floor((images * GROWTH ** level) / whole)));
    sizes.push(size);
    left -= size;
  }
  return sizes;
}
