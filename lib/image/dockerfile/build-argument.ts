import { BaseSource } from '../../base-image/base-source';
import { Instruction } from '../../dockerfile/instruction';

/** Prefix of the build arguments of a golden base; the script that builds hands them over. */
export const BASE = 'BASE';

/** The global argument that a base needs which is known only when the build starts. */
export function baseArgument(base: BaseSource): Instruction[] {
  if (base.kind !== 'golden') return [];
  // A default is needed (Docker's check InvalidDefaultArgInFrom); on scratch the first command fails.
  return [{ kind: 'arg', name: `${BASE}_IMAGE`, defaultValue: 'scratch' }];
}

/** What stands behind FROM. */
export function fromReference(base: BaseSource): string {
  switch (base.kind) {
    case 'scratch':
      return 'scratch';
    case 'golden':
      return `\${${BASE}_IMAGE}`;
    case 'upstream':
      return `${base.pulledFrom}:${base.tag}@${base.digest}`;
  }
}
