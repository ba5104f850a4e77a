import { checkPresent, checkText } from '../core/check';
import { DIGEST, TAG } from '../core/grammar';
import { IGoldenImage } from './golden-image-parent';

/** How an upstream image is pinned. */
export interface UpstreamImageOptions {
  /**
   * Digest that the registry gives for the tag: `sha256:` and 64 lower-case hexadecimal digits.
   *
   * It pins what is built on. An index's digest is the right one where the tag has several platforms.
   */
  readonly digest: string;
}

/**
 * Where an image begins.
 *
 * @internal
 */
export type BaseSource =
  | { readonly kind: 'upstream'; readonly name: string; readonly digest: string }
  | { readonly kind: 'golden'; readonly image: IGoldenImage };

/**
 * The image that a golden image is built `FROM`.
 *
 * @example
 * BaseImage.debian('12-slim', { digest: 'sha256:…' });
 * BaseImage.fromGoldenImage(debian);
 */
export class BaseImage {
  /**
   * Debian, the Docker official image, from Docker Hub.
   *
   * Why one would choose it: glibc, a small `-slim` variant, security support of about five years with LTS.
   *
   * @param tag OCI tag, such as `12-slim`; anything else is the error `InvalidTag`
   * @param options the digest that pins it; a wrong one is the error `InvalidDigest`
   */
  public static debian(tag: string, options: UpstreamImageOptions): BaseImage {
    const where = 'BaseImage.debian';
    checkText(TAG, tag, where);
    const digest = checkText(DIGEST, checkPresent(options?.digest, 'digest', where), where);
    return new BaseImage({ kind: 'upstream', name: `docker.io/library/debian:${tag}`, digest });
  }

  /**
   * The newest release of another golden image, at the time of the build.
   *
   * Its digest is read from the parent's channel when the build starts and stands in the labels of what is built. The
   * parent's non-root user and package manager are inherited.
   */
  public static fromGoldenImage(image: IGoldenImage): BaseImage {
    return new BaseImage({ kind: 'golden', image: checkPresent(image, 'image', 'BaseImage.fromGoldenImage') });
  }

  /** @internal */
  public readonly _source: BaseSource;

  private constructor(source: BaseSource) {
    this._source = source;
  }

  /** The base as people name it: name, tag and digest, or the golden image and its channel. */
  public toString(): string {
    const source = this._source;
    if (source.kind === 'upstream') return `${source.name}@${source.digest}`;
    return `golden image ${source.image.imageName}, the newest release of ${source.image.channelParameterName}`;
  }
}
