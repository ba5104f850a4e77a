import { BuildPlan } from '../build/build-plan';

/** Names of the parameters that tell the newest releases of what an image and its stages are built on, each once. */
export function parentChannels({ bases }: BuildPlan): readonly string[] {
  return [...new Set(bases.flatMap(({ channelParameterName }) => channelParameterName ?? []))];
}
