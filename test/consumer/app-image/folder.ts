import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const DOCKERFILE = 'ARG BASE_IMAGE\nFROM ${BASE_IMAGE}\nCOPY run.sh /\n';

const made: string[] = [];
process.once('exit', () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder with these files; those that end in .sh may be executed. */
export function folderOf(files: { readonly [path: string]: string | Uint8Array }): string {
  const folder = mkdtempSync(join(tmpdir(), 'app-image-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, name.endsWith('.sh') ? 0o775 : 0o664);
  }
  return folder;
}

/** The folder of a small application. */
export function application(files: { readonly [path: string]: string | Uint8Array } = {}): string {
  return folderOf({ Dockerfile: DOCKERFILE, 'run.sh': '#!/bin/sh\n', ...files });
}
