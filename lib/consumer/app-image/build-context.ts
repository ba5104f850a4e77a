import { Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { hashFiles } from '../../build/build-plan';
import { checkText } from '../../core/check';
import { GoldenImageError } from '../../core/error';
import { SOURCE_PATH } from '../../core/image-grammar';
import { DockerIgnore } from './docker-ignore';

const IGNORE_FILE = '.dockerignore';

/** What an image is built from, as it is when the app is synthesized. */
export interface BuildContext {
  /** Content by path, with slashes. */
  readonly files: { readonly [path: string]: Uint8Array };
  /** Paths of the files that may be executed, sorted; of permissions, Git keeps no more. */
  readonly executables: readonly string[];
  /** SHA-256 over paths, content and which may be executed, 64 hexadecimal digits. */
  readonly contentHash: string;
}

/** Reads a folder without what its `.dockerignore` leaves out. */
export function readContext(folder: string, dockerfile: string, where: string): BuildContext {
  checkText(SOURCE_PATH, folder, where);
  const found = reading(folder, where, () => walk(folder, ignoreOf(folder, dockerfile), new Set([dockerfile, IGNORE_FILE]), where));
  if (!found.includes(dockerfile)) throw unreadable(join(folder, dockerfile), 'there is no such file in the context', where);
  const files = Object.fromEntries(found.map((path) => [path, reading(join(folder, path), where, () => readFileSync(join(folder, path)))]));
  const executables = found.filter((path) => (statSync(join(folder, path)).mode & 0o111) !== 0);
  return { files, executables, contentHash: hashFiles({ files: hashFiles(files), executables: executables.join('\n') }) };
}

/** BuildKit prefers one that belongs to the Dockerfile. */
function ignoreOf(folder: string, dockerfile: string): DockerIgnore {
  for (const name of [`${dockerfile}${IGNORE_FILE}`, IGNORE_FILE]) {
    try {
      return new DockerIgnore(readFileSync(join(folder, name), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return new DockerIgnore('');
}

/** Sorted paths of the files below a folder. The build needs some, whatever is ignored. */
function walk(folder: string, ignore: DockerIgnore, needed: ReadonlySet<string>, where: string): string[] {
  const found: string[] = [];
  const visit = (entry: Dirent, path: string): void => {
    if (entry.isDirectory()) {
      const leftOut = ignore.ignores(path) && !ignore.hasExceptions && ![...needed].some((one) => one.startsWith(`${path}/`));
      if (!leftOut) list(path);
    } else if (needed.has(path) || !ignore.ignores(path)) {
      refuseSpecial(entry, join(folder, path), where);
      found.push(path);
    }
  };
  const list = (path: string): void => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) visit(entry, path === '' ? entry.name : `${path}/${entry.name}`);
  };
  list('');
  return found.sort();
}

/** Archives and file systems disagree on what links are, and nobody copies a socket. */
function refuseSpecial(entry: Dirent, path: string, where: string): void {
  if (entry.isFile() && !/[\r\n]/.test(entry.name)) return;
  throw new GoldenImageError('UnsupportedContextFile', {
    where,
    problem: entry.isFile() ? 'the name of a file has a line break' : 'the build context holds what is neither a file nor a folder',
    given: path,
    expected: 'files and folders alone',
    remedy: `put the file itself there instead of a link, or name it in ${IGNORE_FILE}`,
  });
}

function reading<T>(path: string, where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GoldenImageError) throw error;
    throw unreadable(path, (error as Error).message, where);
  }
}

function unreadable(given: string, reason: string, where: string): GoldenImageError {
  return new GoldenImageError('UnreadableFile', {
    where,
    problem: `the build context cannot be read: ${reason}`,
    given,
    expected: 'a folder on the machine that synthesizes, with a Dockerfile',
    remedy: SOURCE_PATH.remedy,
  });
}
