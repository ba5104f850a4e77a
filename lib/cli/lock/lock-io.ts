import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { LOCK_FILE_NAME, LockedImage, readLockDocument } from '../../base-image/lock-document';
import { CommandIo } from '../command';
import { Failure } from '../failure';
import { readInput } from '../input-file';

export const LOCK_FILE_OPTION = { 'lock-file': { type: 'string', default: LOCK_FILE_NAME } } as const;

export const LOCK_FILE_HELP = `  --lock-file FILE      the lock file (default: ${LOCK_FILE_NAME})`;

/** The images of a lock file; undefined where there is none. */
export function readLock(io: CommandIo, file: string): readonly LockedImage[] | undefined {
  return existsSync(resolve(io.cwd, file)) ? readLockDocument(readInput(io.cwd, file), file, 'golden-image') : undefined;
}

export function needLock(io: CommandIo, file: string): readonly LockedImage[] {
  const images = readLock(io, file);
  if (images !== undefined) return images;
  throw new Failure(`there is no ${file} here\n  remedy: run \`golden-image lock\` first, or give --lock-file FILE`);
}

/** Whole or not at all. */
export function writeLock(io: CommandIo, file: string, text: string): void {
  const path = resolve(io.cwd, file);
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
