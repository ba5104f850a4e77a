import { checkPresent, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { MIRROR_ADDRESS, PULL_THROUGH_PREFIX, REGISTRY_HOST } from '../core/reference-grammar';
import { BY_RULE, checkShape, Shape } from '../core/shape';
import { isUnresolved } from '../core/token';

/** Which pull-through cache. */
export interface PullThroughCacheOptions {
  /**
   * Registry of the cache: `ACCOUNT.dkr.ecr.REGION.amazonaws.com`. One that is known only when Terraform runs is taken to
   * be of the factory's own account and region.
   */
  readonly registry: string;
  /** Prefix of the cache rule, such as `docker-hub`: 2 to 30 lower-case letters, digits, `_`, `-`, `.` and `/`. */
  readonly prefix: string;
  /**
   * What the names of the images begin with that the cache carries, such as `docker.io`: any other image is then the error
   * `NotInPullSource`.
   *
   * @default - not known: an image of another registry fails when it is pulled
   */
  readonly upstreamHost?: string;
}

const CACHE_SHAPE: Shape<PullThroughCacheOptions> = { registry: BY_RULE, prefix: BY_RULE, upstreamHost: BY_RULE };

const DOCKER_OFFICIAL = 'docker.io/library/';

/**
 * Where an upstream image is pulled from, instead of its own registry. The digest is the same everywhere.
 *
 * @example
 * BaseImage.debian('12-slim', { digest: 'sha256:…', pullFrom: PullSource.ecrPublic() });
 */
export class PullSource {
  /**
   * From Amazon ECR Public, which carries the Docker official images under `public.ecr.aws/docker/library` and does not
   * limit pulls from AWS as Docker Hub does. Any other image is the error `NotInPullSource`.
   */
  public static ecrPublic(): PullSource {
    return new PullSource((name, where) => {
      if (name.startsWith('public.ecr.aws/')) return name;
      if (name.startsWith(DOCKER_OFFICIAL)) return `public.ecr.aws/docker/library/${name.slice(DOCKER_OFFICIAL.length)}`;
      throw new GoldenImageError('NotInPullSource', {
        where,
        problem: 'Amazon ECR Public carries no copy of this image under a name that is known',
        given: name,
        expected: 'a Docker official image',
        remedy: 'leave pullFrom out, or use PullSource.pullThroughCache or PullSource.mirror',
      });
    });
  }

  /**
   * From a pull-through cache of a private ECR registry: `REGISTRY/PREFIX/` and the path of the image. A wrong registry
   * or upstream host is the error `InvalidRegistryHost`, a wrong prefix `InvalidPullThroughPrefix`.
   *
   * Source: Amazon ECR user guide, "Pulling an image with a pull through cache rule".
   */
  public static pullThroughCache(options: PullThroughCacheOptions): PullSource {
    const where = 'PullSource.pullThroughCache';
    checkShape(CACHE_SHAPE, options, 'options', where);
    const registry = checkPresent(options?.registry, 'registry', where);
    if (!isUnresolved(registry)) checkText(REGISTRY_HOST, registry, where);
    const prefix = checkText(PULL_THROUGH_PREFIX, options.prefix, where);
    const host = options.upstreamHost === undefined ? undefined : checkText(REGISTRY_HOST, options.upstreamHost, where);
    return new PullSource((name, image) => {
      if (host !== undefined && !name.startsWith(`${host}/`)) refuseOtherUpstream(name, host, image);
      return `${registry}/${prefix}/${pathOf(name)}`;
    }, true);
  }

  /**
   * From a mirror that serves the path of the image below an address of its own.
   *
   * @param address host, optional port and path, such as `mirror.example.com/docker-hub`; anything else is the error
   * `InvalidMirrorAddress`
   */
  public static mirror(address: string): PullSource {
    const checked = checkText(MIRROR_ADDRESS, address, 'PullSource.mirror');
    return new PullSource((name) => `${checked}/${pathOf(name)}`);
  }

  private constructor(
    /**
     * Where an image of this name is pulled from.
     *
     * @internal
     */
    public readonly _locate: (name: string, where: string) => string,
    /**
     * Whether it is a cache, which fetches what it does not have.
     *
     * @internal
     */
    public readonly _isCache = false,
  ) {}
}

function pathOf(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

function refuseOtherUpstream(name: string, host: string, where: string): never {
  throw new GoldenImageError('NotInPullSource', {
    where,
    problem: 'the cache carries images of another registry',
    given: name,
    expected: `an image of ${host}`,
    remedy: 'leave pullFrom out, or pull through a cache of the registry of this image',
  });
}
