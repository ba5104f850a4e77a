import { TerraformResource } from 'cdktf';

import { debianIn, newStack, synthesize } from './stack';

/** Versions of the framework and of the AWS provider, by the configuration that Jest runs with. */
declare const BINDINGS: { readonly framework: string; readonly aws: string };

test('what is tested is made with the bindings that the configuration names, in the library and in the tests', () => {
  const stack = newStack();
  const image = debianIn(stack);
  const resources = image.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)) as TerraformResource[];
  expect(resources.length).toBeGreaterThan(0);
  expect(new Set(resources.map(({ terraformGeneratorMetadata }) => terraformGeneratorMetadata?.providerVersion))).toEqual(new Set([BINDINGS.aws]));
  const { '//': comment, terraform } = synthesize(stack).json as unknown as Record<string, Record<string, Record<string, Record<string, string>>>>;
  expect(comment!.metadata!.version).toBe(BINDINGS.framework);
  expect(terraform!.required_providers!.aws!.version).toBe(BINDINGS.aws);
});
