import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';
import { shownName, upstreamsOf } from '../subject-bases';

export const NO_LATEST: RuleDefinition = {
  id: 'no-latest',
  title: 'No image is named by `latest`, neither one that is built on nor the golden image itself.',
  why: '`latest` tells no release: nobody can say from it until when the image is supported, and the next digest may be of another major release.',
  sources: ['https://docs.docker.com/build/building/best-practices/#pin-base-image-versions', 'https://github.com/hadolint/hadolint/wiki/DL3007'],
  remedy: 'name the release, such as "12-slim"',
  options: '`ImageRule.noLatest()`',
};

/** Such as `latest` or `latest-dev`. */
function isLatest(tag: string): boolean {
  return tag === 'latest' || tag.startsWith('latest-');
}

export function checkNoLatest(subject: PolicySubject): readonly Problem[] {
  const { version } = subject.spec;
  return [
    ...upstreamsOf(subject).flatMap(({ what, source }) => (isLatest(source.tag) ? [fail(`${what} is ${shownName(source)}`)] : [])),
    ...(isLatest(version) ? [fail(`the version is ${version}`)] : []),
  ];
}
