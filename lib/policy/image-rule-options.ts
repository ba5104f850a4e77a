import { FindingSeverity } from './finding';

/** How severe the findings of a rule are. */
export interface RuleOptions {
  /**
   * How severe a failure is.
   *
   * @default FindingSeverity.ERROR
   */
  readonly severity?: FindingSeverity;
  /**
   * How severe it is that the rule cannot tell, because nobody said or because it is only known when Terraform runs.
   *
   * @default - as severe as a failure
   */
  readonly unknownSeverity?: FindingSeverity;
}

/** How a base must be supported. */
export interface SupportedBaseRuleOptions extends RuleOptions {
  /**
   * Days before the end of standard support in which it is announced by a warning, 0 to 3650; anything else is the error
   * `InvalidWarnDays`.
   *
   * @default 90
   */
  readonly warnDays?: number;
  /**
   * Whether extended support, such as Debian LTS, is a warning and no failure. Some of it wants to be paid or enabled.
   *
   * @default false
   */
  readonly acceptExtended?: boolean;
}

/** What a scan gate must be. */
export interface ScanGateRuleOptions extends RuleOptions {
  /**
   * Whether a gate that is weaker than the default, with a reason, passes.
   *
   * @default false
   */
  readonly acceptWeakened?: boolean;
}
