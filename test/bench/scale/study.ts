import { catalogue } from './catalogue';
import { QUOTA_IDS, QUOTAS, type QuotaId } from './figures';
import { simulate, type Outcome } from './simulate';

export const SIZES = [10, 100, 1000, 10_000] as const;
export const LEVELS = 5;
/** A new account, the default of old guides, what many accounts have, and today's listed default. */
export const BUILDS_AT_ONCE = [1, 20, 60, 300] as const;

export interface Size {
  readonly images: number;
  readonly patch: Outcome;
  readonly naive: Outcome;
  /** The patch's hours for each of BUILDS_AT_ONCE. */
  readonly atOnce: readonly Outcome[];
  /** With builds on both platforms. */
  readonly bothPlatforms: Outcome;
}

/** Of one quota doubled: the hours that are left, for 1,000 and for 10,000 images. */
export interface Doubled {
  readonly id: QuotaId;
  readonly hours: readonly number[];
}

export interface Study {
  readonly sizes: readonly Size[];
  readonly doubled: readonly Doubled[];
}

export const DOUBLED_SIZES = [1000, 10_000] as const;

export function study(): Study {
  const sizes = SIZES.map((images): Size => {
    const all = catalogue(images, LEVELS);
    const patch = simulate({ images: all, starts: 'patch' });
    return {
      images,
      patch,
      naive: simulate({ images: all, starts: 'everything' }),
      atOnce: BUILDS_AT_ONCE.map((linuxBuilds) => linuxBuilds === QUOTAS.linuxBuilds.value ? patch : simulate({ images: all, starts: 'patch', quotas: { linuxBuilds } })),
      bothPlatforms: simulate({ images: all, starts: 'patch', platforms: ['linuxBuilds', 'armBuilds'] }),
    };
  });
  const catalogues = DOUBLED_SIZES.map((images) => catalogue(images, LEVELS));
  // Only a quota that throttled somebody can have cost time.
  const worth = QUOTA_IDS.filter((id) => sizes.some(({ images, patch }) => DOUBLED_SIZES.some((size) => size === images) && patch.throttledBy[id] > 0));
  const doubled = [...worth, ...(worth.includes('linuxBuilds') ? [] : ['linuxBuilds' as const])].map((id): Doubled => ({
    id,
    hours: catalogues.map((images) => simulate({ images, starts: 'patch', quotas: { [id]: 2 * QUOTAS[id].value } }).hours),
  }));
  return { sizes, doubled: doubled.sort((one, other) => one.hours.at(-1)! - other.hours.at(-1)! || one.id.localeCompare(other.id)) };
}

/** In a naive daily rebuild each level takes its parents' channel of the day before. */
export const naiveHours = (naive: Outcome): number => (LEVELS - 1) * 24 + naive.hours;
