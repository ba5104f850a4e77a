import { ImageVariant } from '../core/image-variant';
import { Libc } from '../core/libc';
import { ImageDeprecation, ImageRevocation, InheritedLifecycle } from '../core/lifecycle-options';
import { PackageManager } from '../core/package-manager';
import { ImagePlatform } from '../core/platform';

/** One variant of a golden image, as images that are built on it see it. */
export interface GoldenImageVariant {
  /** Which one. */
  readonly variant: ImageVariant;
  /**
   * Name of the SSM parameter that holds the digest of its newest release, such as `/golden/debian/channels/stable`.
   *
   * @default - there is none
   */
  readonly channelParameterName?: string;
  /**
   * Digest of its newest release, known when Terraform runs.
   *
   * @default - only the SSM parameter tells
   */
  readonly releasedDigest?: string;
  /** What installs packages in it. */
  readonly packageManager: PackageManager;
  /** Whether it has a shell, so that commands can be run when it is built on. */
  readonly hasShell: boolean;
  /** C library that its programs are linked with. */
  readonly libc: Libc;
  /** Platforms that it is built for. */
  readonly platforms: ImagePlatform[];
  /** Numeric id of the user that it runs as. */
  readonly userId: number;
  /** Options without which its package manager finds no updates; mostly none. */
  readonly updateOptions: string[];
}

/**
 * A golden image as other images and pipelines see it: what it is called, where its releases lie and which channel
 * tells the newest one.
 */
export interface IGoldenImage {
  /** Name of the image, such as `debian`. */
  readonly imageName: string;
  /** Declared version, such as `12.1.0`. */
  readonly imageVersion: string;
  /** Prefix that the names of the image's factory share, such as `golden`. */
  readonly namespace: string;
  /** Address of the release repository, without tag or digest. */
  readonly repositoryUri: string;
  /** ARN of the release repository. */
  readonly repositoryArn: string;
  /** Name of the SSM parameter that holds the digest of the newest release, such as `/golden/debian/channels/stable`. */
  readonly channelParameterName: string;
  /**
   * When teams must have left it.
   *
   * @default - it is not deprecated
   */
  readonly deprecation?: ImageDeprecation;
  /** Releases of it that nobody may use. */
  readonly revocations: ImageRevocation[];
  /** What it inherits from what it is built on. */
  readonly inheritedLifecycles: InheritedLifecycle[];
  /**
   * One variant of the image.
   *
   * @param variant one that the image declares; any other is the error `UnknownVariant`
   */
  variantOf(variant: ImageVariant): GoldenImageVariant;
}
