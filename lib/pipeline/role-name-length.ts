import { GoldenImageError } from '../core/error';

/** IAM: 64 characters for `NAMESPACE-NAME-ROLE-REGION`, of which this many are names; the longest names of regions have 14. */
function longestName(namespace: string, role: string): number {
  return 64 - `${namespace}--${role}-`.length - 14;
}

export interface RoleNameParts {
  readonly namespace: string;
  /** The image, as its roles are called. */
  readonly name: string;
  /** What its role with the longest name is for. */
  readonly role: string;
  /** The image, as it was given. */
  readonly given?: string;
}

/** Refused here, because an apply would be at the image's roles before it says so, and in regions with a long name only. */
export function checkRoleNameLength({ namespace, name, role, given = name }: RoleNameParts, where: string): void {
  const maxLength = longestName(namespace, role);
  if (name.length <= maxLength) return;
  throw new GoldenImageError('NameTooLong', {
    where,
    problem: 'the name of a role would have more than 64 characters',
    given,
    expected: `a name of at most ${maxLength} characters in namespace ${namespace}`,
    remedy: 'shorten the name of the image, or the namespace of what builds it',
  });
}
