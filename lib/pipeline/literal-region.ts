import { TerraformStack } from 'cdktf';

import { regionOf } from '../registry/registry-wide/provider-settings';

/** Regions of stacks, as far as they are known: to ask for each image would take ever longer. */
const REGIONS = new WeakMap<TerraformStack, string>();

/** The regions of two stacks where they differ; undefined where they do not, or Terraform alone knows one of them. */
export function differentRegions(one: TerraformStack, other: TerraformStack): readonly [string, string] | undefined {
  if (one === other) return undefined;
  const [region, otherRegion] = [literalRegionOf(one), literalRegionOf(other)];
  return region === undefined || otherRegion === undefined || region === otherRegion ? undefined : [region, otherRegion];
}

/** Region of a stack's AWS provider; undefined where Terraform alone knows it. */
function literalRegionOf(stack: TerraformStack): string | undefined {
  const region = REGIONS.get(stack) ?? regionOf(stack);
  if (typeof region !== 'string' || region.includes('${')) return undefined;
  REGIONS.set(stack, region);
  return region;
}
