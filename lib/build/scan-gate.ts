import { checkInteger, checkOneOf, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { REASON } from '../core/grammar';
import { SEVERITIES, Severity } from '../core/severity';
import { BY_RULE, checkShape } from '../core/shape';

/** How a scan gate decides. */
export interface ScanGateOptions {
  /**
   * How long the release waits for the scan to complete, in minutes, 1 to 120. After that the release is refused.
   *
   * @default 15
   */
  readonly timeoutMinutes?: number;
  /**
   * Why findings of severity HIGH may be released. Needed for `Severity.CRITICAL`, where it is shown in the release
   * project's environment and log; one line of at most 500 printable characters, without `${` and `%{`.
   *
   * @default - none
   */
  readonly reason?: string;
}

const TIMEOUT = {
  code: 'InvalidScanTimeout',
  noun: 'scan timeout in minutes',
  min: 1,
  max: 120,
  remedy: 'basic scans take seconds to minutes: leave it out for 15 minutes',
} as const;

/**
 * Which findings of the ECR scan keep a candidate from being released. Every state of a scan that is not a completed
 * one keeps it too: failed, unsupported, still pending when the time is over.
 *
 * @example
 * ScanGate.blockAtOrAbove(Severity.MEDIUM);
 */
export class ScanGate {
  /**
   * Findings of this severity and worse ones block.
   *
   * @param severity `HIGH` is the default of a golden image; `CRITICAL` alone is weaker and needs a reason, else it is
   * the error `MissingReason`
   * @param options how long to wait, and the reason
   */
  public static blockAtOrAbove(severity: Severity, options: ScanGateOptions = {}): ScanGate {
    const where = 'ScanGate.blockAtOrAbove';
    checkOneOf('InvalidSeverity', 'severity', SEVERITIES, severity, where);
    checkShape({ timeoutMinutes: BY_RULE, reason: BY_RULE }, options, 'options', where);
    if (options.reason !== undefined) checkText(REASON, options.reason, where);
    if (severity === Severity.CRITICAL && options.reason === undefined) {
      throw new GoldenImageError('MissingReason', {
        where,
        problem: 'a gate that lets HIGH findings through is weaker than the default',
        given: severity,
        expected: 'a reason, or Severity.HIGH or lower',
        remedy: "add { reason: '…' }",
      });
    }
    const blocked = SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
    return new ScanGate(blocked, checkInteger(TIMEOUT, options.timeoutMinutes ?? 15, where), options.reason);
  }

  private constructor(
    private readonly blocked: readonly Severity[],
    /** How long the release waits for the scan to complete, in minutes. */
    public readonly timeoutMinutes: number,
    /** Why the gate is weaker than the default; undefined where it is not. */
    public readonly reason?: string,
  ) {}

  /** The severities that block, worst first. */
  public get blockedSeverities(): Severity[] {
    return [...this.blocked];
  }
}
