import { BaseFacts, installerOf } from '../base-image/base-source';
import { checkText, TextRule } from '../core/check';
import { GoldenImageError } from '../core/error';
import { DEBIAN_PACKAGE } from '../core/grammar';
import { ALPINE_PACKAGE, RPM_PACKAGE } from '../core/package-grammar';
import { PackageManager } from '../core/package-manager';
import { nameAndVersion } from '../dockerfile/package-managers/package-commands';

const GRAMMAR: { readonly [manager in PackageManager]: TextRule | undefined } = {
  [PackageManager.APT]: DEBIAN_PACKAGE,
  [PackageManager.APK]: ALPINE_PACKAGE,
  [PackageManager.DNF]: RPM_PACKAGE,
  [PackageManager.MICRODNF]: RPM_PACKAGE,
  [PackageManager.ZYPPER]: RPM_PACKAGE,
  [PackageManager.NONE]: undefined,
};

/** Sorted, so that the order of the declaration changes neither the Dockerfile nor the layer cache. */
export function resolvePackages(packages: readonly string[], facts: BaseFacts, where: string): readonly string[] {
  if (packages.length === 0) return Object.freeze([]);
  const rule = GRAMMAR[installerOf(facts)];
  if (rule === undefined) {
    throw new GoldenImageError('NoPackageManager', {
      where,
      problem: 'packages cannot be installed on a base without a package manager',
      given: packages,
      expected: 'no packages, or a base that has apt, apk, dnf, microdnf or zypper',
      remedy: 'copy what is needed from a build stage, or choose a base with a package manager and remove it (removePackageManager)',
    });
  }
  const byName = new Map<string, string>();
  for (const item of packages) {
    const { name } = nameAndVersion(checkText(rule, item, where));
    if (byName.has(name)) {
      throw new GoldenImageError('DuplicatePackage', {
        where,
        problem: `package ${name} is declared twice`,
        given: [byName.get(name), item],
        expected: 'each package once',
        remedy: 'remove one of the two',
      });
    }
    byName.set(name, item);
  }
  return Object.freeze([...byName.values()].sort());
}
