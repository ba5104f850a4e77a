import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { run } from './process';
import type { Sandbox } from './sandbox';

/**
 * Builds commands of a Go module below test/e2e from the Go module proxy, unless the last build was from the same sources.
 * Answers the directory that has them in `bin`; whatever else is put there goes away with them.
 */
export async function buildGoTools({ root, cache }: Sandbox, module: string, packages: readonly string[]): Promise<string> {
  const dir = path.join(cache, module);
  const bin = path.join(dir, 'bin');
  const sources = path.join(root, 'test/e2e', module);
  const stamp = path.join(dir, 'sources.sha256');
  const wanted = contentOf(sources) + (await run('go', ['version']));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return dir;

  rmSync(dir, { recursive: true, force: true });
  mkdirSync(bin, { recursive: true });
  await run('go', ['build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', `${bin}/`, ...packages], {
    cwd: sources,
    env: { ...process.env, CGO_ENABLED: '0' },
  });
  writeFileSync(stamp, wanted);
  return dir;
}

function contentOf(dir: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => /(\.go|go\.mod|go\.sum)$/.test(file));
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(path.join(dir, file)));
  return hash.digest('hex');
}
