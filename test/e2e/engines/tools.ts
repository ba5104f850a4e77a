import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';

import { run } from './process';
import type { Sandbox } from './sandbox';

/** The releases that the mirror pretends to serve; go.mod in test/e2e/tools pins the same versions. */
const CONTAINER_STRUCTURE_TEST = 'GoogleContainerTools/container-structure-test/releases/download/v1.22.1/container-structure-test-linux-amd64';
const CRANE_ARCHIVE = 'google/go-containerregistry/releases/download/v0.20.3/go-containerregistry_Linux_x86_64.tar.gz';

const PACKAGES = [
  'github.com/google/go-containerregistry/cmd/crane',
  'github.com/GoogleContainerTools/container-structure-test/cmd/container-structure-test',
  './ecr-registry',
];

export interface Tools {
  /** Directory with `crane`, `container-structure-test` and `ecr-registry`. */
  readonly bin: string;
  /** Directory laid out as the paths of https://github.com. */
  readonly mirror: string;
  readonly containerStructureTestSha256: string;
  readonly craneArchiveSha256: string;
}

/** Builds the tools from the Go module proxy, unless the last build was from the same sources. */
export async function buildTools({ root, cache }: Sandbox): Promise<Tools> {
  const bin = path.join(cache, 'bin');
  const mirror = path.join(cache, 'tools-mirror');
  const sources = path.join(root, 'test/e2e/tools');
  const stamp = path.join(cache, 'tools.sha256');
  const wanted = contentOf(sources) + (await run('go', ['version']));
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    for (const dir of [bin, mirror]) rmSync(dir, { recursive: true, force: true });
    mkdirSync(bin, { recursive: true });
    await run('go', ['build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', `${bin}/`, ...PACKAGES], {
      cwd: sources,
      env: { ...process.env, CGO_ENABLED: '0' },
    });
    await fillMirror(bin, mirror);
    writeFileSync(stamp, wanted);
  }
  return {
    bin,
    mirror,
    containerStructureTestSha256: sha256(path.join(mirror, CONTAINER_STRUCTURE_TEST)),
    craneArchiveSha256: sha256(path.join(mirror, CRANE_ARCHIVE)),
  };
}

async function fillMirror(bin: string, mirror: string): Promise<void> {
  for (const file of [CONTAINER_STRUCTURE_TEST, CRANE_ARCHIVE]) mkdirSync(path.join(mirror, path.dirname(file)), { recursive: true });
  await copyFile(path.join(bin, 'container-structure-test'), path.join(mirror, CONTAINER_STRUCTURE_TEST));
  // The same bytes for the same binary, so that the checksum stands for the content.
  await run('tar', [
    '--create', `--file=${path.join(mirror, CRANE_ARCHIVE)}`, '--use-compress-program=gzip -n', `--directory=${bin}`,
    '--format=gnu', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=0755', 'crane',
  ]);
}

function contentOf(dir: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => /(\.go|go\.mod|go\.sum)$/.test(file));
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(path.join(dir, file)));
  return hash.digest('hex');
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
