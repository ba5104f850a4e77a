import { TerraformResource } from 'cdktf';

type Metadata = TerraformResource['terraformGeneratorMetadata'];

function declare(providerVersion: string): void {
  Object.defineProperty(TerraformResource.prototype, 'terraformGeneratorMetadata', {
    configurable: true,
    set(this: TerraformResource, value: Metadata) {
      Object.defineProperty(this, 'terraformGeneratorMetadata', { value: { ...value, providerVersion } });
    },
  });
}

function restore(): void {
  delete (TerraformResource.prototype as { terraformGeneratorMetadata?: Metadata }).terraformGeneratorMetadata;
}

/**
 * What is made where the bindings say that they are of this version of the AWS provider, whichever is installed; they know what
 * they know. For tests of what the library does on one version.
 */
export function withProviderVersion<T>(providerVersion: string, make: () => T): T {
  declare(providerVersion);
  try {
    return make();
  } finally {
    restore();
  }
}

/** The same for all tests of the file, or of the `describe`, that calls this. */
export function testsWithProviderVersion(providerVersion: string): void {
  beforeAll(() => declare(providerVersion));
  afterAll(restore);
}
