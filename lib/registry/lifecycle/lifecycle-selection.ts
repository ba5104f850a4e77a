import { checkPresent, checkText } from '../../core/check';
import { GoldenImageError } from '../../core/error';
import { LIST } from '../../core/shape';
import { RuleSelection, TagStatus } from './policy-rule';
import { TAG_PATTERN } from './tag-pattern';

/**
 * Which images a lifecycle rule is about.
 *
 * Source: Amazon ECR user guide, "Lifecycle policy properties", tagStatus and tagPatternList.
 *
 * @example
 * LifecycleSelection.tagged('rc-*');
 * LifecycleSelection.untagged();
 */
export class LifecycleSelection {
  /**
   * Images with a tag of a family. Each family takes a rule of its own.
   *
   * @param pattern a tag in which at most four `*` stand for any characters, such as `rc-*`; anything else is the error
   * `InvalidTagPattern`
   */
  public static tagged(pattern: string): LifecycleSelection {
    return new LifecycleSelection('tagged', [checkText(TAG_PATTERN, pattern, 'LifecycleSelection.tagged')]);
  }

  /**
   * Images that are in all of several tag families at once: for each pattern, the image has a tag that it matches.
   *
   * @param patterns one or more patterns, as `tagged` takes them; the order is no difference. None is the error
   * `InvalidTagPattern`.
   */
  public static taggedWithAll(patterns: string[]): LifecycleSelection {
    const where = 'LifecycleSelection.taggedWithAll';
    LIST('patterns', checkPresent(patterns, 'patterns', where), where);
    const checked = [...new Set(patterns.map((pattern) => checkText(TAG_PATTERN, pattern, where)))].sort();
    if (checked.length > 0) return new LifecycleSelection('tagged', checked);
    throw new GoldenImageError('InvalidTagPattern', {
      where,
      problem: 'there is no pattern',
      given: patterns,
      expected: 'at least one tag pattern',
      remedy: 'name a tag family, or select with LifecycleSelection.rest()',
    });
  }

  /** Images without any tag: what lost its tag, or the rest of an interrupted copy. */
  public static untagged(): LifecycleSelection {
    return new LifecycleSelection('untagged', []);
  }

  /** Every image that no other rule of the policy selects, tagged or not. */
  public static rest(): LifecycleSelection {
    return new LifecycleSelection('any', []);
  }

  /** @internal */
  public readonly _rule: RuleSelection;

  private constructor(tagStatus: TagStatus, patterns: readonly string[]) {
    this._rule = Object.freeze({ tagStatus, patterns: Object.freeze(patterns) });
  }

  /** @internal */
  public get _words(): string {
    if (this._rule.tagStatus === 'any') return 'other images';
    return this._rule.tagStatus === 'untagged' ? 'untagged images' : `images tagged ${this._rule.patterns.join(' and ')}`;
  }
}
