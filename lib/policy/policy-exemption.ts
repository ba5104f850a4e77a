import { checkOneOf, checkPresent, checkText } from '../core/check';
import { checkDay } from '../core/day';
import { REASON } from '../core/grammar';
import { BY_RULE, checkShape, Shape } from '../core/shape';
import { RULE_CATALOGUE } from './rule-catalogue';

/** What an image is exempt from, why, and until when. */
export interface PolicyExemptionOptions {
  /** Id of the rule, such as `pinned-base`; any other is the error `UnknownRule`. */
  readonly rule: string;
  /** Why the rule need not hold: one line of at most 500 printable characters, else the error `InvalidReason`. */
  readonly reason: string;
  /** Last day of the exemption, `YYYY-MM-DD` in UTC; anything else is the error `InvalidDate`. */
  readonly expires: string;
}

const SHAPE: Shape<PolicyExemptionOptions> = { rule: BY_RULE, reason: BY_RULE, expires: BY_RULE };
const RULE_IDS = RULE_CATALOGUE.map(({ id }) => id);

/**
 * An exemption of an image from a rule, whatever policy asks it. What is found stays among the findings, with the reason.
 * After its last day the exemption is an error; one that nothing needs is a warning.
 *
 * @example
 * PolicyExemption.of({ rule: 'supported-base', reason: 'Debian LTS until the move to 13', expires: '2027-03-31' });
 */
export class PolicyExemption {
  /** An exemption from one rule. */
  public static of(options: PolicyExemptionOptions): PolicyExemption {
    const where = 'PolicyExemption.of';
    const { rule, reason, expires } = checkShape(SHAPE, options, 'options', where);
    return new PolicyExemption(
      checkOneOf('UnknownRule', 'rule', RULE_IDS, checkPresent(rule, 'rule', where), where),
      checkText(REASON, checkPresent(reason, 'reason', where), where),
      checkDay(checkPresent(expires, 'expires', where), where),
    );
  }

  private constructor(
    /** Id of the rule. */
    public readonly rule: string,
    /** Why the rule need not hold. */
    public readonly reason: string,
    /** Last day of the exemption, `YYYY-MM-DD` in UTC. */
    public readonly expires: string,
  ) {}
}
