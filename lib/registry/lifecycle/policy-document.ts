import { PrioritizedRule } from './policy-rule';

/** Amazon ECR user guide, "Amazon ECR service quotas", and the API's LifecyclePolicyText: 100 to 30,720 characters, 50 rules. */
export const MIN_CHARACTERS = 100;
export const MAX_CHARACTERS = 30_720;
export const MAX_RULES = 50;

/**
 * The text of a policy, as short as ECR takes it and with its keys in one order. `storageClass` is left out where it is
 * the default.
 */
export function policyDocument(rules: readonly PrioritizedRule[]): string {
  return JSON.stringify({ rules: rules.map(ruleDocument) });
}

function ruleDocument(rule: PrioritizedRule): object {
  const { priority, description, tagStatus, patterns, prefixes, storageClass, countType, countNumber, action } = rule;
  return {
    rulePriority: priority,
    ...(description !== '' && { description }),
    selection: {
      tagStatus,
      ...(tagStatus === 'tagged' && (prefixes ? { tagPrefixList: prefixes } : { tagPatternList: patterns })),
      ...(storageClass === 'archive' && { storageClass }),
      countType,
      ...(countType !== 'imageCountMoreThan' && { countUnit: 'days' }),
      countNumber,
    },
    action: { type: action, ...(action === 'transition' && { targetStorageClass: 'archive' }) },
  };
}
