/** What a finding does to synthesis. */
export enum FindingSeverity {
  /** It fails. */
  ERROR = 'error',
  /** It is shown. */
  WARNING = 'warning',
}

/** Every severity, the worst first. */
export const FINDING_SEVERITIES: readonly FindingSeverity[] = Object.values(FindingSeverity);

/** What a rule found. */
export enum FindingVerdict {
  /** What it asks holds. */
  PASS = 'pass',
  /** It does not hold. */
  FAIL = 'fail',
  /** Nobody said, or it is only known when Terraform runs. */
  UNKNOWN = 'unknown',
  /** It does not hold or is not known, and the declaration says why it need not. */
  EXEMPT = 'exempt',
}

/** What a policy says of an image. */
export interface ImageFinding {
  /** Id of the rule, such as `pinned-base`. */
  readonly rule: string;
  /** What it does to synthesis where the verdict is `FAIL` or `UNKNOWN`. */
  readonly severity: FindingSeverity;
  /** Whether what the rule asks holds. */
  readonly verdict: FindingVerdict;
  /** What was found; with the reason, where it is exempt. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Name of the policy that found it; names joined by commas where several did. */
  readonly policy: string;
  /** Path of the image's construct. */
  readonly path: string;
}
