import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';

import { buildGoTools } from './go-tools';
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

export async function buildTools(box: Sandbox): Promise<Tools> {
  const dir = await buildGoTools(box, 'tools', PACKAGES);
  const bin = path.join(dir, 'bin');
  const mirror = path.join(dir, 'mirror');
  if (!existsSync(mirror)) await fillMirror(bin, mirror);
  return {
    bin,
    mirror,
    containerStructureTestSha256: sha256(path.join(mirror, CONTAINER_STRUCTURE_TEST)),
    craneArchiveSha256: sha256(path.join(mirror, CRANE_ARCHIVE)),
  };
}

async function fillMirror(bin: string, mirror: string): Promise<void> {
  const unfinished = `${mirror}.new`;
  for (const file of [CONTAINER_STRUCTURE_TEST, CRANE_ARCHIVE]) mkdirSync(path.join(unfinished, path.dirname(file)), { recursive: true });
  await copyFile(path.join(bin, 'container-structure-test'), path.join(unfinished, CONTAINER_STRUCTURE_TEST));
  // The same bytes for the same binary, so that the checksum stands for the content.
  await run('tar', [
    '--create', `--file=${path.join(unfinished, CRANE_ARCHIVE)}`, '--use-compress-program=gzip -n', `--directory=${bin}`,
    '--format=gnu', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=0755', 'crane',
  ]);
  renameSync(unfinished, mirror);
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
