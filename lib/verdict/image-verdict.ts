/** What an image is to those who run it or build on it. */
export enum ImageVerdict {
  /** A golden image, by its digest. */
  GOLDEN = 'golden',
  /** Not golden, and named as one that may be used; or built beside it, from a Dockerfile that is read too. */
  ALLOWED = 'allowed',
  /** One that CodeBuild provides, where a CodeBuild project runs in it: AWS maintains it. */
  CURATED = 'curated',
  /** Neither golden, nor allowed, nor CodeBuild's own. */
  NOT_GOLDEN = 'not-golden',
  /** A golden image by its tag alone: it is not known which release runs. */
  TAG_ONLY = 'tag-only',
  /** A golden image, or one on an image, that its owners let go of. */
  DEPRECATED = 'deprecated',
  /** A release that nobody may use any more. */
  REVOKED = 'revoked',
  /** It is only known when Terraform applies, or cannot be read. It never counts as golden. */
  UNKNOWN = 'unknown',
}

/** What a verdict does. */
export enum VerdictLevel {
  /** Synthesis or the check fails. */
  ERROR = 'error',
  /** It is shown. */
  WARNING = 'warning',
  /** It stands in the adoption report only. */
  REPORT = 'report',
}

/** Every level, the strictest first. */
export const VERDICT_LEVELS: readonly VerdictLevel[] = Object.values(VerdictLevel);

/** Whether a level lets more through than another one. */
export function isWeaker(level: VerdictLevel, than: VerdictLevel): boolean {
  return VERDICT_LEVELS.indexOf(level) > VERDICT_LEVELS.indexOf(than);
}
