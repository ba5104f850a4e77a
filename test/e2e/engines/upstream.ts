import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import { run } from './process';
import type { Sandbox } from './sandbox';
import type { Tools } from './tools';

export interface Upstream {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

const NAME = 'docker.io/library/debian';
const TAG = '12-slim';
const SUITE = 'bookworm';
/** Where Docker Hub's API is; the sandbox resolves it to the stand-in. */
const HUB = 'registry-1.docker.io/library/debian';

// As in Debian's own images: no documentation, no package archives, no lists.
const NO_DOCUMENTATION = ['doc', 'man', 'info', 'locale', 'groff', 'lintian', 'linda'].map((dir) => `--dpkgopt=path-exclude=/usr/share/${dir}/*`);
const KEEP_NO_ARCHIVES = `printf '%s\\n' 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };' 'APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };' 'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";' > "$1/etc/apt/apt.conf.d/docker-clean"`;

const RECIPE = [
  '--variant=minbase',
  '--include=usr-is-merged',
  '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr',
  ...NO_DOCUMENTATION,
  `--customize-hook=${KEEP_NO_ARCHIVES}`,
  SUITE,
];

/** Puts a Debian made from its packages in the place of the official image. */
export async function publishUpstream(box: Sandbox, tools: Tools): Promise<Upstream> {
  const crane = path.join(tools.bin, 'crane');
  const image = await buildUpstream(box, crane);
  await run(crane, ['push', image, `${HUB}:${TAG}`]);
  const digest = (await run(crane, ['digest', `${HUB}:${TAG}`])).trim();
  return { name: NAME, tag: TAG, digest };
}

/** Once a month: the packages move, and so does the official image. */
async function buildUpstream(box: Sandbox, crane: string): Promise<string> {
  const month = new Date().toISOString().slice(0, 7);
  const key = createHash('sha256').update(JSON.stringify(RECIPE)).digest('hex').slice(0, 12);
  const image = path.join(box.cache, `debian-${SUITE}-${month}-${key}.tar`);
  if (existsSync(image)) return image;

  const dir = path.join(box.dir, 'upstream');
  mkdirSync(dir);
  const files = path.join(dir, 'files.tar');
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(Date.parse(`${month}-01`) / 1000) };
  await run('mmdebstrap', [...RECIPE, files], { env });
  const base = path.join(dir, 'base.tar');
  const finished = path.join(dir, 'image.tar');
  await run(crane, ['append', '--new_layer', files, '--new_tag', `${HUB}:${TAG}`, '--output', base]);
  await run(crane, ['push', base, `${HUB}:${TAG}`]);
  await run(crane, [
    'mutate', `${HUB}:${TAG}`, '--set-platform', 'linux/amd64', '--cmd', 'bash',
    '--env', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', '--output', finished,
  ]);
  renameSync(finished, `${image}.new`);
  renameSync(`${image}.new`, image);
  rmSync(dir, { recursive: true });
  return image;
}
