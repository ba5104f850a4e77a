import { ImageVariant } from '../core/image-variant';
import { Libc } from '../core/libc';
import { PackageManager } from '../core/package-manager';
import { ImagePlatform } from '../core/platform';
import { ImageProvenance } from './image-provenance';
import { LockFile } from './lock-file';
import { PullSource } from './pull-source';

/** How an upstream image is pinned, and where it is pulled from. */
export interface UpstreamImageOptions {
  /**
   * Digest that the registry gives for the tag: `sha256:` and 64 lower-case hexadecimal digits.
   *
   * It pins what is built on. An index's digest is the right one where the tag has several platforms.
   *
   * @default - none, which is the error `MissingDigest` unless `lockFile` or `trackingReason` is given
   */
  readonly digest?: string;
  /**
   * The lock file that has the digest. An image that it does not have is the error `NotLocked`; `golden-image lock` adds it.
   * Beside a digest it is the error `ContradictoryPin`.
   *
   * @default - the digest is given here
   */
  readonly lockFile?: LockFile;
  /**
   * Why the tag is followed instead of a digest: each build takes what the tag names on its day. One line of at most 500
   * printable characters, shown in the plan and in a label. Beside a digest or a lock file it is the error
   * `ContradictoryPin`.
   *
   * @default - the image is pinned
   */
  readonly trackingReason?: string;
  /**
   * Where the image is pulled from.
   *
   * @default - its own registry
   */
  readonly pullFrom?: PullSource;
}

/** Which distroless image. */
export interface DistrolessOptions extends UpstreamImageOptions {
  /**
   * Release of Debian that it is made from: `12`, which has static, base and cc alone, or `13`; anything else is the error
   * `InvalidDebianRelease`.
   *
   * @default "13"
   */
  readonly debianRelease?: string;
  /**
   * Whether to take the debug variant, which has busybox. It is no base for what runs in production.
   *
   * @default false
   */
  readonly debug?: boolean;
}

/** What cannot be known of an image that is not in the table of known ones. */
export interface CustomImageOptions extends UpstreamImageOptions {
  /** C library that its programs are linked with. */
  readonly libc: Libc;
  /** What installs packages in it. */
  readonly packageManager: PackageManager;
  /**
   * Whether it has `/bin/sh`.
   *
   * @default - it has, if it has a package manager
   */
  readonly hasShell?: boolean;
  /**
   * Platforms that it is published for.
   *
   * @default - not known, and policies say so
   */
  readonly platforms?: ImagePlatform[];
  /**
   * What it is for.
   *
   * @default - `DEBUG` or `DEV` where a word of the tag says so, else `RUNTIME`
   */
  readonly variant?: ImageVariant;
}

/** An image that is not in the table of known ones, and who publishes it. */
export interface CustomUpstreamImageOptions extends CustomImageOptions {
  /** Who publishes it. */
  readonly provenance: ImageProvenance;
}

/** Which variant of a golden image. */
export interface GoldenImageBaseOptions {
  /**
   * The variant to build on.
   *
   * @default ImageVariant.RUNTIME
   */
  readonly variant?: ImageVariant;
}
