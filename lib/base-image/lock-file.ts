import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { SOURCE_PATH } from '../core/image-grammar';
import { IMAGE_REFERENCE } from '../core/reference-grammar';
import { COLLECT_VARIABLE, CollectedReference, LOCK_FILE_NAME, LockedImage, readLockDocument } from './lock-document';

/** Stands for a digest that is not known yet. No content has it, so that what is synthesized with it cannot be built. */
const NOT_YET = `sha256:${'0'.repeat(64)}`;

/**
 * The digests of upstream images, in a file beside the app: `golden-image lock` asks the registries and writes it,
 * `golden-image outdated` tells what has moved since, and Renovate keeps it fresh.
 *
 * @example
 * const lockFile = LockFile.read();
 * BaseImage.debian('12-slim', { lockFile });
 */
export class LockFile {
  /**
   * Reads a lock file. One that is not there, or that `golden-image lock` did not write, is the error `InvalidLockFile`,
   * which names the command that makes it.
   *
   * @param path of the file, relative to the working directory
   */
  public static read(path: string = LOCK_FILE_NAME): LockFile {
    const where = 'LockFile.read';
    checkText(SOURCE_PATH, path, where);
    const collectTo = process.env[COLLECT_VARIABLE];
    if (collectTo !== undefined) return new LockFile(path, existsSync(path) ? readLockDocument(readFileSync(path, 'utf8'), path, where) : [], collectTo);
    return new LockFile(path, readLockDocument(read(path, where), path, where), undefined);
  }

  private readonly byReference: ReadonlyMap<string, LockedImage>;

  private constructor(
    private readonly path: string,
    images: readonly LockedImage[],
    private readonly collectTo: string | undefined,
  ) {
    this.byReference = new Map(images.map((image) => [image.reference, image]));
  }

  /** The references that are locked, such as `docker.io/library/debian:12-slim`, in the order of the alphabet. */
  public get references(): string[] {
    return [...this.byReference.keys()];
  }

  /**
   * The digest of an image. One that is not locked is the error `NotLocked`, which names the command that locks it.
   *
   * @param reference registry host, repository and tag, such as `docker.io/library/debian:12-slim`; anything else is the
   * error `InvalidImageReference`
   */
  public digestOf(reference: string): string {
    return this._digestOf(reference, reference, 'LockFile.digestOf');
  }

  /**
   * The digest of an image that builds pull from elsewhere under the same digest.
   *
   * @internal
   */
  public _digestOf(reference: string, pulledFrom: string, where: string): string {
    checkText(IMAGE_REFERENCE, reference, where);
    if (this.collectTo !== undefined) {
      const collected: CollectedReference = { lockFile: resolve(this.path), reference, pulledFrom };
      appendFileSync(this.collectTo, `${JSON.stringify(collected)}\n`);
    }
    const locked = this.byReference.get(reference)?.digest ?? (this.collectTo === undefined ? undefined : NOT_YET);
    if (locked !== undefined) return locked;
    throw new GoldenImageError('NotLocked', {
      where,
      problem: `${this.path} has no digest of this image`,
      given: reference,
      expected: 'an image that is locked',
      remedy: `run \`npx golden-image lock${option(this.path)}\`, which asks the registry for it, and commit ${this.path}`,
    });
  }
}

function read(path: string, where: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new GoldenImageError('InvalidLockFile', {
      where,
      problem: `the lock file cannot be read (${(error as NodeJS.ErrnoException).code})`,
      given: path,
      expected: 'the file that `golden-image lock` writes',
      remedy: `run \`npx golden-image lock${option(path)}\` and commit ${path}`,
    });
  }
}

/** How the command is told of a lock file with another name than the usual one. */
function option(path: string): string {
  return path === LOCK_FILE_NAME ? '' : ` --lock-file ${path}`;
}
