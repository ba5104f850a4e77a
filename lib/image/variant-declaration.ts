import { ImageVariant } from '../core/image-variant';
import { ImageFile } from './image-file';

/** A variant of an image besides the one for production. It keeps the shell and the package manager of the base. */
export interface ImageVariantDeclaration {
  /** `ImageVariant.DEV` or `ImageVariant.DEBUG`; anything else is the error `InvalidVariant`: `RUNTIME` is the image itself. */
  readonly variant: ImageVariant;
  /**
   * Packages besides those of the image, each `name` or `name=version`.
   *
   * @default - none
   */
  readonly packages?: string[];
  /**
   * Files besides those of the image, such as a static busybox out of a stage where the base has no shell.
   *
   * @default - none
   */
  readonly files?: ImageFile[];
  /**
   * Name of its channel, which is the variant or ends in `-` and the variant, such as `stable-debug`: any other is the error
   * `ChannelVariantMismatch`, so that no debug image comes into a production channel.
   *
   * @default - the image's channel, `-` and the variant
   */
  readonly channel?: string;
}
