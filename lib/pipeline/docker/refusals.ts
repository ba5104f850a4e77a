import { BuildPlan } from '../../build/build-plan';
import { GoldenImageError } from '../../core/error';
import { ImageVariant } from '../../core/image-variant';
import { ImagePlatform } from '../../core/platform';
import { DEFAULT_CHANNEL } from '../../registry/channel-name';
import { BuildPipelineBindOptions } from '../build-pipeline';
import { refuseProperty, refuseUnused, UnusedProperties } from '../refuse-unused';
import { DockerBuildSecret, NamedSecret } from './build-secret';

const PIPELINE = 'DockerBuildPipeline';

/** Properties of an image that a Docker pipeline can do nothing with, and why. A test asks of each property which it is. */
export const UNUSED: UnusedProperties = {
  scanGate: 'nothing scans an image between its build and its push',
  rebuildSchedule: 'an image is built when Terraform is applied, and at no other time',
  refreshAfterDays: 'an image is built when Terraform is applied, and at no other time',
  supportNoticeDays: 'nothing runs between two applies that could tell people',
  releaseNoticeDays: 'nothing runs between two applies that could tell people',
  channelTags: 'the tag of a release never moves',
};

/** The same for an image that does not lie in ECR. */
export const UNUSED_OUTSIDE_ECR: UnusedProperties = {
  channel: 'a channel is an SSM parameter of AWS, and there is none',
  channelsSharedWith: 'a channel is an SSM parameter of AWS, and there is none',
  pullableBy: 'the registry itself says who may pull',
  releaseLifecycle: 'the registry itself says how long images are kept',
};

/** Refuses what of the declaration means nothing here. */
export function refuseUnusedByDocker({ declared, channelNames }: BuildPipelineBindOptions, isInEcr: boolean, where: string): void {
  refuseUnused(declared, isInEcr ? UNUSED : { ...UNUSED, ...UNUSED_OUTSIDE_ECR }, PIPELINE, where);
  if (isInEcr) return;
  const named = channelNames.find(({ variant, channel }) => variant !== ImageVariant.RUNTIME && channel !== `${DEFAULT_CHANNEL}-${variant}`);
  if (named !== undefined) refuseProperty(`the channel of the ${named.variant} variant`, UNUSED_OUTSIDE_ECR.channel!, PIPELINE, where);
}

/** The secrets that an image reads, with where they lie; the others of the pipeline are none of its business. */
export function secretsOf({ secrets }: BuildPlan, given: { readonly [id: string]: DockerBuildSecret }, where: string): readonly NamedSecret[] {
  return secrets.map((id) => {
    const secret = Object.hasOwn(given, id) ? given[id] : undefined;
    if (secret !== undefined) return { id, ...secret._source };
    throw new GoldenImageError('UnknownBuildSecret', {
      where,
      problem: 'a stage reads a secret that the pipeline does not have',
      given: id,
      expected: Object.keys(given).length === 0 ? 'a secret of the pipeline' : `one of ${Object.keys(given).sort().join(', ')}`,
      remedy: 'add it to buildSecrets of the pipeline',
    });
  });
}

/** One engine makes images of one platform; several need an index, which the engine's push does not make. */
export function refuseOtherThanOnePlatform(platforms: readonly ImagePlatform[], where: string): void {
  if (platforms.length === 1) return;
  throw new GoldenImageError('UnsupportedPlatform', {
    where,
    problem: 'DockerBuildPipeline builds for one platform',
    given: platforms.join(', '),
    expected: 'one platform',
    remedy: 'declare the one that the engine runs on, or build the image with CodeBuildPipeline',
  });
}
