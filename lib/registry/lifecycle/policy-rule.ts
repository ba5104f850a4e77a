import { matchesTag } from './tag-pattern';

/** Whether an image has tags; `any` selects it either way. */
export type TagStatus = 'tagged' | 'untagged' | 'any';
/** Where an image lies. A rule selects images of one class alone. */
export type StorageClass = 'standard' | 'archive';
/** What a rule counts: images, or days since something. */
export type CountType = 'imageCountMoreThan' | 'sinceImagePushed' | 'sinceImagePulled' | 'sinceImageTransitioned';
/** What happens to an image: it is deleted, or moved to the archive. */
export type ActionType = 'expire' | 'transition';

/**
 * Which images a rule selects. `patterns` is empty unless `tagStatus` is `tagged`; then the image has, for each pattern,
 * a tag that it matches.
 */
export interface RuleSelection {
  readonly tagStatus: TagStatus;
  readonly patterns: readonly string[];
}

/** A rule in ECR's own terms. */
export interface PolicyRule extends RuleSelection {
  /** The prefixes that the patterns were written as, in a policy that was read. */
  readonly prefixes?: readonly string[];
  /** Empty where a policy that was read has none. */
  readonly description: string;
  readonly storageClass: StorageClass;
  readonly countType: CountType;
  readonly countNumber: number;
  readonly action: ActionType;
}

/** A rule at its place: the smaller number comes first. */
export interface PrioritizedRule extends PolicyRule {
  readonly priority: number;
}

/**
 * A count that no repository reaches, so that a rule with it keeps every image it selects. The quota is 100,000 images a
 * repository and can be raised (Amazon ECR user guide, "Amazon ECR service quotas").
 */
export const COUNT_THAT_KEEPS_ALL = 999_999;
/** The same for images in the archive, which no count rule selects: days of a hundred years. */
export const DAYS_THAT_KEEP_ALL = 36_500;

/** Whether a rule keeps all that it selects, for ever. */
export function keepsAll(rule: PolicyRule): boolean {
  return rule.countNumber >= (rule.countType === 'imageCountMoreThan' ? COUNT_THAT_KEEPS_ALL : DAYS_THAT_KEEP_ALL);
}

/** Whether a selection takes an image with these tags; `any` has no pattern that they could miss. */
export function selectsTags(selection: RuleSelection, tags: readonly string[]): boolean {
  if (selection.tagStatus === 'untagged') return tags.length === 0;
  return selection.patterns.every((pattern) => tags.some((tag) => matchesTag(pattern, tag)));
}

/**
 * Whether every image that `other` selects is selected by `selection` as well. Exact for one pair: where some pattern
 * here includes none of the patterns there, an image exists that has for each of those a tag this one does not match.
 */
export function selectsAllOf(selection: RuleSelection, other: RuleSelection): boolean {
  if (selection.tagStatus === 'any') return true;
  if (selection.tagStatus !== other.tagStatus) return false;
  return selection.patterns.every((pattern) => other.patterns.some((narrower) => matchesTag(pattern, narrower)));
}

/**
 * Whether two rules select the same images. ECR takes no policy with two of them (Amazon ECR user guide, "Lifecycle policy
 * evaluation rules": "The set of rules must contain a unique set of tag prefixes").
 */
export function selectSame(one: PolicyRule, other: PolicyRule): boolean {
  return one.storageClass === other.storageClass && selectsAllOf(one, other) && selectsAllOf(other, one);
}

/** How a rule is called in errors and results, such as `rule 2 (keep the last 20 images tagged rc-*)`. */
export function ruleName(rule: PrioritizedRule): string {
  return rule.description === '' ? `rule ${rule.priority}` : `rule ${rule.priority} (${rule.description})`;
}
