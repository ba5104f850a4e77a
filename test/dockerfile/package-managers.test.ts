import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PackageManager, PACKAGE_MANAGERS } from '../../lib/core/package-manager';
import { packageCommands } from '../../lib/dockerfile/package-managers/by-name';

const PACKAGES = ['ca-certificates', 'tzdata=1.2-3'];

const EXCLUDE = [
  "if grep -q '^excludepkgs=' /etc/dnf/dnf.conf;",
  "then sed -i 's/^excludepkgs=/&tzdata,/' /etc/dnf/dnf.conf;",
  "else printf 'excludepkgs=%s\\n' 'tzdata' >> /etc/dnf/dnf.conf;",
  'fi',
].join(' \\\n        ');

test.each([
  [PackageManager.APT, 'apt-get install --yes --no-install-recommends -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \\\n        ca-certificates \\\n        tzdata=1.2-3', 'apt-mark hold \\\n        tzdata'],
  [PackageManager.APK, 'apk add --no-cache \\\n        ca-certificates \\\n        tzdata=1.2-3', undefined],
  [PackageManager.DNF, "dnf install --assumeyes --nodocs --setopt=install_weak_deps=0 '--setopt=*.skip_if_unavailable=0' \\\n        ca-certificates \\\n        tzdata-1.2-3", EXCLUDE],
  [PackageManager.MICRODNF, 'microdnf install --assumeyes --nodocs --setopt=install_weak_deps=0 \\\n        ca-certificates \\\n        tzdata-1.2-3', EXCLUDE],
  [PackageManager.ZYPPER, 'zypper --non-interactive install --no-recommends \\\n        ca-certificates \\\n        tzdata=1.2-3', 'zypper --non-interactive addlock \\\n        tzdata'],
])('%s installs without what is only recommended, and keeps a version that is given', (manager, install, hold) => {
  const commands = packageCommands(manager)!.install(PACKAGES);
  expect(commands).toContain(install);
  if (hold !== undefined) expect(commands).toContain(hold);
});

test.each(PACKAGE_MANAGERS.filter((manager) => manager !== PackageManager.NONE))('%s holds no package back where no version is given', (manager) => {
  const { install } = packageCommands(manager)!;
  const withVersion = install(['tzdata=1.2-3']).length - (manager === PackageManager.APK ? 0 : 1);
  expect(install(['tzdata'])).toHaveLength(withVersion);
  expect(install(['tzdata']).join('\n')).not.toMatch(/hold|excludepkgs|addlock/);
});

test.each(PACKAGE_MANAGERS.filter((manager) => manager !== PackageManager.NONE))('%s leaves signatures on', (manager) => {
  const commands = packageCommands(manager)!;
  const text = [...commands.install(PACKAGES), ...commands.update([])].join('\n');
  expect(text).not.toMatch(/unauthenticated|nogpg|no-gpg|gpgcheck=0|allow-untrusted|--force-yes/);
  expect(text).toMatch(/upgrade|update/);
});

test.each([
  [PackageManager.APT, '-o APT::Update::Error-Mode=any'],
  [PackageManager.DNF, "'--setopt=*.skip_if_unavailable=0'"],
])('%s fails where a repository cannot be reached', (manager, option) => {
  expect(packageCommands(manager)!.install(PACKAGES).join('\n')).toContain(option);
  expect(packageCommands(manager)!.update([]).join('\n')).toContain(option);
});

test('zypper reads the indexes anew before it installs and updates', () => {
  const { install, update } = packageCommands(PackageManager.ZYPPER)!;
  for (const commands of [install(PACKAGES), update([])]) expect(commands[0]).toBe('zypper --non-interactive refresh');
});

test('dnf takes the options of an update one by one', () => {
  const [upgrade] = packageCommands(PackageManager.DNF)!.update(['--enablerepo=a', '--disablerepo=b']);
  expect(upgrade!.split(' ').slice(-2)).toEqual(['--enablerepo=a', '--disablerepo=b']);
});

test('dnf keeps the version of a package that a golden parent has pinned too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dnf-'));
  const file = join(folder, 'dnf.conf');
  writeFileSync(file, '[main]\ngpgcheck=1\n');
  for (const names of [['bash'], ['tzdata', 'curl']]) {
    const pin = packageCommands(PackageManager.DNF)!.install(names.map((name) => `${name}=1`)).find((command) => command.includes('excludepkgs'))!;
    execFileSync('sh', ['-euc', pin.replaceAll('/etc/dnf/dnf.conf', file)]);
  }
  // Of two lines dnf reads the last one alone.
  expect(readFileSync(file, 'utf8')).toBe('[main]\ngpgcheck=1\nexcludepkgs=tzdata,curl,bash\n');
  rmSync(folder, { recursive: true });
});

test('zypper leaves documentation out by the drop-in of new images and by the file of old ones', () => {
  const settings = packageCommands(PackageManager.ZYPPER)!.configure.join('\n');
  expect(settings).toContain('> /etc/zypp/zypp.conf.d/golden-image.conf');
  expect(settings).toContain('[ ! -f /etc/zypp/zypp.conf ] || sed -i');
});

test('an image without a package manager has no commands', () => {
  expect(packageCommands(PackageManager.NONE)).toBeUndefined();
});
