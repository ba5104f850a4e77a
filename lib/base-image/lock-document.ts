import { byText } from '../core/by-text';
import { checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { DIGEST } from '../core/grammar';
import { parseJson } from '../core/parse-json';
import { IMAGE_REFERENCE } from '../core/reference-grammar';

/** What the lock file is called unless it is told otherwise. */
export const LOCK_FILE_NAME = 'golden-images.lock.json';

const LOCK_FILE_VERSION = 1;

/**
 * Names a file while `golden-image lock` runs an app: what the app builds on is written to it, a line for each image, and
 * what is not locked yet is no error.
 */
export const COLLECT_VARIABLE = 'GOLDEN_IMAGE_LOCK_COLLECT';

/** What an app asked a lock file for. */
export interface CollectedReference {
  /** Absolute path of the lock file. */
  readonly lockFile: string;
  /** Such as `docker.io/library/debian:12-slim`. */
  readonly reference: string;
  /** The same image where builds pull it from, such as a mirror. */
  readonly pulledFrom: string;
}

/** An image of the lock file. */
export interface LockedImage {
  /** Registry host, repository and tag, such as `docker.io/library/debian:12-slim`. */
  readonly reference: string;
  readonly digest: string;
  /** Where the digest was asked for, where that is not the reference itself: a mirror or a cache. */
  readonly pulledFrom?: string;
  /** Such as `linux/arm64`; those that the digest has. */
  readonly platforms: readonly string[];
  /** When the registry first gave this digest, as an ISO time in UTC. */
  readonly resolvedAt: string;
}

/** Renovate's regular expression (renovate/golden-images.json) wants `digest` right after `reference`. */
export function lockDocument(images: readonly LockedImage[]): string {
  const sorted = [...images].sort(byText(({ reference }) => reference));
  return `${JSON.stringify({ lockFileVersion: LOCK_FILE_VERSION, images: sorted.map(inOrder) }, undefined, 2)}\n`;
}

function inOrder({ reference, digest, pulledFrom, platforms, resolvedAt }: LockedImage): LockedImage {
  return { reference, digest, ...(pulledFrom !== undefined && { pulledFrom }), platforms, resolvedAt };
}

export function readLockDocument(text: string, path: string, where: string): readonly LockedImage[] {
  const document = parseJson(text);
  if (document === undefined) throw invalid('it is not JSON', path, where);
  const { lockFileVersion, images } = (document ?? {}) as { readonly lockFileVersion?: unknown; readonly images?: unknown };
  if (lockFileVersion !== LOCK_FILE_VERSION) throw invalid(`its lockFileVersion is not ${LOCK_FILE_VERSION}`, path, where);
  if (!Array.isArray(images)) throw invalid('it has no list of images', path, where);
  const seen = new Set<string>();
  for (const image of images as readonly (Partial<LockedImage> | null)[]) {
    const reference = checkText(IMAGE_REFERENCE, image?.reference, `${where}(${path})`);
    checkText(DIGEST, image?.digest, `${where}(${path}), ${reference}`);
    if (seen.has(reference)) throw invalid(`it has two entries for ${reference}`, path, where);
    seen.add(reference);
  }
  return images as LockedImage[];
}

function invalid(what: string, path: string, where: string): GoldenImageError {
  return new GoldenImageError('InvalidLockFile', {
    where,
    problem: `this is no lock file that can be read: ${what}`,
    given: path,
    expected: 'the file that `golden-image lock` writes',
    remedy: 'settle a merge by hand, or delete the file and run `npx golden-image lock`',
  });
}
