import { BuildPlan } from '../../build/build-plan';
import { ImagePlatform } from '../../core/platform';
import { basesEnvironment } from './bases';
import { Factory } from './factory';

/** What both scripts are told of an image. */
export function imageEnvironment({ namespace, tools }: Factory, plan: BuildPlan, platform: ImagePlatform): { readonly [name: string]: string } {
  const crane = tools.crane(platform);
  return {
    NAMESPACE: namespace,
    IMAGE_NAME: plan.imageName,
    IMAGE_VERSION: plan.imageVersion,
    DECLARATION_HASH: plan.declarationHash,
    ...basesEnvironment(plan),
    CRANE_URL: crane.url,
    CRANE_SHA256: crane.sha256,
  };
}
