import { ImageProvenance } from '../../base-image/image-provenance';
import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition, unknown } from '../rule-definition';
import { originOf, shownName, shownOrigin, upstreamsOf } from '../subject-bases';

export const TRUSTED_PUBLISHER: RuleDefinition = {
  id: 'trusted-publisher',
  title: 'The image and its stages are built on images of official or verified publishers, or of the organisation itself.',
  why: 'Nobody answers for the updates of a community image, and nobody has to say when they end.',
  sources: ['https://docs.docker.com/docker-hub/image-library/trusted-content/'],
  remedy: 'build on an official or a verified image, or build that software in an image of your own',
  options: '`ImageRule.trustedPublisher()`',
};

export function checkTrustedPublisher(subject: PolicySubject): readonly Problem[] {
  return upstreamsOf(subject).flatMap(({ what, source }) => {
    if (source.facts.provenance === ImageProvenance.COMMUNITY) return [fail(`${what}, ${shownName(source)}, is published by a community`)];
    return originOf(source) === source.name ? [] : [unknown(`${what}, ${shownName(source)}, is tracked, and whoever runs ${shownOrigin(source)} decides what it is`)];
  });
}
