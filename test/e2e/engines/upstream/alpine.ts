import { chmodSync, copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { run } from '../process';
import { downloadPackages, unpackPackage } from './debian-packages';
import { packRoot, putFiles } from './root-directory';
import type { StandIn, Workshop } from './stand-in';

const RELEASE = '3.22.2';

/**
 * Nothing in it is Alpine's: Debian's static busybox, and stubs of our own that take what we know to be right.
 * A test on it shows that a Dockerfile keeps to that, not that Alpine takes it.
 */
export const ALPINE: StandIn = {
  name: 'docker.io/library/alpine',
  tag: '3.22',
  config: { cmd: '/bin/sh' },
  files: makeAlpine,
};

async function makeAlpine(workshop: Workshop): Promise<string> {
  const root = path.join(workshop.dir, 'root');
  putFiles(root, {
    'etc/alpine-release': [RELEASE],
    'etc/os-release': ['NAME="Alpine Linux"', 'ID=alpine', `VERSION_ID=${RELEASE}`, 'PRETTY_NAME="Alpine Linux v3.22 (stand-in)"'],
    'etc/passwd': ['root:x:0:0:root:/root:/bin/sh', 'nobody:x:65534:65534:nobody:/:/sbin/nologin'],
    'etc/group': ['root:x:0:root', 'tty:x:5:', 'nobody:x:65534:'],
    'etc/shadow': ['root:*::0:::::', 'nobody:!::0:::::'],
    'etc/shells': ['/bin/sh', '/bin/ash'],
    'etc/apk/arch': ['x86_64'],
    'etc/apk/repositories': ['main', 'community'].map((name) => `https://dl-cdn.alpinelinux.org/alpine/v3.22/${name}`),
    'etc/apk/world': ['alpine-baselayout', 'apk-tools', 'busybox', 'libc-utils'],
    'lib/apk/db/installed': ['P:busybox', 'V:1.37.0-r18', ''],
  });
  for (const directory of ['bin', 'sbin', 'usr/bin', 'usr/sbin', 'root', 'tmp', 'var/cache/apk', 'home']) mkdirSync(path.join(root, directory), { recursive: true });
  chmodSync(path.join(root, 'etc/shadow'), 0o640);
  chmodSync(path.join(root, 'root'), 0o700);
  chmodSync(path.join(root, 'tmp'), 0o1777);
  await addBusybox(workshop.dir, root);
  for (const stub of ['sbin/apk', 'usr/sbin/addgroup', 'usr/sbin/adduser']) {
    copyFileSync(path.join(__dirname, 'files', path.basename(stub)), path.join(root, stub));
    chmodSync(path.join(root, stub), 0o755);
  }
  return packRoot(root, workshop);
}

async function addBusybox(dir: string, root: string): Promise<void> {
  const [archive] = await downloadPackages(dir, ['busybox-static']);
  const unpacked = path.join(dir, 'busybox-static');
  await unpackPackage(archive, unpacked);
  const busybox = path.join(root, 'bin/busybox');
  copyFileSync(path.join(unpacked, 'bin/busybox'), busybox);
  const commands = (await run(busybox, ['--list-full'])).trim().split('\n').filter((command) => command !== 'bin/busybox');
  for (const command of commands) symlinkSync('/bin/busybox', path.join(root, command));
}
