import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { run } from '../process';
import { makeDebian } from './debian-userland';
import { NEW_VERSION, OLD_VERSION, TEST_REPOSITORY, writeGoldenTool } from './golden-tool';
import { putFiles } from './root-directory';
import { SigningKey } from './signing-key';
import type { StandIn } from './stand-in';

export const KEYRING = '/usr/share/keyrings/test-repository.gpg';

/** No such tag exists: Debian's image with a package for which a newer version has come out, in a repository that the image brings along. */
export const DEBIAN_OUTDATED: StandIn = {
  name: 'docker.io/library/debian',
  tag: '12-slim-outdated',
  config: { cmd: 'bash' },
  files: async (workshop) => {
    const overlay = await makeOverlay(workshop.dir);
    const old = await makePackage(workshop.dir, OLD_VERSION);
    return makeDebian(workshop, {
      hooks: [
        `sync-in ${overlay} /`,
        `upload ${old} /golden-tool.deb`,
        'chroot "$1" dpkg --install /golden-tool.deb',
        'rm "$1/golden-tool.deb"',
      ],
    });
  },
};

/** Answers the file of the test package. */
export async function makePackage(dir: string, version: string): Promise<string> {
  const root = path.join(dir, `golden-tool-${version}`);
  writeGoldenTool(root, version);
  putFiles(root, {
    'DEBIAN/control': ['Package: golden-tool', `Version: ${version}`, 'Architecture: all', 'Maintainer: nobody <nobody@example.invalid>', 'Description: test package'],
  });
  const file = path.join(dir, `golden-tool_${version}_all.deb`);
  await run('dpkg-deb', ['--root-owner-group', '--build', root, file]);
  return file;
}

/** Fills a directory with a signed repository of one package. */
export async function makeRepository(directory: string, archive: string, key: SigningKey): Promise<void> {
  const inRepository = (name: string): string => path.join(directory, name);
  mkdirSync(directory, { recursive: true });
  await run('cp', [archive, directory]);
  writeFileSync(inRepository('Packages'), await run('apt-ftparchive', ['packages', '.'], { cwd: directory }));
  writeFileSync(inRepository('Release'), await run('apt-ftparchive', ['release', '.'], { cwd: directory }));
  await key.sign(inRepository('Release'), inRepository('InRelease'), '--clearsign');
}

async function makeOverlay(dir: string): Promise<string> {
  const overlay = path.join(dir, 'overlay');
  putFiles(overlay, {
    'etc/apt/sources.list.d/test-repository.sources': ['Types: deb', `URIs: file://${TEST_REPOSITORY}`, 'Suites: ./', `Signed-By: ${KEYRING}`],
  });
  mkdirSync(path.join(overlay, path.dirname(KEYRING)), { recursive: true });
  const key = await SigningKey.make(dir);
  await makeRepository(path.join(overlay, TEST_REPOSITORY), await makePackage(dir, NEW_VERSION), key);
  await key.exportTo(path.join(overlay, KEYRING));
  await key.close();
  return overlay;
}
