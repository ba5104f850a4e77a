import { DeprecationRecord, RevocationRecord } from '../core/image-lifecycle';
import { CatalogImage } from './catalog-content';

/** What people must know before they use an image. */
export interface Notice {
  readonly level: 'announced' | 'warning' | 'error';
  readonly title: string;
  readonly reason: string;
  /** Repository name of the image to use instead. */
  readonly replacement: string | null;
  /** An https address, or Markdown. */
  readonly migrationGuide: string | null;
}

/** How an image stands on a day, in a word. */
export type ImageState = 'current' | 'announced' | 'deprecated' | 'removed';

/** The notices of an image: its own, then those that its parents carry. */
export function noticesOf({ deprecation, revocations, inherited }: CatalogImage, asOf: string): readonly Notice[] {
  return [
    ...carried('', deprecation, revocations, asOf),
    ...inherited.flatMap((parent) => carried(`Parent ${parent.image}: `, parent.deprecation, parent.revocations, asOf)),
  ];
}

function carried(prefix: string, deprecation: DeprecationRecord | null, revocations: readonly RevocationRecord[], asOf: string): readonly Notice[] {
  return [
    ...(deprecation === null ? [] : [deprecated(prefix, deprecation, asOf)]),
    ...revocations.map((revocation) => revoked(prefix, revocation)),
  ];
}

function deprecated(prefix: string, { since, removeAfter, reason, replacement, migrationGuide }: DeprecationRecord, asOf: string): Notice {
  const rest = { reason, replacement, migrationGuide };
  if (asOf > removeAfter) return { level: 'error', title: `${prefix}not to be used since ${removeAfter}, deprecated on ${since}`, ...rest };
  if (asOf >= since) return { level: 'warning', title: `${prefix}deprecated since ${since}, not to be used after ${removeAfter}`, ...rest };
  return { level: 'announced', title: `${prefix}to be deprecated on ${since}, not to be used after ${removeAfter}`, ...rest };
}

function revoked(prefix: string, { digest, version, reason }: RevocationRecord): Notice {
  const what = digest === null ? `version ${version}` : `digest ${digest}`;
  return { level: 'error', title: `${prefix}${what} is revoked`, reason, replacement: null, migrationGuide: null };
}

/** An image stands no better than its parents. A revocation is of a release, and not of the image. */
export function stateOf({ deprecation, inherited }: CatalogImage, asOf: string): ImageState {
  const deprecations = [deprecation, ...inherited.map((parent) => parent.deprecation)].filter((one) => one !== null);
  if (deprecations.some(({ removeAfter }) => asOf > removeAfter)) return 'removed';
  if (deprecations.some(({ since }) => asOf >= since)) return 'deprecated';
  return deprecations.length > 0 ? 'announced' : 'current';
}
