import { TerraformResource } from 'cdktf';

/**
 * A module of bindings whose resources say that they are of this version of the AWS provider, whichever is installed: for
 * tests of what the library does on one, in the factory of a `jest.mock`.
 */
export function asOfProvider<Bindings extends object>(providerVersion: string, bindings: Bindings): Bindings {
  const versioned = Object.entries(bindings).map(([name, value]) => {
    if (!('tfResourceType' in value)) return [name, value];
    class Versioned extends (value as new (...parameters: any[]) => TerraformResource) { // eslint-disable-line @typescript-eslint/no-explicit-any
      public constructor(...parameters: unknown[]) {
        super(...parameters);
        Object.defineProperty(this, 'terraformGeneratorMetadata', { value: { providerName: 'aws', providerVersion } });
      }
    }
    return [name, Versioned];
  });
  return { ...bindings, ...Object.fromEntries(versioned) };
}
