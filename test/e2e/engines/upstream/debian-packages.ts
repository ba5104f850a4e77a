import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { run } from '../process';
import { SUITE } from './debian-userland';

/** Downloads packages, without those that they depend on; answers the files. */
export async function downloadPackages(dir: string, names: readonly string[]): Promise<string[]> {
  const downloads = path.join(dir, 'downloads');
  mkdirSync(downloads);
  // mmdebstrap knows the archive and its keys, also where the machine's own apt is set up for another.
  const download = `cd '${downloads}' && APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get download ${names.join(' ')}`;
  await run('mmdebstrap', ['--variant=custom', '--format=null', `--customize-hook=${download}`, SUITE, '/dev/null']);
  return readdirSync(downloads).sort().map((file) => path.join(downloads, file));
}

/** Unpacks a package without installing it. */
export async function unpackPackage(archive: string, root: string): Promise<void> {
  await run('dpkg-deb', ['--extract', archive, root]);
}
