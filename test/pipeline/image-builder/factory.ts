import { ImageBuilderPipeline } from '../../../lib/pipeline/image-builder/image-builder-pipeline';
import { ImageBuilderPipelineProps } from '../../../lib/pipeline/image-builder/image-builder-pipeline-props';
import { debianIn, DebianProps, newStack, Synthesized, synthesize } from '../../support/stack';

export const NETWORK = { subnetId: 'subnet-0a1b2c3d', securityGroupIds: ['sg-0a1b2c3d'] };

/** Synthesizes one small image that Image Builder builds. */
export function synthesizeBuilt(image: DebianProps = {}, factory: Partial<ImageBuilderPipelineProps> = {}): Synthesized {
  const stack = newStack();
  debianIn(stack, { ...image, pipeline: new ImageBuilderPipeline(stack, 'Factory', { ...NETWORK, ...factory }) });
  return synthesize(stack);
}
