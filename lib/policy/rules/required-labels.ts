import { isUnresolved } from '../../core/token';
import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition, unknown } from '../rule-definition';

export const REQUIRED_LABELS: RuleDefinition = {
  id: 'required-labels',
  title: 'The image has the labels that the organisation asks for.',
  why: 'Inventories, cost reports and admission rules read labels, and take an image without one for nobody\'s.',
  sources: ['https://github.com/opencontainers/image-spec/blob/main/annotations.md'],
  remedy: 'add the label to labels',
  options: "`ImageRule.requiredLabels(['com.example.cost-center'])`",
};

export function checkRequiredLabels(required: readonly string[]): (subject: PolicySubject) => readonly Problem[] {
  return ({ spec: { labels } }) =>
    required.flatMap((name) => {
      const label = labels.find((one) => one.name === name);
      if (label === undefined) return [fail(`label ${name} is missing`)];
      if (isUnresolved(label.value)) return [unknown(`label ${name} is only known when Terraform runs`)];
      return label.value.trim() === '' ? [fail(`label ${name} is empty`)] : [];
    });
}
