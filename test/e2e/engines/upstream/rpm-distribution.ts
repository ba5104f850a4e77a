import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { run } from '../process';
import { makeDebian } from './debian-userland';
import { NEW_VERSION, OLD_VERSION, TEST_REPOSITORY, writeGoldenTool } from './golden-tool';
import { putFiles } from './root-directory';
import { SigningKey } from './signing-key';
import type { Workshop } from './stand-in';

const KEY = '/etc/pki/rpm-gpg/RPM-GPG-KEY-test-repository';

export interface RpmDistribution {
  readonly osRelease: readonly string[];
  /** Debian's packages of the package manager. */
  readonly packages: readonly string[];
  /** Where the package manager looks for .repo files. */
  readonly reposDir: string;
  /** As makeDebian has them; they run last. */
  readonly hooks?: readonly string[];
}

/** Answers the tar of a Debian with a package manager for RPM, a signed repository, and a package that is older than the repository's. */
export async function makeRpmDistribution(workshop: Workshop, { osRelease, packages, reposDir, hooks = [] }: RpmDistribution): Promise<string> {
  const overlay = path.join(workshop.dir, 'overlay');
  putFiles(overlay, {
    'usr/lib/os-release': osRelease,
    [`${reposDir}/test-repository.repo`]: [
      '[test-repository]', 'name=Test repository', `baseurl=file://${TEST_REPOSITORY}`, 'enabled=1', 'gpgcheck=1', `gpgkey=file://${KEY}`,
    ],
    // Debian's rpm has its database in the home directory of whoever asks.
    'etc/rpm/macros': ['%_dbpath /var/lib/rpm'],
  });
  const old = await makeRepository(workshop.dir, overlay);
  return makeDebian(workshop, {
    packages: ['rpm', ...packages],
    hooks: [
      `sync-in ${overlay} /`,
      `upload ${old} /golden-tool.rpm`,
      'chroot "$1" rpm --install /golden-tool.rpm',
      'rm "$1/golden-tool.rpm"',
      ...hooks,
    ],
  });
}

/**
 * Fills an overlay with the repository and its key; answers the package to install beforehand.
 * Only the new golden-tool recommends golden-extra: an upgrade that does not decline it gets it.
 */
async function makeRepository(dir: string, overlay: string): Promise<string> {
  const repository = path.join(overlay, TEST_REPOSITORY);
  for (const directory of [repository, path.join(overlay, path.dirname(KEY))]) mkdirSync(directory, { recursive: true });
  const old = await buildGoldenTool(dir, OLD_VERSION, {});
  const offered = [await buildGoldenTool(dir, NEW_VERSION, { golden_recommends: 'golden-extra' }), await buildRpm(dir, 'golden-extra', '1.0', {})];

  const key = await SigningKey.make(dir);
  await run('rpmsign', [...define({ _gpg_path: key.home, _gpg_name: key.owner, __gpg: '/usr/bin/gpg' }), '--addsign', old, ...offered]);
  for (const file of offered) cpSync(file, path.join(repository, path.basename(file)));
  await run('createrepo_c', ['--quiet', repository]);
  // zypper wants the list of packages signed too.
  const list = path.join(repository, 'repodata/repomd.xml');
  await key.sign(list, `${list}.asc`, '--armor', '--detach-sign');
  await key.exportTo(`${list}.key`, '--armor');
  await key.exportTo(path.join(overlay, KEY), '--armor');
  await key.close();
  return old;
}

async function buildGoldenTool(dir: string, version: string, macros: Readonly<Record<string, string>>): Promise<string> {
  const files = path.join(dir, `golden-tool-${version}`);
  writeGoldenTool(files, version);
  return buildRpm(dir, 'golden-tool', version, { golden_version: version, golden_files: files, ...macros });
}

async function buildRpm(dir: string, name: string, version: string, macros: Readonly<Record<string, string>>): Promise<string> {
  const top = path.join(dir, 'rpmbuild');
  const spec = path.join(__dirname, 'files', `${name}.spec`);
  await run('rpmbuild', ['-bb', '--quiet', ...define({ _topdir: top, _dbpath: path.join(dir, 'rpmdb'), ...macros }), spec]);
  return path.join(top, `RPMS/noarch/${name}-${version}-1.noarch.rpm`);
}

function define(macros: Readonly<Record<string, string>>): string[] {
  return Object.entries(macros).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
}
