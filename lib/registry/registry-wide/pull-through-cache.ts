import { checkPresent, checkText } from '../../core/check';
import { IAM_ROLE_ARN } from '../../core/grammar';
import { AZURE_REGISTRY, CACHE_RULE_PREFIX, ECR_REGISTRY } from '../../core/registry-grammar';
import { BY_RULE, checkShape, instanceOf, Shape } from '../../core/shape';
import { isUnresolved } from '../../core/token';
import { CacheCredentials } from './cache-credentials';
import { AuthenticatedCacheOptions, AzureCacheOptions, PrivateEcrCacheOptions, PublicCacheOptions } from './pull-through-cache-options';

const PUBLIC: Shape<PublicCacheOptions> = { prefix: BY_RULE };
const AUTHENTICATED: Shape<AuthenticatedCacheOptions> = { ...PUBLIC, credentials: instanceOf(CacheCredentials) };
const AZURE: Shape<AzureCacheOptions> = { ...AUTHENTICATED, registry: BY_RULE };
const PRIVATE_ECR: Shape<PrivateEcrCacheOptions> = { ...PUBLIC, registry: BY_RULE, roleArn: BY_RULE };

/** What a cache rule is made of. */
interface CacheRule {
  readonly prefix: string;
  /** Where ECR pulls from. */
  readonly upstreamRegistry: string;
  /** What the names of its images begin with, where that is not the registry. */
  readonly imageHost?: string;
  readonly credentials?: CacheCredentials;
  readonly roleArn?: string;
}

/**
 * A pull-through cache: ECR pulls an image from its own registry when it is asked for it the first time, and keeps it.
 *
 * The upstreams are those that Amazon ECR knows (user guide, "Sync an upstream registry with an Amazon ECR private
 * registry"). Lambda cannot run what is in a cache.
 *
 * @example
 * PullThroughCache.ecrPublic();
 * PullThroughCache.dockerHub({ credentials: CacheCredentials.fromSecretName('ecr-pullthroughcache/docker-hub') });
 */
export class PullThroughCache {
  /** Of Amazon ECR Public, `public.ecr.aws`. The prefix is `ecr-public`. */
  public static ecrPublic(options?: PublicCacheOptions): PullThroughCache {
    return new PullThroughCache(open('ecrPublic', 'ecr-public', 'public.ecr.aws', options));
  }

  /** Of the images of Kubernetes, `registry.k8s.io`. The prefix is `kubernetes`. */
  public static kubernetes(options?: PublicCacheOptions): PullThroughCache {
    return new PullThroughCache(open('kubernetes', 'kubernetes', 'registry.k8s.io', options));
  }

  /** Of `quay.io`. The prefix is `quay`. */
  public static quay(options?: PublicCacheOptions): PullThroughCache {
    return new PullThroughCache(open('quay', 'quay', 'quay.io', options));
  }

  /** Of Docker Hub, whose images are called `docker.io/…`. The prefix is `docker-hub`. */
  public static dockerHub(options: AuthenticatedCacheOptions): PullThroughCache {
    return new PullThroughCache(closed('dockerHub', 'docker-hub', 'registry-1.docker.io', options, 'docker.io'));
  }

  /** Of GitHub's registry, `ghcr.io`. The prefix is `github`. */
  public static github(options: AuthenticatedCacheOptions): PullThroughCache {
    return new PullThroughCache(closed('github', 'github', 'ghcr.io', options));
  }

  /** Of GitLab.com's registry, `registry.gitlab.com`; ECR knows no other GitLab. The prefix is `gitlab`. */
  public static gitlab(options: AuthenticatedCacheOptions): PullThroughCache {
    return new PullThroughCache(closed('gitlab', 'gitlab', 'registry.gitlab.com', options));
  }

  /** Of Chainguard's registry, `cgr.dev`. The prefix is `chainguard`. */
  public static chainguard(options: AuthenticatedCacheOptions): PullThroughCache {
    return new PullThroughCache(closed('chainguard', 'chainguard', 'cgr.dev', options));
  }

  /** Of an Azure Container Registry. The prefix is `azure`. */
  public static azure(options: AzureCacheOptions): PullThroughCache {
    const where = 'PullThroughCache.azure';
    checkShape(AZURE, options, 'options', where);
    const registry = checkText(AZURE_REGISTRY, options?.registry, where);
    return new PullThroughCache(ruleOf(where, 'azure', registry, options, { credentials: checkPresent(options.credentials, 'credentials', where) }));
  }

  /** Of a private ECR registry, of another region or another account. The prefix is `ecr`. */
  public static privateEcr(options: PrivateEcrCacheOptions): PullThroughCache {
    const where = 'PullThroughCache.privateEcr';
    const { registry, roleArn } = checkShape(PRIVATE_ECR, options, 'options', where);
    if (roleArn !== undefined && !isUnresolved(roleArn)) checkText(IAM_ROLE_ARN, roleArn, where);
    return new PullThroughCache(ruleOf(where, 'ecr', checkText(ECR_REGISTRY, registry, where), options, roleArn === undefined ? {} : { roleArn }));
  }

  /** What the names of cached repositories begin with, before a `/`. */
  public readonly prefix: string;

  private constructor(
    /** @internal */
    public readonly _rule: CacheRule,
  ) {
    this.prefix = _rule.prefix;
  }

  /**
   * What the names of its images begin with.
   *
   * @internal
   */
  public get _imageHost(): string {
    return this._rule.imageHost ?? this._rule.upstreamRegistry;
  }
}

function open(method: string, prefix: string, upstreamRegistry: string, options: PublicCacheOptions | undefined): CacheRule {
  const where = `PullThroughCache.${method}`;
  checkShape(PUBLIC, options, 'options', where);
  return ruleOf(where, prefix, upstreamRegistry, options, {});
}

function closed(method: string, prefix: string, upstreamRegistry: string, options: AuthenticatedCacheOptions, imageHost?: string): CacheRule {
  const where = `PullThroughCache.${method}`;
  checkShape(AUTHENTICATED, options, 'options', where);
  const credentials = checkPresent(options?.credentials, 'credentials', where);
  return ruleOf(where, prefix, upstreamRegistry, options, { credentials, ...(imageHost !== undefined && { imageHost }) });
}

function ruleOf(where: string, defaultPrefix: string, upstreamRegistry: string, options: PublicCacheOptions | undefined, more: Partial<CacheRule>): CacheRule {
  return { prefix: checkText(CACHE_RULE_PREFIX, options?.prefix ?? defaultPrefix, where), upstreamRegistry, ...more };
}
