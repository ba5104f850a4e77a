import { checkPresent, checkText } from '../core/check';
import { checkDay } from '../core/day';
import { GoldenImageError } from '../core/error';
import { REASON } from '../core/grammar';
import { BY_RULE, checkShape, Shape } from '../core/shape';
import { ImageName, parseImageName, repositoryOf } from './image-name';
import { IMAGE_REFERENCE, RESOURCE_PLACE } from './verdict-grammar';

/** What is let through, why, and until when. One of `image` and `resource` is given, or both, else it is the error `InvalidImageException`. */
export interface ImageExceptionOptions {
  /**
   * A repository, such as `docker.io/library/nginx`, or one image of it with its tag or digest. Only one with its tag or
   * digest lets a revoked release through. Anything else is the error `InvalidImageReference`.
   *
   * @default - any image of the resource
   */
  readonly image?: string;
  /**
   * Path of a construct, or address of a resource in a plan; what lies below it is meant too. Anything that is not on one
   * line is the error `InvalidResourcePlace`.
   *
   * @default - any resource
   */
  readonly resource?: string;
  /** Why it is let through: one line of at most 500 printable characters, else the error `InvalidReason`. */
  readonly reason: string;
  /** Last day of the exception, `YYYY-MM-DD` in UTC; anything else is the error `InvalidDate`. */
  readonly expires: string;
}

const SHAPE: Shape<ImageExceptionOptions> = { image: BY_RULE, resource: BY_RULE, reason: BY_RULE, expires: BY_RULE };

/**
 * What is let through for a time: it stays in the adoption report, with the reason. After its last day it is an error; one
 * that nothing needs is a warning.
 *
 * @example
 * ImageException.of({ image: 'docker.io/library/nginx', resource: 'shop/Web', reason: 'until golden/nginx is there', expires: '2027-03-31' });
 */
export class ImageException {
  /** An exception. */
  public static of(options: ImageExceptionOptions): ImageException {
    const where = 'ImageException.of';
    const { image, resource, reason, expires } = checkShape(SHAPE, options, 'options', where);
    if (image === undefined && resource === undefined) {
      throw new GoldenImageError('InvalidImageException', {
        where,
        problem: 'the exception names neither an image nor a resource',
        expected: 'image, resource or both',
        remedy: 'say what is let through: an exception of everything would be none',
      });
    }
    return new ImageException(
      checkText(REASON, checkPresent(reason, 'reason', where), where),
      checkDay(checkPresent(expires, 'expires', where), where),
      image === undefined ? undefined : checkText(IMAGE_REFERENCE, image, where),
      resource === undefined ? undefined : checkText(RESOURCE_PLACE, resource, where),
    );
  }

  private constructor(
    /** Why it is let through. */
    public readonly reason: string,
    /** Last day of the exception, `YYYY-MM-DD` in UTC. */
    public readonly expires: string,
    /** The image, or nothing for any. */
    public readonly image?: string,
    /** The resource, or nothing for any. */
    public readonly resource?: string,
  ) {}

  /** @internal */
  public _covers(place: string, image: ImageName | undefined, isRevoked: boolean): boolean {
    if (this.resource !== undefined && !isAtOrBelow(place, this.resource)) return false;
    if (this.image === undefined) return !isRevoked;
    const meant = parseImageName(this.image)!;
    if (image === undefined || repositoryOf(meant) !== repositoryOf(image)) return false;
    if (meant.digest !== undefined) return meant.digest === image.digest;
    if (meant.tag !== undefined) return meant.tag === image.tag;
    return !isRevoked;
  }

  /** @internal */
  public get _subject(): string {
    return [this.image, this.resource].filter((part) => part !== undefined).join(' in ');
  }
}

/** Paths of constructs go on with a slash, addresses with a dot, and those of instances with an index. */
function isAtOrBelow(place: string, above: string): boolean {
  return place === above || (place.startsWith(above) && /^[/.[]/.test(place.slice(above.length)));
}
