import { EcrRegistryPolicy } from '@cdktf/provider-aws/lib/ecr-registry-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';

import { RepositoryPrincipal } from '../../lib/registry/access/repository-principal';
import { EncryptionKey } from '../../lib/registry/encryption/encryption-key';
import { RepositoryEncryption } from '../../lib/registry/encryption/repository-encryption';
import { CacheCredentials } from '../../lib/registry/registry-wide/cache-credentials';
import { GoldenImageRegistry } from '../../lib/registry/registry-wide/golden-image-registry';
import { GoldenImageRegistryProps } from '../../lib/registry/registry-wide/golden-image-registry-props';
import { PullThroughCache } from '../../lib/registry/registry-wide/pull-through-cache';
import { RegistryScanning } from '../../lib/registry/registry-wide/registry-scanning';
import { ReplicationDestination } from '../../lib/registry/registry-wide/replication-destination';
import { aws } from './engines/aws';
import { run } from './engines/process';
import { startWorld, type World } from './engines/world';
import { AppliedStack } from './factory';

// moto has no idea of pull-through caches, creation templates and account settings: they are planned, and not applied.

const SECRET = 'ecr-pullthroughcache/docker-hub';
/** An account that is not the test world's. */
const OTHER = '444455556666';

let world: World;

beforeAll(async () => {
  world = await startWorld();
  await aws(world, 'secretsmanager', 'create-secret', '--name', SECRET, '--secret-string', '{"username":"u","accessToken":"t"}');
});

afterAll(() => world?.stop());

/** A stack with one registry. */
function stackOf(app: App, name: string, props: (stack: TerraformStack) => GoldenImageRegistryProps): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'Aws', { region: world.region });
  new GoldenImageRegistry(stack, 'Registry', props(stack));
  return stack;
}

const encrypted = (stack: TerraformStack): RepositoryEncryption => RepositoryEncryption.kms(new EncryptionKey(stack, 'Key', { alias: 'registry' }));

/** All that there is, but enhanced scanning. */
const everything = (stack: TerraformStack): GoldenImageRegistryProps => {
  const credentials = CacheCredentials.fromSecretName(SECRET);
  return {
    namespaces: ['golden', 'platform'],
    replicateTo: [ReplicationDestination.region('eu-central-1'), ReplicationDestination.account(OTHER, 'eu-west-1')],
    replicas: { from: [OTHER], pullableBy: [RepositoryPrincipal.organization('o-a1b2c3d4e5')] },
    pullThroughCaches: [
      PullThroughCache.ecrPublic(),
      PullThroughCache.kubernetes(),
      PullThroughCache.quay({ prefix: 'mirrors/quay.io' }),
      PullThroughCache.dockerHub({ credentials }),
      PullThroughCache.github({ credentials }),
      PullThroughCache.gitlab({ credentials }),
      PullThroughCache.chainguard({ credentials }),
      PullThroughCache.azure({ credentials, registry: 'contoso.azurecr.io' }),
      PullThroughCache.privateEcr({ registry: `${OTHER}.dkr.ecr.us-east-1.amazonaws.com`, roleArn: `arn:aws:iam::${OTHER}:role/pull` }),
    ],
    encryption: encrypted(stack),
  };
};

test('the provider takes every upstream, template and setting in a plan', async () => {
  const stack = new AppliedStack(world, 'everything');
  stack.synthesize((app) => stackOf(app, 'everything', everything));
  await stack.terraform.init();
  await stack.terraform.validate();
  const { text } = await stack.terraform.plan();
  const planned = (type: string): number => text.match(new RegExp(`^ +# ${type}\\..* will be created$`, 'gm'))?.length ?? 0;
  expect({
    caches: planned('aws_ecr_pull_through_cache_rule'),
    templates: planned('aws_ecr_repository_creation_template'),
    settings: planned('aws_ecr_account_setting'),
    policies: planned('aws_ecr_registry_policy'),
  }).toEqual({ caches: 9, templates: 11, settings: 1, policies: 1 });
  expect(text).toContain('ecr-pullthroughcache/docker-hub');
});

test('scanning and replication are applied, a second plan shows no difference, and nothing keeps them from being destroyed', async () => {
  const stack = new AppliedStack(world, 'source');
  await stack.apply((app) =>
    stackOf(app, 'source', () => ({
      scanning: RegistryScanning.enhanced({ continuous: ['golden/*'], onPush: ['*'] }),
      replicateTo: [ReplicationDestination.region('eu-central-1')],
    })),
  );
  expect(await stack.terraform.plan()).toMatchObject({ changes: false });
  const { scanningConfiguration } = await aws<{ scanningConfiguration: object }>(world, 'ecr', 'get-registry-scanning-configuration');
  expect(scanningConfiguration).toMatchObject({ scanType: 'ENHANCED', rules: expect.arrayContaining([expect.objectContaining({ scanFrequency: 'CONTINUOUS_SCAN' })]) });
  const { replicationConfiguration } = await aws<{ replicationConfiguration: object }>(world, 'ecr', 'describe-registry');
  expect(replicationConfiguration).toEqual({
    rules: [{ destinations: [{ region: 'eu-central-1', registryId: world.account }], repositoryFilters: [{ filter: 'golden/', filterType: 'PREFIX_MATCH' }] }],
  });
  await stack.terraform.destroy();
  expect(await stack.terraform.stateList()).toEqual([]);
});

test('the policy of a registry that replicas come to is applied, and a second plan of it shows no difference', async () => {
  const stack = new AppliedStack(world, 'destination');
  let address = '';
  stack.synthesize((app) => {
    const made = stackOf(app, 'destination', () => ({ replicas: { from: [OTHER, '111122223333'] }, encryption: RepositoryEncryption.aes256() }));
    const policy = made.node.findAll().find((node): node is EcrRegistryPolicy => node instanceof EcrRegistryPolicy)!;
    address = `aws_ecr_registry_policy.${policy.friendlyUniqueId}`;
    return made;
  });
  await stack.terraform.init();
  // The one part of the stack that moto knows.
  const terraform = (...args: string[]): Promise<string> =>
    run('terraform', [...args, `-target=${address}`, '-input=false', '-no-color'], { env: world.env, cwd: stack.terraform.directory });
  await terraform('apply', '-auto-approve');
  await terraform('plan', '-detailed-exitcode');
  const { policyText } = await aws<{ policyText: string }>(world, 'ecr', 'get-registry-policy');
  expect(JSON.parse(policyText).Statement).toEqual([
    expect.objectContaining({
      Principal: { AWS: ['arn:aws:iam::111122223333:root', `arn:aws:iam::${OTHER}:root`] },
      Resource: [`arn:aws:ecr:${world.region}:${world.account}:repository/golden/*`],
    }),
  ]);
});
