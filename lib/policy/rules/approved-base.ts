import { isUnresolved } from '../../core/token';
import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition, unknown } from '../rule-definition';
import { originOf, upstreamsOf } from '../subject-bases';

export const APPROVED_BASE: RuleDefinition = {
  id: 'approved-base',
  title: 'The image and its stages are built on images that are on the organisation\'s list, or on golden images.',
  why: 'Every further upstream is one more publisher whose mistakes become the organisation\'s own, and one more to patch. A short list is what can be watched.',
  sources: ['https://www.cisecurity.org/benchmark/docker (4.2, "Ensure that containers use only trusted base images")'],
  remedy: 'build on one of the approved images, or have this one approved',
  options: "`ImageRule.approvedBases(['docker.io/library/debian'])`: names without tag; of a tracked image, the name that it is pulled by",
};

/** Names are without tag. */
export function checkApprovedBase(approved: readonly string[]): (subject: PolicySubject) => readonly Problem[] {
  return (subject) =>
    upstreamsOf(subject).flatMap(({ what, source }) => {
      const name = originOf(source);
      if (isUnresolved(name)) return [unknown(`the name of ${what} is only known when Terraform runs`)];
      return approved.includes(name) ? [] : [fail(`${what}, ${name}, is not one of ${approved.join(', ')}`)];
    });
}
