import { checkInteger, checkOneOf, checkText, IntegerRule } from '../core/check';
import { refuseDuplicates } from '../core/duplicates';
import { GoldenImageError } from '../core/error';
import { REASON } from '../core/grammar';
import { checkLength, LengthRule } from '../core/list-length';
import { SEVERITIES, Severity } from '../core/severity';
import { BOOLEAN, BY_RULE, checkShape, instanceOf, listOf, Shape } from '../core/shape';
import { ScanGateOptions, ScanLimits } from './scan-gate-options';
import { VulnerabilityException } from './vulnerability-exception';

const SHAPE: Shape<ScanGateOptions> = {
  timeoutMinutes: BY_RULE,
  reason: BY_RULE,
  limits: BY_RULE,
  onlyFixable: BOOLEAN,
  graceDays: BY_RULE,
  exceptions: listOf(instanceOf(VulnerabilityException)),
  enhanced: BOOLEAN,
};
const LIMITS_SHAPE: Shape<ScanLimits> = { critical: BY_RULE, high: BY_RULE, medium: BY_RULE, low: BY_RULE };
const LIMIT_OF: { readonly [severity in Severity]: keyof ScanLimits } = {
  [Severity.CRITICAL]: 'critical',
  [Severity.HIGH]: 'high',
  [Severity.MEDIUM]: 'medium',
  [Severity.LOW]: 'low',
};

const TIMEOUT: IntegerRule = { code: 'InvalidScanTimeout', noun: 'scan timeout in minutes', min: 1, max: 120, remedy: 'basic scans take seconds to minutes: leave it out for 15 minutes' };
const LIMIT: IntegerRule = { code: 'InvalidScanLimit', noun: 'number of findings', min: 0, max: 10_000, remedy: 'give how many findings of the severity are let through, or leave it out' };
const GRACE: IntegerRule = { code: 'InvalidGraceDays', noun: 'grace in days', min: 1, max: 90, remedy: 'give the days that a fix takes to be built and released, or leave it out for none' };
/** With reasons at their longest, 50 are under the 128 KiB that Linux gives to one environment variable (execve(2)). */
const EXCEPTIONS: LengthRule = { code: 'InvalidVulnerabilityExceptions', noun: 'exceptions', min: 0, max: 50, remedy: 'remove exceptions that are not needed, which the log of a release names' };
const DUPLICATE = {
  code: 'DuplicateVulnerabilityException',
  problem: 'the vulnerability is excepted twice',
  expected: 'each vulnerability, or package of it, once',
  remedy: 'remove one of the two',
} as const;

/**
 * Which findings of the ECR scan keep a candidate from being released. Every state of a scan that is not a completed
 * one keeps it too: failed, unsupported, still pending when the time is over; and so do findings that cannot be read whole.
 *
 * @example
 * ScanGate.blockAtOrAbove(Severity.HIGH, {
 *   enhanced: true,
 *   onlyFixable: true,
 *   reason: 'what has no fix is tracked by the security team',
 *   limits: { medium: 20 },
 *   exceptions: [VulnerabilityException.of({ id: 'CVE-2024-3094', reason: 'liblzma is never loaded', expires: '2027-01-31' })],
 * });
 */
export class ScanGate {
  /**
   * Findings of this severity and worse ones block.
   *
   * @param severity `HIGH` is the default of a golden image; `CRITICAL` alone is weaker and needs a reason, else it is
   * the error `MissingReason`
   * @param options what is let through all the same, how long to wait, and the reason
   */
  public static blockAtOrAbove(severity: Severity, options: ScanGateOptions = {}): ScanGate {
    const where = 'ScanGate.blockAtOrAbove';
    checkOneOf('InvalidSeverity', 'severity', SEVERITIES, severity, where);
    const given = checkShape(SHAPE, options, 'options', where);
    if (given.reason !== undefined) checkText(REASON, given.reason, where);
    if (given.timeoutMinutes !== undefined) checkInteger(TIMEOUT, given.timeoutMinutes, where);
    if (given.graceDays !== undefined) checkInteger(GRACE, given.graceDays, where);
    const exceptions = given.exceptions ?? [];
    checkLength(EXCEPTIONS, exceptions, where);
    refuseDuplicates(DUPLICATE, exceptions.map(({ _subject }) => _subject), where);
    const gate = new ScanGate(limitsOf(severity, given.limits, where), given);
    if (gate.reason === undefined && gate._concessions.length > 0) {
      throw new GoldenImageError('MissingReason', {
        where,
        problem: `a gate that lets ${gate._concessions[0]} through is weaker than the default`,
        given: options,
        expected: 'a reason, or Severity.HIGH or lower without limits of CRITICAL and HIGH, onlyFixable and graceDays',
        remedy: "add { reason: '…' }",
      });
    }
    return gate;
  }

  /** How long the release waits for the scan to complete, in minutes. */
  public readonly timeoutMinutes: number;
  /** Why the gate is weaker than the default; undefined where no reason was given. */
  public readonly reason?: string;
  /** Whether only findings block that have a fix. */
  public readonly onlyFixable: boolean;
  /** For how many days after it was published a vulnerability does not block. */
  public readonly graceDays: number;
  /** Whether the findings are those of Amazon Inspector. */
  public readonly enhanced: boolean;
  private readonly excepted: readonly VulnerabilityException[];

  private constructor(
    /**
     * How many findings of each severity that blocks are let through, worst first.
     *
     * @internal
     */
    public readonly _limits: ReadonlyMap<Severity, number>,
    { timeoutMinutes = 15, reason, onlyFixable = false, graceDays = 0, exceptions = [], enhanced = false }: ScanGateOptions,
  ) {
    this.timeoutMinutes = timeoutMinutes;
    if (reason !== undefined) this.reason = reason;
    this.onlyFixable = onlyFixable;
    this.graceDays = graceDays;
    this.excepted = Object.freeze([...exceptions]);
    this.enhanced = enhanced;
  }

  /** The severities that block, worst first, also those of which some are let through. */
  public get blockedSeverities(): Severity[] {
    return [...this._limits.keys()];
  }

  /** Findings that do not block. */
  public get exceptions(): VulnerabilityException[] {
    return [...this.excepted];
  }

  /** Where the gate is weaker than the default, each with the reason. */
  public get weakenings(): string[] {
    return [
      ...this._concessions.map((what) => `lets ${what} through: ${this.reason}`),
      ...this.excepted.map(({ _subject, expires, reason }) => `lets ${_subject} through until ${expires}: ${reason}`),
    ];
  }

  /**
   * What the default would not let through, but for exceptions.
   *
   * @internal
   */
  public get _concessions(): readonly string[] {
    const some = [Severity.CRITICAL, Severity.HIGH].filter((severity) => this._limits.get(severity) !== 0);
    return [
      ...some.map((severity) => (this._limits.has(severity) ? `up to ${this._limits.get(severity)} ${severity} findings` : `${severity} findings`)),
      ...(this.onlyFixable ? ['findings without a fix'] : []),
      ...(this.graceDays > 0 ? [`findings of the last ${this.graceDays} days`] : []),
    ];
  }
}

function limitsOf(blockedFrom: Severity, options: ScanLimits | undefined, where: string): ReadonlyMap<Severity, number> {
  const limits = checkShape(LIMITS_SHAPE, options, 'limits', where);
  const blocked = SEVERITIES.slice(0, SEVERITIES.indexOf(blockedFrom) + 1);
  return new Map(
    SEVERITIES.flatMap((severity) => {
      const limit = limits[LIMIT_OF[severity]];
      if (limit === undefined) return blocked.includes(severity) ? [[severity, 0]] : [];
      return [[severity, checkInteger(LIMIT, limit, where)]];
    }),
  );
}
