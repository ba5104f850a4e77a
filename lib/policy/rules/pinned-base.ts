import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';
import { shownName, upstreamsOf } from '../subject-bases';

export const PINNED_BASE: RuleDefinition = {
  id: 'pinned-base',
  title: 'Every upstream image is pinned by its digest.',
  why: 'What a tag names changes without a change of the declaration: two builds differ, and nobody reviewed the difference.',
  sources: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions'],
  remedy: 'give the digest, and let a pull request raise it',
  options: '`ImageRule.pinnedBase()`',
};

export function checkPinnedBase(subject: PolicySubject): readonly Problem[] {
  return upstreamsOf(subject).flatMap(({ what, source }) =>
    source.digest === undefined ? [fail(`${what}, ${shownName(source)}, is tracked: ${source.trackingReason}`)] : [],
  );
}
