import type { Fault } from './fault';
import { KILLED_AFTER, KILLED_BEFORE } from './in-front';

function killed(when: 'before' | 'after', step: string, at: string, leaves: Fault['leaves'], sharesCleanRun = false): Fault {
  return { name: `${when} ${step}`, call: { at, does: when === 'before' ? KILLED_BEFORE : KILLED_AFTER }, ends: 'killed', leaves, sharesCleanRun };
}

/** Steps of build.sh, in their order. */
export const BUILD_KILLS: readonly Fault[] = [
  killed('before', 'it downloads crane', '^curl .*crane', 'nothing'),
  killed('before', 'it looks up its base', '^crane digest', 'nothing'),
  killed('before', 'it reads what was released last', '^aws ssm get-parameters', 'nothing'),
  killed('before', 'it downloads the tool of the tests', '^curl .*container-structure-test', 'nothing'),
  killed('before', 'it asks for a token', '^aws ecr get-login-password', 'nothing'),
  killed('after', 'it logged in', '^docker login', 'nothing'),
  killed('before', 'it builds', '^docker build', 'nothing'),
  killed('after', 'it built', '^docker build', 'nothing'),
  killed('after', 'it made a container of the image, to look through its files', '^docker create', 'nothing'),
  killed('before', 'it pushes', '^docker push', 'nothing'),
  killed('after', 'it pushed', '^docker push', 'a candidate'),
];

/** Steps of release.sh, in their order. */
export const RELEASE_KILLS: readonly Fault[] = [
  killed('before', 'it looks up the candidate', '^aws ecr describe-images .*golden-candidates/', 'nothing'),
  killed('before', 'it downloads crane', '^curl .*crane', 'nothing'),
  killed('before', 'it asks for a token', '^aws ecr get-login-password', 'nothing'),
  killed('before', "it reads the candidate's labels", '^crane config', 'nothing'),
  killed('before', 'it looks up its tag', '^aws ecr describe-images .*golden/', 'nothing'),
  killed('before', 'it asks for the findings', '^aws ecr describe-image-scan-findings', 'nothing'),
  killed('after', 'it read the findings', '^aws ecr describe-image-scan-findings', 'nothing'),
  killed('before', 'it copies', '^crane copy', 'nothing'),
  killed('after', 'it copied', '^crane copy', 'a copy', true),
  killed('before', 'it lists the packages', '^syft scan', 'a copy'),
  killed('after', 'it attached the list of packages', '^cosign attest .*spdxjson', 'a copy'),
  killed('after', 'it attached the provenance', '^cosign attest .*slsaprovenance1', 'a copy'),
  killed('after', 'it signed', '^cosign sign', 'a copy'),
  killed('after', 'it gave the tag', '^aws ecr put-image', 'a tag', true),
  killed('before', 'it reads the channel', '^aws ssm get-parameter .*/channels/', 'a tag', true),
  killed('before', 'it compares the ages of candidates', '^aws ecr describe-images .*sort_by', 'a tag', true),
  killed('before', 'it moves the channel', '^aws ssm put-parameter .*/channels/', 'a tag'),
  killed('after', 'it moved the channel', '^aws ssm put-parameter .*/channels/', 'a release', true),
  killed('before', 'it tells of it', '^aws events put-events', 'a release'),
  killed('after', 'it told of it', '^aws events put-events', 'a release'),
  killed('after', 'it wrote down what it released', '^aws ssm put-parameter .*/last-release/', 'a release'),
];
