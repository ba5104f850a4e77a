import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

import { GoldenImageError } from '../core/error';
import { differentRegions } from './literal-region';

/** For factories in AWS: key, bucket and roles of an image are those of its factory, and would lie in another region than the rest of it. */
export function refuseOtherRegion(pipeline: IConstruct, image: IConstruct): void {
  const regions = differentRegions(TerraformStack.of(image), TerraformStack.of(pipeline));
  if (regions === undefined) return;
  const [here, there] = regions;
  throw new GoldenImageError('PipelineElsewhere', {
    where: image.node.path,
    problem: 'the image is in a stack of another region than its pipeline',
    given: `${pipeline.node.path} in ${there}`,
    expected: `a pipeline in ${here}`,
    remedy: 'declare a pipeline in the stack of the image, or the image in the stack of the pipeline and replicate its releases',
  });
}
