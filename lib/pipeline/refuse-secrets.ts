import { BuildPlan } from '../build/build-plan';
import { GoldenImageError } from '../core/error';

/** For pipelines that have no secrets to hand to a build: its commands would fail when they look for them. */
export function refuseSecrets({ secrets }: BuildPlan, where: string): void {
  if (secrets.length === 0) return;
  throw new GoldenImageError('BuildSecretsUnavailable', {
    where,
    problem: 'the pipeline of the image hands no secrets to a build',
    given: secrets.join(', '),
    expected: 'stages without secrets',
    remedy: 'build the image with DockerBuildPipeline, or take what the secret opens out of a golden image that was built so',
  });
}
