import { PackageManager } from '../../core/package-manager';
import { ImageSpec } from '../image-spec';

/** One command where findutils or busybox is part of the distribution. */
const FIND = 'find / -xdev -type f \\( -perm -4000 -o -perm -2000 \\) -exec chmod ug-s {} +';

/** Images of Amazon Linux and UBI have no find; the folders are those in which packages put programs. */
const LOOP = [
  'for file in /usr/bin/* /usr/sbin/* /usr/lib/*/* /usr/lib/*/*/* /usr/lib64/*/* /usr/libexec/* /usr/libexec/*/*; do',
  'if [ -f "$file" ] && [ ! -h "$file" ] && { [ -u "$file" ] || [ -g "$file" ]; }; then chmod ug-s "$file"; fi;',
  'done',
].join(' \\\n        ');

const WITH_FIND = [PackageManager.APT, PackageManager.APK, PackageManager.ZYPPER];

/** Takes setuid and setgid bits from all files; each layer that brings files ends with it. */
export function withoutSetuid({ base, setuidReason }: ImageSpec): string[] {
  if (setuidReason !== undefined || !base.facts.hasShell) return [];
  return [WITH_FIND.includes(base.facts.packageManager) ? FIND : LOOP];
}
