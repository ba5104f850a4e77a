import { PackageCommands, perLine } from './package-commands';

/**
 * Alpine, Wolfi. Documentation is in packages of its own, nothing is recommended, the index is not kept, and a version
 * that is given stays: apk writes it to /etc/apk/world. Signatures are checked, which is apk's default, and an upgrade does
 * not go on without one of its repositories (apk-tools since 2.13; --force-missing-repositories would).
 */
export const APK: PackageCommands = {
  configure: [],
  install: (packages) => [perLine('apk add --no-cache', packages)],
  update: () => ['apk upgrade --no-cache'],
  certificates: { folder: '/usr/local/share/ca-certificates', command: 'update-ca-certificates', package: 'ca-certificates' },
  programs: ['/sbin/apk', '/usr/bin/apk', '/usr/sbin/apk'],
};
