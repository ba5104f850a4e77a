import { Construct } from 'constructs';

import { BuildPlan } from '../build/build-plan';
import { Schedule } from '../core/schedule';
import { BuildPipelineBinding } from '../pipeline/build-pipeline';
import { Declaration } from './declaration';
import { startingChannels } from './parent-channels';
import { rebuildSchedule } from './rebuild-schedule';
import { declarationTrigger, parentTrigger } from './start-rule';

/** What starts builds of an image, besides people. */
export interface TriggerOptions {
  readonly namespace: string;
  readonly plan: BuildPlan;
  readonly schedule: Schedule;
  readonly starts: BuildPipelineBinding['starts'];
  /** What the pipeline made for the image. */
  readonly made: readonly Construct[];
}

/**
 * Starts builds of one image: by schedule, when its declaration was applied with a change, and when a golden image that
 * it is built on was released. It does not listen to its own channel.
 */
export function triggers(scope: Construct, { namespace, plan, schedule, starts, made }: TriggerOptions): void {
  if (starts === undefined) return;
  const declaration = new Declaration(scope, 'Declaration', namespace, plan);
  declaration.writeAfter(made);
  rebuildSchedule(new Construct(scope, 'Schedule'), namespace, plan.imageName, schedule, starts);
  const image = { namespace, imageName: plan.imageName, starts };
  declaration.writeAfter([declarationTrigger(scope, image, declaration.parameterName)]);
  const channels = startingChannels(plan);
  if (channels.length > 0) parentTrigger(scope, image, channels);
}
