import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildGoTools } from './go-tools';
import { run } from './process';
import type { Sandbox } from './sandbox';

/** Each module below test/e2e, and what is built of it. Their go.mod pin the versions that the mirror pretends to serve. */
const MODULES = {
  tools: [
    'github.com/google/go-containerregistry/cmd/crane',
    'github.com/GoogleContainerTools/container-structure-test/cmd/container-structure-test',
    './ecr-registry',
  ],
  cosign: ['github.com/sigstore/cosign/v3/cmd/cosign'],
  syft: ['github.com/anchore/syft/cmd/syft'],
};

type Command = 'container-structure-test' | 'crane' | 'cosign' | 'syft';

interface ReleaseFile {
  readonly path: string;
  readonly command: Command;
}

const CONTAINER_STRUCTURE_TEST = 'GoogleContainerTools/container-structure-test/releases/download/v1.22.1/container-structure-test-linux';
const CRANE = 'google/go-containerregistry/releases/download/v0.20.3/go-containerregistry_Linux';

/**
 * The release files that the mirror pretends to serve. Those for arm64 hold the programs for amd64: what builds "on arm64"
 * here runs on this machine, and so must its tools.
 */
const RELEASE_FILES: readonly ReleaseFile[] = [
  { path: `${CONTAINER_STRUCTURE_TEST}-amd64`, command: 'container-structure-test' },
  { path: `${CONTAINER_STRUCTURE_TEST}-arm64`, command: 'container-structure-test' },
  { path: `${CRANE}_x86_64.tar.gz`, command: 'crane' },
  { path: `${CRANE}_arm64.tar.gz`, command: 'crane' },
  { path: 'sigstore/cosign/releases/download/v3.0.4/cosign-linux-amd64', command: 'cosign' },
  { path: 'anchore/syft/releases/download/v1.42.1/syft_1.42.1_linux_amd64.tar.gz', command: 'syft' },
];

export interface Tools {
  /** Directory with `crane`, `container-structure-test` and `ecr-registry`. */
  readonly bin: string;
  /** The programs that have a module of their own. */
  readonly cosign: string;
  readonly syft: string;
  /** Directory laid out as the paths of https://github.com. */
  readonly mirror: string;
  readonly containerStructureTestSha256: string;
  readonly craneArchiveSha256: string;
  readonly cosignSha256: string;
  readonly syftArchiveSha256: string;
}

export async function buildTools(box: Sandbox): Promise<Tools> {
  const bin = path.join(await buildGoTools(box, 'tools', MODULES.tools), 'bin');
  const cosign = path.join(await buildGoTools(box, 'cosign', MODULES.cosign), 'bin/cosign');
  const syft = path.join(await buildGoTools(box, 'syft', MODULES.syft), 'bin/syft');
  const programs: Record<Command, string> = {
    'container-structure-test': path.join(bin, 'container-structure-test'), 'crane': path.join(bin, 'crane'), cosign, syft,
  };
  const mirror = path.join(box.cache, 'mirror');
  const checksums = await fillMirror(mirror, programs);
  return {
    bin, cosign, syft, mirror,
    containerStructureTestSha256: checksums['container-structure-test'],
    craneArchiveSha256: checksums.crane,
    cosignSha256: checksums.cosign,
    syftArchiveSha256: checksums.syft,
  };
}

/** Answers the SHA-256 of the file that each command is served in. */
async function fillMirror(mirror: string, programs: Readonly<Record<Command, string>>): Promise<Record<Command, string>> {
  const stamp = `${mirror}.json`;
  // What was made of other programs goes: by their own checksums, and by the files that are served.
  const wanted = JSON.stringify([RELEASE_FILES, Object.values(programs).map(sha256)]);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const unfinished = `${mirror}.new`;
    for (const old of [stamp, mirror, unfinished]) rmSync(old, { recursive: true, force: true });
    for (const { path: file, command } of RELEASE_FILES) await pack(programs[command], path.join(unfinished, file));
    renameSync(unfinished, mirror);
    writeFileSync(stamp, wanted);
  }
  const served = RELEASE_FILES.map(({ path: file, command }) => [command, sha256(path.join(mirror, file))] as const);
  return Object.fromEntries(served) as Record<Command, string>;
}

async function pack(program: string, file: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  if (!file.endsWith('.tar.gz')) {
    cpSync(program, file);
    return;
  }
  // The same bytes for the same binary, so that the checksum stands for the content.
  await run('tar', [
    '--create', `--file=${file}`, '--use-compress-program=gzip -n', `--directory=${path.dirname(program)}`,
    '--format=gnu', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=0755', path.basename(program),
  ]);
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
