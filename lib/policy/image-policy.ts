import { checkPresent, checkText } from '../core/check';
import { checkDay } from '../core/day';
import { GoldenImageError } from '../core/error';
import { POLICY_NAME } from '../core/grammar';
import { BY_RULE, checkShape, instanceOf, listOf, Shape } from '../core/shape';
import { FindingSeverity } from './finding';
import { ImageRule } from './image-rule';

/** The day that a policy goes by. */
export interface PolicyDayOptions {
  /**
   * Day, `YYYY-MM-DD` in UTC, that rules about dates and exemptions go by; anything else is the error `InvalidDate`. A
   * synthesis is the same on every day only where it is given.
   *
   * @default - the day of the synthesis
   */
  readonly asOf?: string;
}

/** A policy of one's own. */
export interface ImagePolicyOptions extends PolicyDayOptions {
  /** What its findings call it: 1 to 64 lower-case letters and digits in groups joined by single hyphens. */
  readonly name: string;
  /** Its rules; at least one. */
  readonly rules: ImageRule[];
}

const DAY_SHAPE: Shape<PolicyDayOptions> = { asOf: BY_RULE };
const SHAPE: Shape<ImagePolicyOptions> = { ...DAY_SHAPE, name: BY_RULE, rules: listOf(instanceOf(ImageRule)) };

const { WARNING } = FindingSeverity;
const UNKNOWN_WARNS = { unknownSeverity: WARNING };

/**
 * Rules over declarations of golden images. Policies of several scopes add up: none is weaker for another.
 *
 * @example
 * ImagePolicies.of(stack).add(
 *   ImagePolicy.baseline(),
 *   ImagePolicy.of({ name: 'payments', rules: [ImageRule.approvedBases(['docker.io/library/debian'])] }),
 * );
 */
export class ImagePolicy {
  /**
   * What is wrong for everybody is an error; what may have its reasons, and what cannot be told, is a warning. It governs
   * every image, whatever is added.
   */
  public static baseline(options: PolicyDayOptions = {}): ImagePolicy {
    const where = 'ImagePolicy.baseline';
    const { asOf } = checkShape(DAY_SHAPE, options, 'options', where);
    const rules = [
      ImageRule.trustedPublisher({ severity: WARNING }),
      ImageRule.pinnedBase({ severity: WARNING }),
      ImageRule.supportedBase({ acceptExtended: true, ...UNKNOWN_WARNS }),
      ImageRule.noLatest({ severity: WARNING }),
      ImageRule.noDebugInProduction(),
      ImageRule.nonRoot({ severity: WARNING }),
      ImageRule.noSecrets(UNKNOWN_WARNS),
      ImageRule.muslCompatibility(),
      ImageRule.platforms([], UNKNOWN_WARNS),
      ImageRule.ownerAndRationale({ severity: WARNING }),
      ImageRule.testsDeclared({ severity: WARNING }),
      ImageRule.migrationGuide({ severity: WARNING }),
    ];
    return new ImagePolicy('baseline', rules, asOf, where, true);
  }

  /** All of baseline as errors, and what a mature platform declares besides. What cannot be told is an error too. */
  public static strict(options: PolicyDayOptions = {}): ImagePolicy {
    const where = 'ImagePolicy.strict';
    const { asOf } = checkShape(DAY_SHAPE, options, 'options', where);
    const rules = [
      ImageRule.trustedPublisher(),
      ImageRule.pinnedBase(),
      ImageRule.supportedBase(),
      ImageRule.noLatest(),
      ImageRule.noDebugInProduction(),
      ImageRule.nonRoot(),
      ImageRule.noSecrets(),
      ImageRule.muslCompatibility(),
      ImageRule.platforms(),
      ImageRule.ownerAndRationale(),
      ImageRule.sizeBudget(),
      ImageRule.testsDeclared(),
      ImageRule.scanGateDeclared(),
      ImageRule.migrationGuide(),
    ];
    return new ImagePolicy('strict', rules, asOf, where, true);
  }

  /**
   * A policy of one's own. A wrong name is the error `InvalidPolicyName`, a policy without rules `EmptyPolicy`.
   *
   * @param options its name and rules, which may be those of another policy and more
   */
  public static of(options: ImagePolicyOptions): ImagePolicy {
    const where = 'ImagePolicy.of';
    const { name, rules: given, asOf } = checkShape(SHAPE, options, 'options', where);
    const rules = checkPresent(given, 'rules', where);
    if (rules.length === 0) {
      throw new GoldenImageError('EmptyPolicy', {
        where,
        problem: 'a policy without rules passes every image',
        given: rules,
        expected: 'at least one rule',
        remedy: 'add rules, such as those of ImagePolicy.baseline().rules',
      });
    }
    return new ImagePolicy(checkText(POLICY_NAME, checkPresent(name, 'name', where), where), rules, asOf, where);
  }

  /** What its findings call it. */
  public readonly name: string;
  /** Day, `YYYY-MM-DD` in UTC, that it goes by; undefined where that is the day of the synthesis. */
  public readonly asOf?: string;
  /** @internal */
  public readonly _rules: readonly ImageRule[];

  private constructor(
    name: string,
    rules: readonly ImageRule[],
    asOf: string | undefined,
    where: string,
    /**
     * Whether it asks all that baseline asks.
     *
     * @internal
     */
    public readonly _holdsBaseline = false,
  ) {
    this.name = name;
    this._rules = Object.freeze([...rules]);
    if (asOf !== undefined) this.asOf = checkDay(asOf, where);
  }

  /** Its rules. */
  public get rules(): ImageRule[] {
    return [...this._rules];
  }
}
