import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { run } from '../engines/process';
import type { World } from '../engines/world';
import { Image } from './image';

/** A day before which no file of Debian 13 was made, so that the packages' own times are set back too. */
export const EPOCH = 1_700_000_000;

/** Writes a build context; answers its directory. */
export function writeContext(files: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'context-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.join(dir, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(dir, file), content);
  }
  return dir;
}

export interface Built {
  readonly image: Image;
  /** Of the manifest, from a builder that tells it. */
  readonly digest?: string;
}

/** Builds anew, and tells the digest of the manifest. */
export async function buildDigest(world: World, context: string): Promise<string> {
  return (await world.buildKit()).build(context, { noCache: true, sourceDateEpoch: EPOCH });
}

/** Each builds the Dockerfile of a context without a cache. */
export const BUILDERS = {
  'a current BuildKit': async (world: World, context: string): Promise<Built> => {
    const archive = temporary('buildkit.tar');
    const digest = await (await world.buildKit()).build(context, { noCache: true, sourceDateEpoch: EPOCH, exportTo: archive });
    return { image: await Image.load(world, archive), digest };
  },
  "Debian's engine": async (world: World, context: string): Promise<Built> => {
    const id = (await run('docker', ['build', '--no-cache', '--quiet', context], { env: world.env })).trim();
    return { image: await Image.of(world, id) };
  },
  Buildah: async (world: World, context: string): Promise<Built> => {
    const archive = temporary('buildah.tar');
    await (await world.buildah.build(context)).exportTo(archive);
    return { image: await Image.load(world, archive) };
  },
} as const;

export type BuilderName = keyof typeof BUILDERS;

function temporary(name: string): string {
  return path.join(mkdtempSync(path.join(tmpdir(), 'archive-')), name);
}
