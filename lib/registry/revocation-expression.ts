import { BEHIND_VERSION } from '../core/image-lifecycle';

/** Expressions of Terraform, without the dollar sign and the braces around them. */
export interface RevocationExpressions {
  /** A list of objects with `digest` and `version`, one of them null. */
  readonly revocations: string;
  /** The digest of a release. */
  readonly digest: string;
  /** A list of its tags. */
  readonly tags: string;
}

/** What `isOfVersion` tells, of `tag` and the version of `revocation`. */
const IS_OF_VERSION = `startswith(tag, revocation.version) && can(regex(${JSON.stringify(BEHIND_VERSION.source)}, trimprefix(tag, revocation.version)))`;

/** The revocations of a list that a release falls under, as an expression of Terraform: a list of those objects. */
export function revocationsOf({ revocations, digest, tags }: RevocationExpressions): string {
  return `[for revocation in ${revocations} : revocation if try(revocation.digest == ${digest}, false) || anytrue([for tag in ${tags} : try(${IS_OF_VERSION}, false)])]`;
}

/** Whether a release falls under none of a list of revocations. */
export function notRevoked(expressions: RevocationExpressions): string {
  return `length(${revocationsOf(expressions)}) == 0`;
}
