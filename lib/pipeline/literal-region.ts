import { TerraformStack } from 'cdktf';

import { regionOf } from '../registry/registry-wide/provider-settings';

/** Regions of stacks, as far as they are known: to ask for each image would take ever longer. */
const REGIONS = new WeakMap<TerraformStack, string>();

/** Region of a stack's AWS provider; undefined where Terraform alone knows it. */
export function literalRegionOf(stack: TerraformStack): string | undefined {
  const region = REGIONS.get(stack) ?? regionOf(stack);
  if (typeof region !== 'string' || region.includes('${')) return undefined;
  REGIONS.set(stack, region);
  return region;
}
