/** What is wrong between the public API, the catalogue, and the table of what needs no rows. */
export interface Gaps {
  /** Public properties that have no row and no reason why. */
  readonly uncovered: readonly string[];
  /** Rows of what is no public property. */
  readonly unknown: readonly string[];
  /** Reasons that are not needed: the property has rows, or it is no more. */
  readonly needless: readonly string[];
}

export function gapsOf(inputs: readonly string[], covered: readonly string[], excused: readonly string[]): Gaps {
  const rows = new Set(covered);
  const isExcusedBy = (input: string, excuse: string): boolean => (excuse.endsWith('.*') ? input.startsWith(excuse.slice(0, -1)) : input === excuse);
  return {
    uncovered: inputs.filter((input) => !rows.has(input) && !excused.some((excuse) => isExcusedBy(input, excuse))),
    unknown: [...rows].filter((name) => !inputs.includes(name)),
    needless: excused.filter((excuse) => {
      const meant = inputs.filter((input) => isExcusedBy(input, excuse));
      return meant.length === 0 || meant.some((input) => rows.has(input));
    }),
  };
}
