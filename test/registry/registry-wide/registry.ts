import { GoldenImageRegistry } from '../../../lib/registry/registry-wide/golden-image-registry';
import { GoldenImageRegistryProps } from '../../../lib/registry/registry-wide/golden-image-registry-props';
import { newStack, Synthesized, synthesize } from '../../support/stack';

export const KEY = { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' };

/** Synthesizes one registry, in a stack of its own. */
export function synthesizeRegistry(props?: GoldenImageRegistryProps): Synthesized {
  const stack = newStack();
  new GoldenImageRegistry(stack, 'Registry', props);
  return synthesize(stack);
}
