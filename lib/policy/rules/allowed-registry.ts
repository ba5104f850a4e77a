import { isUnresolved } from '../../core/token';
import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition, unknown } from '../rule-definition';
import { upstreamsOf } from '../subject-bases';

export const ALLOWED_REGISTRY: RuleDefinition = {
  id: 'allowed-registry',
  title: 'Upstream images are pulled from the organisation\'s registries alone.',
  why: 'A pull-through cache or a mirror is there when the upstream is not, is not limited as Docker Hub is, and its log tells what was pulled.',
  sources: ['https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html', 'https://docs.docker.com/docker-hub/usage/pulls/'],
  remedy: 'set pullFrom of the base, such as PullSource.pullThroughCache',
  options: "`ImageRule.allowedRegistries(['public.ecr.aws/docker/library'])`: hosts, or hosts and the beginning of a path",
};

/** Each a host, or a host and the beginning of a path. */
export function checkAllowedRegistry(allowed: readonly string[]): (subject: PolicySubject) => readonly Problem[] {
  return (subject) =>
    upstreamsOf(subject).flatMap(({ what, source: { pulledFrom } }) => {
      if (isUnresolved(pulledFrom)) return [unknown(`where ${what} is pulled from is only known when Terraform runs`)];
      return allowed.some((address) => pulledFrom.startsWith(`${address}/`)) ? [] : [fail(`${what} is pulled from ${pulledFrom}, which is not below ${allowed.join(', ')}`)];
    });
}
