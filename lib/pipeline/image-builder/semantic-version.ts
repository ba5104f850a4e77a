import { createHash } from 'node:crypto';

/** Image Builder's numbers are at most 2^30 - 1 (user guide, "Semantic versioning"). */
const BITS = 28;

/**
 * A version `MAJOR.N.N` that is another one for other content: components and recipes can never be changed.
 *
 * Image Builder pushes an image with its recipe's version and the number of the build as a tag. That tag is no
 * candidate's: by its first digit it begins otherwise than the image's own version.
 */
export function semanticVersion(content: string, imageVersion = ''): string {
  const hash = createHash('sha256').update(content).digest();
  return [imageVersion.startsWith('0') ? 1 : 0, hash.readUInt32BE(0) >>> (32 - BITS), hash.readUInt32BE(4) >>> (32 - BITS)].join('.');
}
