import { EcrAccountSetting } from '@cdktf/provider-aws/lib/ecr-account-setting';
import { EcrRegistryScanningConfiguration } from '@cdktf/provider-aws/lib/ecr-registry-scanning-configuration';
import { EcrReplicationConfiguration } from '@cdktf/provider-aws/lib/ecr-replication-configuration';
import { AwsProvider, AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, TerraformVariable, Testing } from 'cdktf';

import { GoldenImageRegistry } from '../../../lib/registry/registry-wide/golden-image-registry';
import { RegistryScanning } from '../../../lib/registry/registry-wide/registry-scanning';
import { errorOf } from '../../support/errors';
import { newStack, synthesize } from '../../support/stack';

/** A provider, perhaps with what Terraform alone knows. */
type Config = AwsProviderConfig | ((stack: TerraformStack) => AwsProviderConfig);

const variable = (stack: TerraformStack): string => new TerraformVariable(stack, 'Variable', {}).stringValue;

/** An app with two stacks, each with a registry. */
function twoStacks(first: Config, second: Config): App {
  const app = Testing.app();
  Object.entries({ First: first, Second: second }).forEach(([name, config]) => {
    const stack = new TerraformStack(app, name);
    new GoldenImageRegistry(stack, 'Registry');
    // After the registry: a stack may be completed later.
    new AwsProvider(stack, 'Aws', typeof config === 'function' ? config(stack) : config);
  });
  return app;
}

test('a second registry of a stack is an error that names both', () => {
  const stack = newStack();
  new GoldenImageRegistry(stack, 'First');
  const error = errorOf(() => new GoldenImageRegistry(stack, 'Second'));
  expect(error).toMatchObject({ code: 'DuplicateRegistry', where: 'stack/Second' });
  expect(error.message).toMatch(/stack\/First already owns what[^]*expected: one GoldenImageRegistry for each account and region\n[^]*say so in their AWS providers/);
});

test.each<[string, AwsProviderConfig]>([
  ['region', { region: 'eu-west-1' }],
  ['region and role', { region: 'eu-west-1', assumeRole: [{ roleArn: 'arn:aws:iam::111122223333:role/deploy' }] }],
  ['region and account', { region: 'eu-west-1', allowedAccountIds: ['111122223333'] }],
])('a second registry of another stack of the same %s is an error that names both', (_, config) => {
  const error = errorOf(() => twoStacks(config, { ...config, maxRetries: 3 }).synth());
  expect(error.code).toBe('DuplicateRegistry');
  expect(error.message).toMatch(/First\/Registry.*Second\/Registry|Second\/Registry.*First\/Registry/s);
});

test.each<[string, Config, Config]>([
  ['regions differ', { region: 'eu-west-1' }, { region: 'eu-central-1' }],
  ['accounts differ', { region: 'eu-west-1', allowedAccountIds: ['111122223333'] }, { region: 'eu-west-1', allowedAccountIds: ['444455556666'] }],
  ['roles differ', { region: 'eu-west-1', assumeRole: [{ roleArn: 'arn:aws:iam::111122223333:role/a' }] }, { region: 'eu-west-1' }],
  ['profiles differ', { region: 'eu-west-1', profile: 'dev' }, { region: 'eu-west-1', profile: 'prod' }],
  ['the regions are known to Terraform alone', (stack) => ({ region: variable(stack) }), (stack) => ({ region: variable(stack) })],
  ['the profiles are known to Terraform alone', (stack) => ({ region: 'eu-west-1', profile: variable(stack) }), (stack) => ({ region: 'eu-west-1', profile: variable(stack) })],
  ['no region is given', {}, {}],
])('registries of two stacks are none of our business where %s', (_, first, second) => {
  expect(() => twoStacks(first, second).synth()).not.toThrow();
});

test('a stack is where its default provider is, whatever others it has', () => {
  const app = Testing.app();
  for (const [name, region] of [['First', 'eu-west-1'], ['Second', 'eu-central-1']] as const) {
    const stack = new TerraformStack(app, name);
    new AwsProvider(stack, 'Other', { alias: 'other', region: 'us-east-1' });
    new AwsProvider(stack, 'Aws', { region });
    new GoldenImageRegistry(stack, 'Registry');
  }
  expect(() => app.synth()).not.toThrow();
});

test('a resource for what the registry owns is an error that names both, in the stack and in another one', () => {
  // Of one stack it is known, even where the region is not.
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AwsProvider(stack, 'Aws', { region: variable(stack) });
  new GoldenImageRegistry(stack, 'Registry');
  new EcrRegistryScanningConfiguration(stack, 'Scanning', { scanType: 'BASIC' });
  const error = errorOf(() => synthesize(stack));
  expect(error).toMatchObject({ code: 'DuplicateRegistry', where: 'stack/Registry' });
  expect(error.message).toContain('stack/Scanning already owns what');

  const app = twoStacks({ region: 'eu-west-1' }, { region: 'eu-central-1' });
  const third = new TerraformStack(app, 'Third');
  new AwsProvider(third, 'Aws', { region: 'eu-west-1' });
  new EcrRegistryScanningConfiguration(third, 'Scanning', { scanType: 'BASIC' });
  expect(errorOf(() => app.synth()).message).toMatch(/First\/Registry: Third\/Scanning already owns what/);
});

test('of account settings there is one of each name', () => {
  const of = (name: string, value: string): TerraformStack => {
    const stack = newStack();
    new GoldenImageRegistry(stack, 'Registry', { scanning: RegistryScanning.basic() });
    new EcrAccountSetting(stack, 'Setting', { name, value });
    return stack;
  };
  expect(errorOf(() => synthesize(of('BASIC_SCAN_TYPE_VERSION', 'AWS_NATIVE'))).message).toContain('stack/Setting already owns what');
  expect(() => synthesize(of('REGISTRY_POLICY_SCOPE', 'V2'))).not.toThrow();
});

test('a resource for what the registry does not own, or with a provider of its own, is right', () => {
  const stack = newStack();
  new GoldenImageRegistry(stack, 'Registry');
  new EcrReplicationConfiguration(stack, 'Replication', {});
  const provider = new AwsProvider(stack, 'Other', { alias: 'other', region: 'eu-central-1' });
  new EcrRegistryScanningConfiguration(stack, 'Scanning', { scanType: 'BASIC', provider });
  expect(() => synthesize(stack)).not.toThrow();
});
