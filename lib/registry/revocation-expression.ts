/** Expressions of Terraform, without the dollar sign and the braces around them. */
export interface RevocationExpressions {
  /** A list of objects with `digest` and `version`, one of them null. */
  readonly revocations: string;
  /** The digest of a release. */
  readonly digest: string;
  /** A list of its tags. */
  readonly tags: string;
}

/** A release tag is the version, then the day of a refresh, then the variant. */
const VERSION_OF_TAG = 'replace(tag, "/(-[0-9]{8})?(-(dev|debug))?$/", "")';

/** The revocations of a list that a release falls under, as an expression of Terraform: a list of those objects. */
export function revocationsOf({ revocations, digest, tags }: RevocationExpressions): string {
  return `[for revocation in ${revocations} : revocation if try(revocation.digest == ${digest}, false) || anytrue([for tag in ${tags} : try(revocation.version == tag, false) || try(revocation.version == ${VERSION_OF_TAG}, false)])]`;
}

/** Whether a release falls under none of a list of revocations. */
export function notRevoked(expressions: RevocationExpressions): string {
  return `length(${revocationsOf(expressions)}) == 0`;
}
