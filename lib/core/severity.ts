/** Severity of a finding, in ECR's words. */
export enum Severity {
  /** ECR's CRITICAL. */
  CRITICAL = 'CRITICAL',
  /** ECR's HIGH. */
  HIGH = 'HIGH',
  /** ECR's MEDIUM. */
  MEDIUM = 'MEDIUM',
  /** ECR's LOW. */
  LOW = 'LOW',
}

/** From the worst to the least. */
export const SEVERITIES: readonly Severity[] = [Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW];
