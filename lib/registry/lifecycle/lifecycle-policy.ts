import { checkPresent } from '../../core/check';
import { GoldenImageError } from '../../core/error';
import { instanceOf, listOf } from '../../core/shape';
import { arrangeRules } from './arrange-rules';
import { assertChannelsSurvive, ReleaseChannel } from './channels-survive';
import { checkImages } from './check-images';
import { ImageFate, LifecycleImage } from './lifecycle-image';
import { LifecycleRule } from './lifecycle-rule';
import { LifecycleSelection } from './lifecycle-selection';
import { MAX_CHARACTERS, MAX_RULES, policyDocument } from './policy-document';
import { keepsAll, PolicyRule, PrioritizedRule, ruleName, selectSame } from './policy-rule';
import { readPolicy } from './read-policy';
import { Simulation } from './simulation';

const RULES = listOf(instanceOf(LifecycleRule));

/**
 * What happens to the images of a repository as they age.
 *
 * The rules are intents without an order: what protects comes first, then tag families, a part of a family before the
 * whole, then untagged images, then the rest. So the same rules in another order are the same policy.
 *
 * Source: Amazon ECR user guide, "Automate the cleanup of images by using lifecycle policies".
 *
 * @example
 * LifecyclePolicy.of([
 *   LifecycleRule.protectTags('prod-*'),
 *   LifecycleRule.keepLast(20, LifecycleSelection.tagged('rc-*')),
 *   LifecycleRule.expireAfter(14, LifecycleSelection.untagged()),
 * ]);
 */
export class LifecyclePolicy {
  /**
   * For releases. A release is never deleted by age or count: whatever runs on it must be able to start again. Only
   * what lost or never had a tag, such as the rest of an interrupted copy, expires after 14 days.
   */
  public static releases(): LifecyclePolicy {
    return LifecyclePolicy.of([LifecycleRule.expireAfter(14, LifecycleSelection.untagged())]);
  }

  /** For candidates: all of them expire after 14 days. A release is a copy elsewhere. */
  public static candidates(): LifecyclePolicy {
    return LifecyclePolicy.of([LifecycleRule.expireAfter(14, LifecycleSelection.rest())]);
  }

  /**
   * Rules of your own.
   *
   * Two rules about the same images are the error `ContradictoryLifecycleRules`, and a rule that earlier ones leave no
   * image is `UnreachableLifecycleRule`; both name the rules. Tag families that share tags while neither is part of the
   * other are `AmbiguousLifecycleRules`. An image with tags of several families that share none is treated by the rule
   * whose pattern comes first in the alphabet.
   *
   * @param rules 1 to 50 rules that make a text of at most 30720 characters; anything else is the error
   * `InvalidLifecyclePolicy`
   */
  public static of(rules: LifecycleRule[]): LifecyclePolicy {
    const where = 'LifecyclePolicy.of';
    RULES('rules', checkPresent(rules, 'rules', where), where);
    const archiveToo = rules.some((rule) => rule._actsOnArchive);
    return checkSize(new LifecyclePolicy(arrangeRules(rules.flatMap((rule) => rule._rules(archiveToo)), where)), where);
  }

  /**
   * A policy that exists, such as `aws ecr get-lifecycle-policy` answers. Its rules keep their priorities.
   *
   * @param text the policy as JSON; what ECR's documentation does not allow is the error `InvalidLifecyclePolicy`, which
   * says what
   */
  public static fromJson(text: string): LifecyclePolicy {
    return new LifecyclePolicy(readPolicy(text, 'LifecyclePolicy.fromJson'));
  }

  private constructor(
    /** @internal */
    public readonly _rules: readonly PrioritizedRule[],
  ) {}

  /**
   * Tells of each image which rule acts on it and when, if nothing else changes.
   *
   * @param images the images of one repository, in any order
   * @param asOf the time from which on to look; what is no date, here or of an image, is the error `InvalidType`
   * @returns the fates, in the order of the images
   */
  public simulate(images: LifecycleImage[], asOf: Date): ImageFate[] {
    checkImages(images, asOf, 'LifecyclePolicy.simulate');
    return new Simulation(this._rules, images).run(asOf.getTime());
  }

  /** @internal */
  public _render(): string {
    return policyDocument(this._rules);
  }

  /**
   * The same policy behind rules that keep whatever carries one of these tags. A rule of its own that selects just the same
   * and keeps less is the error `ContradictoryLifecycleRules`.
   *
   * @internal
   */
  public _protecting(tags: readonly string[], where: string): LifecyclePolicy {
    const archiveToo = this._rules.some(({ storageClass }) => storageClass === 'archive');
    const protection = tags.flatMap((tag) => LifecycleRule.protectTags(tag)._rules(archiveToo));
    const first = protection.filter((rule) => {
      const same = this._rules.find((own) => selectSame(own, rule));
      if (same !== undefined && !keepsAll(same)) throw unprotected(same, rule, where);
      return same === undefined;
    });
    const rules = [...first, ...this._rules].map((rule, index) => Object.freeze({ ...rule, priority: index + 1 }));
    return checkSize(new LifecyclePolicy(Object.freeze(rules)), where);
  }

  /** @internal */
  public _assertChannelsSurvive(channels: readonly ReleaseChannel[], where: string): void {
    assertChannelsSurvive(this._rules, channels, where);
  }
}

/** Returns a policy that ECR takes. */
function checkSize(policy: LifecyclePolicy, where: string): LifecyclePolicy {
  const { length } = policy._render();
  if (policy._rules.length > 0 && policy._rules.length <= MAX_RULES && length <= MAX_CHARACTERS) return policy;
  throw new GoldenImageError('InvalidLifecyclePolicy', {
    where,
    problem: `ECR takes no policy of ${policy._rules.length} rules and ${length} characters`,
    given: policy._rules.length,
    expected: `1 to ${MAX_RULES} rules, in a text of at most ${MAX_CHARACTERS} characters`,
    remedy: 'write a family of tags as one pattern, such as "rc-*"',
  });
}

function unprotected(rule: PrioritizedRule, protection: PolicyRule, where: string): GoldenImageError {
  return new GoldenImageError('ContradictoryLifecycleRules', {
    where,
    problem: `${ruleName(rule)} selects the same images as what channelTags adds, "${protection.description}"`,
    given: ruleName(rule),
    expected: `no other rule for the tag ${protection.patterns.join()}: ECR takes one rule for the same tags, and the image of a channel is kept`,
    remedy: 'remove the rule, or declare the image without channelTags',
  });
}
