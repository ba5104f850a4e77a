import { FindingSeverity } from './finding';

/** What is known of a rule besides how it is checked: what its findings, the list of policies and people read. */
export interface RuleDefinition {
  /** Stable: exemptions name it. */
  readonly id: string;
  /** What holds where it passes. */
  readonly title: string;
  /** Why that is asked. */
  readonly why: string;
  /** Addresses of what it stands on. */
  readonly sources: readonly string[];
  /** What to do where it fails. */
  readonly remedy: string;
  /** How it is added to a policy, and what can be told it. */
  readonly options: string;
}

/** Why a rule does not pass. */
export interface Problem {
  /** `unknown` where the rule cannot tell. */
  readonly verdict: 'fail' | 'unknown';
  readonly message: string;
  /** Where it is less severe than the rule. */
  readonly severity?: FindingSeverity.WARNING;
}

export function fail(message: string): Problem {
  return { verdict: 'fail', message };
}

/** A failure that is shown and no more, however severe the rule is. */
export function notice(message: string): Problem {
  return { verdict: 'fail', message, severity: FindingSeverity.WARNING };
}

export function unknown(message: string): Problem {
  return { verdict: 'unknown', message };
}
