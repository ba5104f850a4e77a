import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';

import { RepositoryPrincipal } from '../../../lib/registry/access/repository-principal';
import { candidateRepositoryName, releaseRepositoryName } from '../../../lib/registry/channel-name';
import { RepositoryEncryption } from '../../../lib/registry/encryption/repository-encryption';
import { GoldenImageRepository } from '../../../lib/registry/golden-image-repository';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { LifecycleRule } from '../../../lib/registry/lifecycle/lifecycle-rule';
import { LifecycleSelection } from '../../../lib/registry/lifecycle/lifecycle-selection';
import { GoldenImageRegistry } from '../../../lib/registry/registry-wide/golden-image-registry';
import { ReplicationDestination } from '../../../lib/registry/registry-wide/replication-destination';
import { TagImmutability } from '../../../lib/registry/tag-immutability';
import { errorOf } from '../../support/errors';
import { testsWithProviderVersion } from '../../support/provider-version';
import { Block, newStack, Synthesized, synthesize } from '../../support/stack';
import { KEY, synthesizeRegistry } from './registry';

// What is refused here is what version 5 of the provider does not know.
testsWithProviderVersion('5.100.0');

const ENCRYPTION = RepositoryEncryption.kms(KEY);
const TEMPLATE = 'aws_ecr_repository_creation_template';

test('a registry that replicates nowhere has no replication, no policy and no templates', () => {
  expect(Object.keys(synthesizeRegistry().json.resource).sort()).toEqual(['aws_ecr_account_setting', 'aws_ecr_registry_scanning_configuration']);
});

test('releases are replicated to regions and accounts by one rule, and candidates are not', () => {
  const replicateTo = [ReplicationDestination.region('eu-central-1'), ReplicationDestination.account('444455556666', 'eu-west-1')];
  const { replication_configuration: configuration } = synthesizeRegistry({ replicateTo, namespaces: ['golden', 'platform'] }).resource('aws_ecr_replication_configuration', 'Registry/Replication');
  const [rule, ...others] = configuration.rule;
  expect(others).toEqual([]);
  expect(rule.destination).toEqual([
    { region: 'eu-central-1', registry_id: expect.stringMatching(/^\$\{data\.aws_caller_identity\.\w+\.account_id\}$/) },
    { region: 'eu-west-1', registry_id: '444455556666' },
  ]);
  const matching = (name: string): Block[] => rule.repository_filter.filter(({ filter, filter_type: type }: Block) => type === 'PREFIX_MATCH' && name.startsWith(filter));
  for (const namespace of ['golden', 'platform']) {
    expect(matching(releaseRepositoryName(namespace, 'debian'))).toHaveLength(1);
    expect(matching(candidateRepositoryName(namespace, 'debian'))).toEqual([]);
  }
});

test('a registry does not replicate to itself, but may to its region in another account', () => {
  const error = errorOf(() => synthesizeRegistry({ replicateTo: [ReplicationDestination.region('eu-west-1')] }));
  expect(error).toMatchObject({ code: 'ReplicatesToItself', where: 'stack/Registry' });
  expect(error.message).toMatch(/is of this region itself\n[^]*expected: another region, or another account\n[^]*leave this destination out$/);
  expect(() => synthesizeRegistry({ replicateTo: [ReplicationDestination.account('444455556666', 'eu-west-1')] })).not.toThrow();
});

/** What AWS is told of a repository, by whichever resource. */
function settings(synthesized: Synthesized, repository: string): Block {
  const { image_tag_mutability: mutability, image_tag_mutability_exclusion_filter: filters, encryption_configuration: encryption } = synthesized.resource('aws_ecr_repository', `${repository}/Resource`);
  return {
    mutability,
    filters,
    encryption,
    lifecycle: synthesized.resource('aws_ecr_lifecycle_policy', `${repository}/Lifecycle`).policy,
    policy: withoutIds(synthesized.resource('aws_ecr_repository_policy', `${repository}/AccessPolicy`).policy),
  };
}

function templateSettings(template: Block): Block {
  return {
    mutability: template.image_tag_mutability,
    filters: template.image_tag_mutability_exclusion_filter,
    encryption: template.encryption_configuration,
    lifecycle: template.lifecycle_policy,
    policy: withoutIds(template.repository_policy),
  };
}

/** Each construct has a data source of its own for the partition. */
function withoutIds(policy: string): string {
  return policy.replace(/data\.aws_partition\.\w+\./g, 'data.aws_partition.');
}

test('a replica has the settings of its source', () => {
  const stack = newStack();
  const principals = [RepositoryPrincipal.organization('o-a1b2c3d4e5'), RepositoryPrincipal.account('444455556666')];
  const repository = new GoldenImageRepository(stack, 'Source', { repositoryName: 'golden/debian', encryption: ENCRYPTION });
  for (const principal of principals) repository.grantPull(principal);
  new GoldenImageRegistry(stack, 'Registry', { replicas: { pullableBy: principals }, encryption: ENCRYPTION });
  const synthesized = synthesize(stack);
  const template = synthesized.resource(TEMPLATE, 'Registry/Replicas/golden');
  expect(template).toMatchObject({ prefix: 'golden', applied_for: ['REPLICATION'], description: 'Replicas of golden images of golden' });
  expect(templateSettings(template)).toEqual(settings(synthesized, 'Source'));
  expect(settings(synthesized, 'Source')).toMatchObject({ mutability: 'IMMUTABLE', encryption: [{ encryption_type: 'KMS', kms_key: KEY.keyArn }], lifecycle: expect.stringContaining('untagged') });
});

test('exceptions from immutability are for replicas as for repositories, and need the same provider', () => {
  const replicas = { tagImmutability: TagImmutability.except(['stable']) };
  expect(errorOf(() => synthesizeRegistry({ replicas, encryption: ENCRYPTION }))).toMatchObject({ code: 'ProviderTooOld', where: 'stack/Registry/Replicas/golden' });
});

test('a replica ages as it is told to, and no longer than its channels live', () => {
  const replica = (lifecycle: LifecyclePolicy): Block => synthesizeRegistry({ replicas: { lifecycle }, encryption: ENCRYPTION }).resource(TEMPLATE, 'Registry/Replicas/golden');
  const untagged = LifecyclePolicy.of([LifecycleRule.expireAfter(3, LifecycleSelection.untagged())]);
  expect(JSON.parse(replica(untagged).lifecycle_policy).rules).toMatchObject([{ selection: { tagStatus: 'untagged', countNumber: 3 } }]);
  const error = errorOf(() => replica(LifecyclePolicy.of([LifecycleRule.expireAfter(3, LifecycleSelection.rest())])));
  expect(error.code).toBe('ChannelEndangered');
  expect(error.message).toContain('what channel of runtime replicas points to');
});

test('a namespace of replicas has two characters, as ECR asks of the prefix of a template', () => {
  expect(errorOf(() => synthesizeRegistry({ namespaces: ['golden', 'g'], replicas: {}, encryption: ENCRYPTION }))).toMatchObject({ code: 'InvalidNamespace', message: expect.stringContaining('2 to 16') });
  expect(() => synthesizeRegistry({ namespaces: ['golden', 'g'] })).not.toThrow();
});

test('without principals a replica has no policy, and without accounts the registry has none', () => {
  const synthesized = synthesizeRegistry({ replicas: {}, encryption: ENCRYPTION });
  expect(synthesized.resource(TEMPLATE, 'Registry/Replicas/golden').repository_policy).toBeUndefined();
  expect(synthesized.resources('aws_ecr_registry_policy')).toEqual({});
});

test('ECR makes encrypted replicas with a role that can make nothing else', () => {
  const synthesized = synthesizeRegistry({ replicas: {}, encryption: ENCRYPTION });
  const role = synthesized.resource('aws_iam_role', 'Registry/TemplateRole/Role');
  expect(JSON.parse(role.assume_role_policy).Statement).toEqual([{ Effect: 'Allow', Principal: { Service: 'ecr.amazonaws.com' }, Action: 'sts:AssumeRole' }]);
  const { Statement } = JSON.parse(synthesized.resource('aws_iam_role_policy', 'Registry/TemplateRole/Policy').policy);
  const inGolden = [expect.stringMatching(/^arn:.*:ecr:.*:repository\/golden\/\*$/)];
  expect(Statement).toEqual([
    { Sid: 'MakeRepositories', Effect: 'Allow', Action: ['ecr:CreateRepository'], Resource: inGolden },
    { Sid: 'Replicate', Effect: 'Allow', Action: ['ecr:ReplicateImage'], Resource: inGolden },
    { Sid: 'EncryptRepositories', Effect: 'Allow', Action: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'], Resource: KEY.keyArn },
  ]);
  expect(synthesized.resource(TEMPLATE, 'Registry/Replicas/golden')).toMatchObject({
    custom_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.\w+\.arn\}$/),
    depends_on: [expect.stringMatching(/^aws_iam_role_policy\./)],
  });
});

test('ECR needs no role for replicas without a key', () => {
  const synthesized = synthesizeRegistry({ replicas: {}, encryption: RepositoryEncryption.aes256() });
  expect(synthesized.json.resource.aws_iam_role).toBeUndefined();
  expect(synthesized.resource(TEMPLATE, 'Registry/Replicas/golden').custom_role_arn).toBeUndefined();
});

test('other accounts may replicate golden images to here, and nothing else', () => {
  const synthesized = synthesizeRegistry({ replicas: { from: ['444455556666', '111122223333'] }, namespaces: ['platform', 'golden'], encryption: ENCRYPTION });
  const policy = JSON.parse(synthesized.resource('aws_ecr_registry_policy', 'Registry/Policy').policy);
  expect(policy.Version).toBe('2012-10-17');
  expect(policy.Statement).toEqual([
    {
      Sid: 'ReplicationFromAccounts',
      Effect: 'Allow',
      Principal: { AWS: [expect.stringMatching(/:iam::111122223333:root$/), expect.stringMatching(/:iam::444455556666:root$/)] },
      Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
      Resource: [expect.stringMatching(/:repository\/golden\/\*$/), expect.stringMatching(/:repository\/platform\/\*$/)],
    },
  ]);
});

test('a registry policy that ECR would refuse is refused', () => {
  const from = Array.from({ length: 400 }, (_, index) => String(100_000_000_000 + index));
  const error = errorOf(() => synthesizeRegistry({ replicas: { from }, encryption: ENCRYPTION }));
  expect(error.code).toBe('RegistryPolicyTooLong');
  expect(error.message).toContain('at most 10240 characters');
});

test('source and destination are stacks of one app, each with the registry of its region', () => {
  const app = Testing.app();
  const stacks = ['eu-west-1', 'eu-central-1'].map((region) => {
    const stack = new TerraformStack(app, region);
    new AwsProvider(stack, 'Aws', { region });
    return stack;
  }) as [TerraformStack, TerraformStack];
  const [source, destination] = stacks;
  new GoldenImageRegistry(source, 'Registry', { replicateTo: [ReplicationDestination.region('eu-central-1')] });
  new GoldenImageRegistry(destination, 'Registry', { replicas: {}, encryption: ENCRYPTION });
  source.addDependency(destination);
  expect(() => app.synth()).not.toThrow();
  const [ofSource, ofDestination] = stacks.map((stack) => Object.keys(stack.toTerraform().resource));
  expect(ofSource).toContain('aws_ecr_replication_configuration');
  expect(ofSource).not.toContain(TEMPLATE);
  expect(ofDestination).toContain(TEMPLATE);
  expect(ofDestination).not.toContain('aws_ecr_replication_configuration');
});
