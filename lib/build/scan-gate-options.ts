import { VulnerabilityException } from './vulnerability-exception';

/** How many findings of each severity are let through; more of them block, all of that severity. */
export interface ScanLimits {
  /**
   * Findings of severity CRITICAL, 0 to 10000. More than 0 is weaker than the default and needs a reason.
   *
   * @default 0
   */
  readonly critical?: number;
  /**
   * Findings of severity HIGH, 0 to 10000. More than 0 is weaker than the default and needs a reason.
   *
   * @default - 0 where the gate blocks HIGH, else any number
   */
  readonly high?: number;
  /**
   * Findings of severity MEDIUM, 0 to 10000.
   *
   * @default - 0 where the gate blocks MEDIUM, else any number
   */
  readonly medium?: number;
  /**
   * Findings of severity LOW, 0 to 10000.
   *
   * @default - 0 where the gate blocks LOW, else any number
   */
  readonly low?: number;
}

/** How a scan gate decides. */
export interface ScanGateOptions {
  /**
   * How long the release waits for the scan to complete, in minutes, 1 to 120. After that the release is refused.
   *
   * @default 15
   */
  readonly timeoutMinutes?: number;
  /**
   * Why the gate is weaker than the default: with `Severity.CRITICAL`, limits above 0 for CRITICAL or HIGH, `onlyFixable`
   * or `graceDays`, each of which is the error `MissingReason` without one. It is shown in the release project's environment
   * and log; one line of at most 500 printable characters, without `${` and `%{`.
   *
   * @default - none
   */
  readonly reason?: string;
  /**
   * How many findings of a severity are let through, after exceptions, `onlyFixable` and `graceDays`.
   *
   * @default - none of those that block
   */
  readonly limits?: ScanLimits;
  /**
   * Whether only findings block that have a fix, also where it is one for some of the packages. Only findings of enhanced
   * scanning say so: where it is not said, a finding blocks.
   *
   * @default false
   */
  readonly onlyFixable?: boolean;
  /**
   * For how many days after its vendor published it a vulnerability does not block, 1 to 90. Only findings of enhanced
   * scanning say when that was: where it is not said, a finding blocks.
   *
   * @default - it blocks at once
   */
  readonly graceDays?: number;
  /**
   * Findings that do not block, each with a reason and a last day; at most 50, else the error
   * `InvalidVulnerabilityExceptions`. Two for the same vulnerability and package are the error `DuplicateVulnerabilityException`.
   *
   * @default - none
   */
  readonly exceptions?: VulnerabilityException[];
  /**
   * Whether the registry scans with Amazon Inspector (`RegistryScanning.enhanced()`). The release project may then read
   * Inspector's findings, and refuses a candidate whose findings are not of Inspector.
   *
   * @default false
   */
  readonly enhanced?: boolean;
}
