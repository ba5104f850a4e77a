import { BaseImage } from '../base-image/base-image';
import { ImageTest } from './image-test';

/** What an organisation says about a golden image. */
export interface ImageDeclaration {
  /**
   * Name of the image, unique in its factory: 1 to 32 lower-case letters and digits in groups joined by single
   * hyphens, beginning with a letter. It is part of the names of everything that is made for the image.
   */
  readonly name: string;
  /**
   * Version of the image: 1 to 64 letters, digits, `.` and `-`, beginning with a letter or a digit.
   *
   * It is the tag of the release. A released version never changes: raise it with the declaration. Scheduled rebuilds
   * of a released version are released as `VERSION-YYYYMMDD`.
   */
  readonly version: string;
  /** What the image is built from. */
  readonly base: BaseImage;
  /**
   * Debian packages, each as `name` or `name=version`, installed without recommended ones.
   *
   * @default - none besides what the base has
   */
  readonly packages?: string[];
  /**
   * What a candidate must satisfy before it is pushed.
   *
   * @default - one test: it runs as the image's non-root user, 65532
   */
  readonly tests?: ImageTest[];
  /** The team that answers for the image: one line of at most 200 printable characters. */
  readonly owner: string;
  /** Why this base was chosen: one line of at most 1000 printable characters. */
  readonly rationale: string;
}
