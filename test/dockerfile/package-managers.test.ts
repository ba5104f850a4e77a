import { PackageManager, PACKAGE_MANAGERS } from '../../lib/core/package-manager';
import { packageCommands } from '../../lib/dockerfile/package-managers/by-name';

const PACKAGES = ['ca-certificates', 'tzdata=1.2-3'];

test.each([
  [PackageManager.APT, 'apt-get install --yes --no-install-recommends \\\n        ca-certificates \\\n        tzdata=1.2-3', 'apt-mark hold \\\n        tzdata'],
  [PackageManager.APK, 'apk add --no-cache \\\n        ca-certificates \\\n        tzdata=1.2-3', undefined],
  [PackageManager.DNF, 'dnf install --assumeyes --nodocs --setopt=install_weak_deps=0 \\\n        ca-certificates \\\n        tzdata-1.2-3', "printf 'excludepkgs=%s\\n' 'tzdata' >> /etc/dnf/dnf.conf"],
  [PackageManager.MICRODNF, 'microdnf install --assumeyes --nodocs --setopt=install_weak_deps=0 \\\n        ca-certificates \\\n        tzdata-1.2-3', "printf 'excludepkgs=%s\\n' 'tzdata' >> /etc/dnf/dnf.conf"],
  [PackageManager.ZYPPER, 'zypper --non-interactive install --no-recommends \\\n        ca-certificates \\\n        tzdata=1.2-3', 'zypper --non-interactive addlock \\\n        tzdata'],
])('%s installs without what is only recommended, and keeps a version that is given', (manager, install, hold) => {
  const commands = packageCommands(manager)!.install(PACKAGES);
  expect(commands).toContain(install);
  if (hold !== undefined) expect(commands).toContain(hold);
});

test.each(PACKAGE_MANAGERS.filter((manager) => manager !== PackageManager.NONE))('%s leaves signatures on', (manager) => {
  const commands = packageCommands(manager)!;
  const text = [...commands.install(PACKAGES), ...commands.update([])].join('\n');
  expect(text).not.toMatch(/unauthenticated|nogpg|no-gpg|gpgcheck=0|allow-untrusted|--force-yes/);
  expect(text).toMatch(/upgrade|update/);
});

test('an image without a package manager has no commands', () => {
  expect(packageCommands(PackageManager.NONE)).toBeUndefined();
});
