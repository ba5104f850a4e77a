import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { run } from '../process';
import type { Workshop } from './stand-in';

/** Writes small files, given as their lines, below a root directory. */
export function putFiles(root: string, files: Readonly<Record<string, readonly string[]>>): void {
  for (const [file, lines] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), lines.map((line) => `${line}\n`).join(''));
  }
}

/** Answers the tar of a root directory. */
export async function packRoot(root: string, { dir, epoch }: Workshop): Promise<string> {
  const files = path.join(dir, 'files.tar');
  await run('tar', ['--create', `--file=${files}`, `--directory=${root}`, '--sort=name', '--numeric-owner', '--format=gnu', `--mtime=@${epoch}`, '--clamp-mtime', '.']);
  return files;
}
