import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';

export const NON_ROOT: RuleDefinition = {
  id: 'non-root',
  title: 'Containers do not run as root.',
  why: 'A process that breaks out of its container is then root on the host too, unless user namespaces are used.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted', 'https://www.cisecurity.org/benchmark/docker (4.1)'],
  remedy: 'leave user out, or use ImageUser.of; what needs root can often be done at build time',
  options: '`ImageRule.nonRoot()`',
};

export function checkNonRoot({ spec: { user } }: PolicySubject): readonly Problem[] {
  return user.userId === 0 ? [fail(`containers run as root: ${user.rootReason}`)] : [];
}
