import { checkText } from '../../core/check';
import { GoldenImageError } from '../../core/error';
import { parseJson } from '../../core/parse-json';
import { MAX_CHARACTERS, MAX_RULES, MIN_CHARACTERS } from './policy-document';
import { PrioritizedRule, ruleName, selectSame } from './policy-rule';
import { Fields, readRule } from './read-rule';

/**
 * Reads a policy by ECR's rules for its text. What ECR accepts is accepted, even where a rule of it never acts.
 *
 * Source: Amazon ECR user guide, "Lifecycle policy properties" and "Lifecycle policy evaluation rules".
 */
export function readPolicy(text: string, where: string): readonly PrioritizedRule[] {
  const fields = new Fields(parse(text, where), 'the policy', where);
  fields.allow(['rules']);
  const list = fields.value('rules');
  fields.check(Array.isArray(list) && list.length >= 1 && list.length <= MAX_RULES, `rules: a list of 1 to ${MAX_RULES} rules`);
  const rules = (list as unknown[]).map((rule, index) => readRule(new Fields(rule, `the rule at index ${index}`, where)));
  rules.sort((a, b) => a.priority - b.priority);
  rules.forEach((rule, index) => checkAmong(rule, rules.slice(0, index), fields));
  return Object.freeze(rules);
}

function parse(text: string, where: string): unknown {
  const expected = `the JSON of a lifecycle policy, ${MIN_CHARACTERS} to ${MAX_CHARACTERS} characters`;
  const remedy = 'give what `aws ecr get-lifecycle-policy --query lifecyclePolicyText --output text` prints';
  const checked = checkText(
    { code: 'InvalidLifecyclePolicy', noun: 'lifecycle policy', pattern: new RegExp(`^[^]{${MIN_CHARACTERS},}$`), maxLength: MAX_CHARACTERS, expected, remedy },
    text,
    where,
  );
  const policy = parseJson(checked);
  if (policy !== undefined) return policy;
  throw new GoldenImageError('InvalidLifecyclePolicy', { where, problem: 'this is not JSON', given: text, expected, remedy });
}

/** What is asked of a rule among those of smaller priority. */
function checkAmong(rule: PrioritizedRule, earlier: readonly PrioritizedRule[], policy: Fields): void {
  const sameClass = earlier.filter((other) => other.storageClass === rule.storageClass);
  const before = (test: (other: PrioritizedRule) => boolean): string => sameClass.filter(test).map(ruleName).join(', ');
  const samePriority = earlier.filter((other) => other.priority === rule.priority).map((other) => other.description);
  policy.check(samePriority.length === 0, `a rulePriority of its own for each rule, not ${rule.priority} for both "${samePriority[0]}" and "${rule.description}"`);
  const any = before((other) => other.tagStatus === 'any');
  policy.check(any === '', `the rule with tagStatus any last; ${ruleName(rule)} comes after ${any}`);
  const untagged = before((other) => rule.tagStatus === 'untagged' && other.tagStatus === 'untagged');
  policy.check(untagged === '', `one rule for untagged images of a storage class; there are ${untagged} and ${ruleName(rule)}`);
  const same = before((other) => selectSame(other, rule));
  policy.check(same === '', `other tags for each rule of a storage class; ${same} and ${ruleName(rule)} select the same`);
}
