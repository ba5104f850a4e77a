import { Libc } from '../core/libc';
import { BaseFacts } from './base-source';
import * as known from './known-images';

/** Names of known images, and what is known of such an image by its tag and the groups of the pattern. */
const NAMES: readonly (readonly [RegExp, (tag: string, ...groups: string[]) => known.KnownImage])[] = [
  [/^docker\.io\/library\/debian$/, known.debian],
  [/^docker\.io\/library\/ubuntu$/, known.ubuntu],
  [/^docker\.io\/library\/alpine$/, known.alpine],
  [/^docker\.io\/library\/([^/]+)$/, (tag, repository) => known.dockerOfficial(repository!, tag)],
  [/^public\.ecr\.aws\/amazonlinux\/amazonlinux$/, known.amazonLinux],
  // Any UBI of a release is supported as long as the release.
  [/^registry\.access\.redhat\.com\/ubi(\d+)\//, (_, major) => known.ubi('ubi', major!)],
  [/^registry\.opensuse\.org\/opensuse\/leap$/, known.opensuseLeap],
  [/^gcr\.io\/distroless\/(.+)-debian(\d+)$/, (_, repository, release) => known.distroless(repository!, Libc.GLIBC, release!, false)],
  [/^dhi\.io\/([^/]+)$/, (tag, repository) => known.dockerHardened(repository!, tag)],
];

/** Until when an image is supported, by its reference alone, as a lock file has it. */
export function supportByName(reference: string): Pick<BaseFacts, 'support' | 'unknownSupport'> {
  const at = reference.lastIndexOf(':');
  const [name, tag] = [reference.slice(0, at), reference.slice(at + 1)];
  for (const [pattern, describe] of NAMES) {
    const match = pattern.exec(name);
    if (match !== null) return describe(tag, ...match.slice(1)).facts;
  }
  return { support: [] };
}
