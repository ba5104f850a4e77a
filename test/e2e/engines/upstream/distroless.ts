import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { run } from '../process';
import { downloadPackages, unpackPackage } from './debian-packages';
import { packRoot, putFiles } from './root-directory';
import { PATH, type StandIn, type StandInConfig, type Workshop } from './stand-in';

const NONROOT = 65532;

// As the build files of GoogleContainerTools/distroless list them.
const STATIC = ['base-files', 'media-types', 'netbase', 'tzdata'];
const BASE = [...STATIC, 'libc6', 'libssl3'];
const PYTHON3 = [
  ...BASE, 'gcc-12-base', 'libgcc-s1', 'libgomp1', 'libstdc++6',
  'libbz2-1.0', 'libcom-err2', 'libcrypt1', 'libdb5.3', 'libexpat1', 'libffi8', 'libgssapi-krb5-2', 'libk5crypto3', 'libkeyutils1',
  'libkrb5-3', 'libkrb5support0', 'liblzma5', 'libncursesw6', 'libnsl2', 'libpython3.11-minimal', 'libpython3.11-stdlib', 'libreadline8',
  'libsqlite3-0', 'libtinfo6', 'libtirpc3', 'libuuid1', 'python3.11-minimal', 'python3-distutils', 'zlib1g',
];
/** Packages of which the build takes a file or two. */
const BUILD_ONLY = ['busybox-static', 'ca-certificates'];

const CONFIG = {
  env: [PATH, 'SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt'],
  user: String(NONROOT),
  workdir: '/home/nonroot',
} as const satisfies StandInConfig;

export const DISTROLESS_STATIC: StandIn = {
  name: 'gcr.io/distroless/static-debian12',
  tag: 'nonroot',
  config: CONFIG,
  files: (workshop) => makeDistroless(workshop, STATIC),
};

export const DISTROLESS_STATIC_DEBUG: StandIn = {
  name: 'gcr.io/distroless/static-debian12',
  tag: 'debug-nonroot',
  config: { ...CONFIG, env: [`${PATH}:/busybox`, CONFIG.env[1]], entrypoint: '/busybox/sh' },
  files: (workshop) => makeDistroless(workshop, STATIC, addBusybox),
};

export const DISTROLESS_BASE: StandIn = {
  name: 'gcr.io/distroless/base-debian12',
  tag: 'nonroot',
  config: CONFIG,
  files: (workshop) => makeDistroless(workshop, BASE),
};

/** Published for Debian 13 alone by now; this one is made from the packages of Debian 12 as the others are. */
export const DISTROLESS_PYTHON3: StandIn = {
  name: 'gcr.io/distroless/python3-debian13',
  tag: 'nonroot',
  config: { ...CONFIG, env: [...CONFIG.env, 'LANG=C.UTF-8'], entrypoint: '/usr/bin/python3.11' },
  files: (workshop) => makeDistroless(workshop, PYTHON3, addPythonAliases),
};

type Finish = (root: string, buildOnly: string) => void | Promise<void>;

async function makeDistroless(workshop: Workshop, packages: readonly string[], finish: Finish = () => {}): Promise<string> {
  const root = path.join(workshop.dir, 'root');
  const buildOnly = path.join(workshop.dir, 'build-only');
  for (const archive of await downloadPackages(workshop.dir, [...packages, ...BUILD_ONLY])) {
    const name = (await run('dpkg-deb', ['--field', archive, 'Package'])).trim();
    await unpackPackage(archive, BUILD_ONLY.includes(name) ? buildOnly : root);
    // In the place of dpkg's database; scanners know it.
    if (!BUILD_ONLY.includes(name)) putFiles(root, { [`var/lib/dpkg/status.d/${name}`]: [(await run('dpkg-deb', ['--field', archive])).trimEnd()] });
  }
  putFiles(root, {
    'etc/passwd': [
      'root:x:0:0:root:/root:/sbin/nologin',
      'nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin',
      `nonroot:x:${NONROOT}:${NONROOT}:nonroot:/home/nonroot:/sbin/nologin`,
    ],
    'etc/group': ['root:x:0:', 'nobody:x:65534:', 'tty:x:5:', 'staff:x:50:', `nonroot:x:${NONROOT}:`],
    'etc/nsswitch.conf': ['hosts: files dns'],
    'usr/lib/os-release': ['PRETTY_NAME="Distroless"', 'NAME="Debian GNU/Linux"', 'ID="debian"', 'VERSION_ID="12"', 'VERSION="Debian GNU/Linux 12 (bookworm)"'],
    'etc/ssl/certs/ca-certificates.crt': certificates(buildOnly),
  });
  for (const [directory, mode, owner] of [['root', 0o700, 0], ['home', 0o755, 0], ['home/nonroot', 0o700, NONROOT], ['tmp', 0o1777, 0]] as const) {
    mkdirSync(path.join(root, directory), { recursive: true });
    chmodSync(path.join(root, directory), mode);
    chownSync(path.join(root, directory), owner, owner);
  }
  await finish(root, buildOnly);
  return packRoot(root, workshop);
}

function certificates(buildOnly: string): string[] {
  const dir = path.join(buildOnly, 'usr/share/ca-certificates/mozilla');
  return readdirSync(dir).sort().map((file) => readFileSync(path.join(dir, file), 'utf8').trimEnd());
}

async function addBusybox(root: string, buildOnly: string): Promise<void> {
  const busybox = path.join(buildOnly, 'bin/busybox');
  mkdirSync(path.join(root, 'busybox'));
  copyFileSync(busybox, path.join(root, 'busybox/busybox'));
  const commands = (await run(busybox, ['--list'])).trim().split('\n').filter((command) => command !== 'busybox');
  for (const command of commands) symlinkSync('busybox', path.join(root, 'busybox', command));
}

function addPythonAliases(root: string): void {
  for (const alias of ['python', 'python3']) symlinkSync('/usr/bin/python3.11', path.join(root, 'usr/bin', alias));
}
