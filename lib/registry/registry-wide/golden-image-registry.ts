import { EcrAccountSetting } from '@cdktf/provider-aws/lib/ecr-account-setting';
import { EcrPullThroughCacheRule } from '@cdktf/provider-aws/lib/ecr-pull-through-cache-rule';
import { EcrRegistryPolicy } from '@cdktf/provider-aws/lib/ecr-registry-policy';
import { EcrRegistryScanningConfiguration } from '@cdktf/provider-aws/lib/ecr-registry-scanning-configuration';
import { EcrReplicationConfiguration } from '@cdktf/provider-aws/lib/ecr-replication-configuration';
import { Construct } from 'constructs';

import { PullSource } from '../../base-image/pull-source';
import { GoldenImageError } from '../../core/error';
import { repositoryPolicy } from '../access/repository-policy';
import { AwsEnvironment } from '../aws-environment';
import { LifecyclePolicy } from '../lifecycle/lifecycle-policy';
import { LifecycleRule } from '../lifecycle/lifecycle-rule';
import { LifecycleSelection } from '../lifecycle/lifecycle-selection';
import { repositorySettings } from '../repository-settings';
import { creationTemplate } from './creation-template';
import { GoldenImageRegistryProps } from './golden-image-registry-props';
import { PullThroughCache } from './pull-through-cache';
import { refuseSelfReplication } from './refuse-self-replication';
import { registryPolicy } from './registry-policy';
import { RegistryScanning } from './registry-scanning';
import { RegistryDeclaration, resolveRegistry } from './resolve-registry';
import { refuseSecondInApp, refuseSecondInStack } from './sole-owner';
import { TemplateRole } from './template-role';

/**
 * An upstream tag that moves leaves what it named without a tag, and declarations pin that by digest. Its age counts from
 * when it was cached.
 */
const CACHED = LifecyclePolicy.of([LifecycleRule.expireAfter(365, LifecycleSelection.untagged())]);

/**
 * What a private ECR registry has once for each account and region, and no repository can have for itself: scanning,
 * replication, pull-through caches, the policy of the registry.
 *
 * It takes the whole of each: what was set by hand before is replaced. A second one in a stack, or in another stack of the
 * app whose AWS provider has the same literal region and names the same account in the same way, is the error
 * `DuplicateRegistry`; so is a resource of the provider for the same thing. Of stacks whose region Terraform alone knows,
 * and of other apps, nothing can be known.
 *
 * No image lies in any of it, so Terraform may destroy it: ECR then scans by its defaults, replicates and caches nothing
 * further, and keeps every repository and image that it made.
 *
 * @example
 * const registry = new GoldenImageRegistry(this, 'Registry', {
 *   replicateTo: [ReplicationDestination.region('eu-central-1')],
 *   pullThroughCaches: [PullThroughCache.ecrPublic()],
 *   encryption: RepositoryEncryption.kms(key),
 * });
 * BaseImage.amazonLinux('2023', { digest: 'sha256:…', pullFrom: registry.pullSource('ecr-public') });
 */
export class GoldenImageRegistry extends Construct {
  /** Host of the registry: `ACCOUNT.dkr.ecr.REGION.amazonaws.com`, known when Terraform runs. */
  public readonly registryHost: string;
  private readonly aws: AwsEnvironment;
  private readonly caches: readonly PullThroughCache[];

  public constructor(scope: Construct, id: string, props?: GoldenImageRegistryProps) {
    super(scope, id);
    const where = this.node.path;
    const isOwner = (node: unknown): boolean => node instanceof GoldenImageRegistry;
    refuseSecondInStack(this, isOwner);
    const declaration = resolveRegistry(props, where);
    // Only then a stack has its provider for certain.
    this.node.addValidation({
      validate: () => {
        refuseSecondInApp(this, isOwner);
        refuseSelfReplication(this, declaration.destinations);
        return [];
      },
    });
    this.aws = new AwsEnvironment(this, 'Aws');
    this.registryHost = this.aws.registryHost;
    this.caches = declaration.caches;
    this.scan(declaration.scanning);
    this.replicate(declaration);
    const role = this.templateRole(declaration);
    this.receive(declaration, role);
    this.cache(declaration, role);
  }

  /**
   * Where an image is pulled from to come through a cache of this registry. An image of another registry than that of the
   * cache is the error `NotInPullSource`. A pipeline that pulls through it is of the same account and region.
   *
   * @param prefix of one of `pullThroughCaches`, such as `docker-hub`; anything else is the error `UnknownPullThroughCache`
   */
  public pullSource(prefix: string): PullSource {
    const cache = this.caches.find((one) => one.prefix === prefix);
    if (cache !== undefined) return PullSource.pullThroughCache({ registry: this.registryHost, prefix, upstreamHost: cache._imageHost });
    throw new GoldenImageError('UnknownPullThroughCache', {
      where: this.node.path,
      problem: 'the registry has no pull-through cache of this prefix',
      given: prefix,
      expected: this.caches.length === 0 ? 'a registry with pullThroughCaches' : `one of ${this.caches.map((one) => one.prefix).join(', ')}`,
      remedy: 'add it to the pullThroughCaches of the registry',
    });
  }

  private scan({ _scanType, _rules }: RegistryScanning): void {
    new EcrRegistryScanningConfiguration(this, 'Scanning', { scanType: _scanType, rule: [..._rules] });
    if (_scanType === 'BASIC') new EcrAccountSetting(this, 'BasicScanning', { name: 'BASIC_SCAN_TYPE_VERSION', value: 'AWS_NATIVE' });
  }

  private replicate({ destinations, namespaces }: RegistryDeclaration): void {
    if (destinations.length === 0) return;
    new EcrReplicationConfiguration(this, 'Replication', {
      replicationConfiguration: {
        rule: [
          {
            destination: destinations.map(({ _accountId, _region }) => ({ region: _region, registryId: _accountId ?? this.aws.account })),
            // With the "/": without it the prefix is also that of the candidates.
            repositoryFilter: namespaces.map((namespace) => ({ filter: `${namespace}/`, filterType: 'PREFIX_MATCH' })),
          },
        ],
      },
    });
  }

  private templateRole({ encryption, replicas, namespaces, caches }: RegistryDeclaration): TemplateRole | undefined {
    const keyArn = encryption?._configuration.kmsKey;
    if (keyArn === undefined) return undefined;
    return new TemplateRole(this, 'TemplateRole', {
      aws: this.aws,
      keyArn,
      replicated: replicas === undefined ? [] : namespaces,
      cached: caches.map(({ prefix }) => prefix),
    });
  }

  private receive({ replicas, namespaces }: RegistryDeclaration, role: TemplateRole | undefined): void {
    if (replicas === undefined) return;
    const { accounts, grants, settings } = replicas;
    if (accounts.length > 0) new EcrRegistryPolicy(this, 'Policy', { policy: registryPolicy(accounts, namespaces, this.aws, this.node.path) });
    const templates = new Construct(this, 'Replicas');
    for (const namespace of namespaces) {
      creationTemplate(templates, namespace, {
        prefix: namespace,
        description: `Replicas of golden images of ${namespace}`,
        appliedFor: 'REPLICATION',
        settings,
        ...(grants.length > 0 && { repositoryPolicy: repositoryPolicy(grants, this.aws.partition) }),
        ...(role && { role }),
      });
    }
  }

  private cache({ caches, encryption }: RegistryDeclaration, role: TemplateRole | undefined): void {
    const scope = new Construct(this, 'Caches');
    for (const { prefix, _rule } of caches) {
      // Another character for the one that an id cannot have, and a prefix has not.
      const own = new Construct(scope, prefix.replaceAll('/', '+'));
      const template = creationTemplate(own, 'Template', {
        prefix,
        description: `Cached from ${_rule.upstreamRegistry}`,
        appliedFor: 'PULL_THROUGH_CACHE',
        settings: repositorySettings({ encryption: encryption!, lifecycle: CACHED }),
        ...(role && { role }),
      });
      new EcrPullThroughCacheRule(own, 'Rule', {
        ecrRepositoryPrefix: prefix,
        upstreamRegistryUrl: _rule.upstreamRegistry,
        ...(_rule.credentials && { credentialArn: _rule.credentials._arn(own) }),
        ...(_rule.roleArn !== undefined && { customRoleArn: _rule.roleArn }),
        // A repository that is made before the template stays without its settings.
        dependsOn: [template],
      });
    }
  }
}
