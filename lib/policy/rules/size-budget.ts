import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';

export const SIZE_BUDGET: RuleDefinition = {
  id: 'size-budget',
  title: 'The image has a size budget.',
  why: 'Images grow by what nobody noticed. A candidate over its budget is not pushed, so that growth is a change of the declaration.',
  sources: ['https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages'],
  remedy: 'set maxSizeMegabytes, somewhat above the size that the image has',
  options: '`ImageRule.sizeBudget()`',
};

export function checkSizeBudget({ spec: { maxSizeMegabytes } }: PolicySubject): readonly Problem[] {
  return maxSizeMegabytes === undefined ? [fail('no size budget is declared')] : [];
}
