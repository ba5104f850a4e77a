import { PackageManager } from '../../core/package-manager';
import { APK } from './apk';
import { APT } from './apt';
import { DNF, MICRODNF } from './dnf';
import { PackageCommands } from './package-commands';
import { ZYPPER } from './zypper';

const COMMANDS: { readonly [manager in PackageManager]: PackageCommands | undefined } = {
  [PackageManager.APT]: APT,
  [PackageManager.APK]: APK,
  [PackageManager.DNF]: DNF,
  [PackageManager.MICRODNF]: MICRODNF,
  [PackageManager.ZYPPER]: ZYPPER,
  [PackageManager.NONE]: undefined,
};

/** What a package manager does; undefined where there is none. */
export function packageCommands(manager: PackageManager): PackageCommands | undefined {
  return COMMANDS[manager];
}
