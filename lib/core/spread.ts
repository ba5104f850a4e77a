import { createHash } from 'node:crypto';

/** A number below the limit that a name always has; many names have all of them equally often. */
export function spread(name: string, limit: number): number {
  return createHash('sha256').update(name).digest().readUInt32BE() % limit;
}
