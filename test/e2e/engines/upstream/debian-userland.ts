import path from 'node:path';

import { run } from '../process';
import type { Workshop } from './stand-in';

export const SUITE = 'bookworm';

// As in Debian's own images: no documentation, no package archives, no lists.
const NO_DOCUMENTATION = ['doc', 'man', 'info', 'locale', 'groff', 'lintian', 'linda'].map((dir) => `--dpkgopt=path-exclude=/usr/share/${dir}/*`);
const KEEP_NO_ARCHIVES = `printf '%s\\n' 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };' 'APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };' 'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";' > "$1/etc/apt/apt.conf.d/docker-clean"`;
// mmdebstrap's own cleaning heeds the setting above, and so leaves what is there: 74 MB.
const NO_PACKAGE_CACHE = 'rm -f "$1"/var/cache/apt/*.bin';

export interface Additions {
  readonly packages?: readonly string[];
  /** Commands that are given the root directory as $1, or mmdebstrap's own, such as `sync-in`. */
  readonly hooks?: readonly string[];
}

/** Answers the tar of a small Debian. */
export async function makeDebian({ dir, epoch }: Workshop, { packages = [], hooks = [] }: Additions = {}): Promise<string> {
  const files = path.join(dir, 'files.tar');
  await run('mmdebstrap', [
    '--variant=minbase',
    `--include=${['usr-is-merged', ...packages].join(',')}`,
    '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr',
    ...NO_DOCUMENTATION,
    ...[KEEP_NO_ARCHIVES, ...hooks, NO_PACKAGE_CACHE].map((hook) => `--customize-hook=${hook}`),
    SUITE,
    files,
  ], { env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) } });
  return files;
}
