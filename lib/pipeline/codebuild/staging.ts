import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { GoldenImageError } from '../../core/error';
import { isUnresolved } from '../../core/token';

/** A file is copied as it is: a value that Terraform alone knows would stand in it as a placeholder. */
export function refuseUnresolvedFiles(files: { readonly [path: string]: string | Uint8Array }, where: string): void {
  for (const [name, content] of Object.entries(files)) {
    if (!isUnresolved(content)) continue;
    throw new GoldenImageError('UnresolvedToken', {
      where,
      problem: `${name} holds a value that is only known when Terraform runs`,
      expected: 'files that are complete at synthesis',
      remedy: 'write the value as a literal in the declaration',
    });
  }
}

/** Made when it is first needed, removed when the program ends: CDKTF copies assets when it synthesizes. */
let root: string | undefined;

function stagingRoot(): string {
  if (root === undefined) {
    const created = mkdtempSync(join(tmpdir(), 'cdktf-golden-image-'));
    process.once('exit', () => rmSync(created, { recursive: true, force: true }));
    root = created;
  }
  return root;
}

/** Writes files into a new folder from which a TerraformAsset can be made, and returns its path. */
export function stageFiles(files: { readonly [path: string]: string | Uint8Array }, executables: readonly string[] = []): string {
  const folder = mkdtempSync(join(stagingRoot(), 'asset-'));
  for (const parent of new Set(Object.keys(files).map(dirname))) if (parent !== '.') mkdirSync(join(folder, parent), { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  for (const name of executables) chmodSync(join(folder, name), 0o755);
  return folder;
}
