import { byText } from '../../core/by-text';
import { GoldenImageError } from '../../core/error';
import { keepsAll, PolicyRule, PrioritizedRule, RuleSelection, ruleName, selectsAllOf, TagStatus } from './policy-rule';
import { commonTag } from './tag-pattern';

const STATUS_ORDER: readonly TagStatus[] = ['tagged', 'untagged', 'any'];

/**
 * Gives each rule its priority, from what the rules say and not from the order they were written in: what protects comes
 * first, then the tag families, a part of a family before the whole of it, then untagged images, then the rest. Families
 * of which none is part of the other follow each other in the order of their patterns.
 *
 * Source: Amazon ECR user guide, "Lifecycle policy evaluation rules": a rule that selects any image is evaluated last,
 * and a class of storage has at most one for untagged images.
 */
export function arrangeRules(rules: readonly PolicyRule[], where: string): readonly PrioritizedRule[] {
  const waiting = [...rules].sort(byText(sortKey));
  const arranged: PrioritizedRule[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((rule) => waiting.every((other) => !mustPrecede(other, rule)));
    const [rule] = waiting.splice(next, 1);
    arranged.push(Object.freeze({ ...rule!, priority: arranged.length + 1 }));
  }
  refuseUseless(arranged, where);
  refuseAmbiguous(arranged, where);
  return Object.freeze(arranged);
}

/** The same for two rules only where they contradict each other. */
function sortKey(rule: PolicyRule): string {
  return [keepsAll(rule) ? 0 : 1, STATUS_ORDER.indexOf(rule.tagStatus), rule.storageClass === 'standard' ? 0 : 1, ...rule.patterns].join(' ');
}

/**
 * Whether a rule must come before another one: of two that act, the one about a part of what the other is about; of two
 * that keep all, the one about the whole, so that the other is seen to be useless.
 */
function mustPrecede(first: PolicyRule, second: PolicyRule): boolean {
  if (first.storageClass !== second.storageClass || keepsAll(first) !== keepsAll(second)) return false;
  const [part, whole] = keepsAll(first) ? [second, first] : [first, second];
  return selectsAllOf(whole, part) && !selectsAllOf(part, whole);
}

/** Refuses rules about the same images, and a rule that is left no image by earlier ones. */
function refuseUseless(rules: readonly PrioritizedRule[], where: string): void {
  rules.forEach((rule, index) => {
    const earlier = rules.slice(0, index).filter((other) => other.storageClass === rule.storageClass);
    const covering = earlier.find((other) => selectsAllOf(other, rule));
    if (covering !== undefined) throw selectsAllOf(rule, covering) ? contradiction(covering, rule, where) : unreachable([covering], rule, where);
    // Where none covers it alone, two that leave no image can only be followed by a rule for any image.
    const everyTag = earlier.find((other) => selectsAllOf(other, { tagStatus: 'tagged', patterns: ['*'] }));
    const untagged = earlier.find((other) => other.tagStatus === 'untagged');
    if (everyTag !== undefined && untagged !== undefined) throw unreachable([everyTag, untagged], rule, where);
  });
}

/**
 * Refuses two families that share tags while neither is part of the other: the order of the alphabet would decide what
 * happens to an image with such a tag. A rule for what they share settles it, and so does one that acts alike.
 */
function refuseAmbiguous(rules: readonly PrioritizedRule[], where: string): void {
  for (const rule of rules) {
    for (const other of rules) {
      if (keepsAll(other) || actAlike(rule, other)) continue;
      const tag = sharedTag(rule, other);
      const both: RuleSelection = { tagStatus: 'tagged', patterns: [...rule.patterns, ...other.patterns] };
      const decisive = rules.find((one) => one.storageClass === rule.storageClass && selectsAllOf(one, both));
      if (tag !== undefined && decisive === other) throw ambiguity(other, rule, tag, where);
    }
  }
}

/** A tag that makes an image one of both families; only looked for where each is a single pattern. */
function sharedTag(one: PolicyRule, other: PolicyRule): string | undefined {
  const [pattern, otherPattern] = [one.patterns[0], other.patterns[0]];
  if (one.patterns.length !== 1 || other.patterns.length !== 1 || selectsAllOf(one, other) || selectsAllOf(other, one)) return undefined;
  return commonTag(pattern!, otherPattern!);
}

/**
 * Two rules of the same age do the same to an image: what an age is counted from tells an intent's action as well. Two counts
 * never do: each counts its own images.
 */
function actAlike(one: PolicyRule, other: PolicyRule): boolean {
  return one.countType !== 'imageCountMoreThan' && one.countType === other.countType && one.countNumber === other.countNumber;
}

function contradiction(one: PrioritizedRule, other: PrioritizedRule, where: string): GoldenImageError {
  return new GoldenImageError('ContradictoryLifecycleRules', {
    where,
    problem: `two rules select the same images: "${one.description}" and "${other.description}"`,
    given: [one.description, other.description],
    expected: 'one rule for the same images: ECR applies only the first that selects an image',
    remedy: 'keep the one that is meant',
  });
}

function unreachable(earlier: readonly PrioritizedRule[], rule: PrioritizedRule, where: string): GoldenImageError {
  const names = earlier.map((one) => `"${one.description}"`).join(' and ');
  return new GoldenImageError('UnreachableLifecycleRule', {
    where,
    problem: `"${rule.description}" never acts: every image that it selects is selected before by ${names}`,
    given: rule.description,
    expected: 'rules that are each left some image by the earlier ones',
    remedy: `remove "${rule.description}", or narrow what ${names} selects`,
  });
}

function ambiguity(one: PrioritizedRule, other: PrioritizedRule, tag: string, where: string): GoldenImageError {
  return new GoldenImageError('AmbiguousLifecycleRules', {
    where,
    problem: `"${one.description}" and "${other.description}" both select an image tagged ${tag}`,
    given: [ruleName(one), ruleName(other)],
    expected: 'tag families that share no tag, or of which one is a part of the other',
    remedy: `add a rule with LifecycleSelection.taggedWithAll(${JSON.stringify([...one.patterns, ...other.patterns])}), or protect these tags`,
  });
}
