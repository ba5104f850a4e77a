import { ImageVerdict, VerdictLevel } from './image-verdict';

/** A use of an image, as the adoption report has it. */
export interface ImageAdoption {
  /**
   * The image: its repository, or namespace and name where a reference names it.
   *
   * @default - it cannot be told
   */
  readonly image?: string;
  /**
   * Name of the stack.
   *
   * @default - the check of a plan knows of no stacks
   */
  readonly stack?: string;
  /** Path of the construct, or address of the resource in a plan. */
  readonly resource: string;
  /** Type of the resource in Terraform's language. */
  readonly resourceType: string;
  /** How it uses the image: where in its attributes, or in which line of a Dockerfile. */
  readonly use: string;
  /**
   * As it is written.
   *
   * @default - it is only known when Terraform applies
   */
  readonly written?: string;
  /**
   * Path of the `GoldenImageReference` that it comes from.
   *
   * @default - it is written out
   */
  readonly reference?: string;
  /**
   * Digest of the release.
   *
   * @default - a channel, a tag, or nobody can tell
   */
  readonly digest?: string;
  /**
   * Tag of the image.
   *
   * @default - there is none
   */
  readonly tag?: string;
  /** What the image is. */
  readonly verdict: ImageVerdict;
  /** What that does. */
  readonly level: VerdictLevel;
  /** Why. */
  readonly message: string;
  /**
   * What to do about it.
   *
   * @default - nothing
   */
  readonly remedy?: string;
  /**
   * Why it is let through, and until when.
   *
   * @default - no exception lets it through
   */
  readonly exception?: string;
}
