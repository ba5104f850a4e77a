import { TerraformProvider } from 'cdktf';

import { Libc } from '../core/libc';
import { PackageManager } from '../core/package-manager';
import { ImagePlatform } from '../core/platform';

/** Which image, and where it is looked up. */
export interface GoldenImageLookup {
  /** Name of the image, such as `debian`. */
  readonly name: string;
  /**
   * Namespace of the factory that makes the image.
   *
   * @default "golden"
   */
  readonly namespace?: string;
  /**
   * Account that holds the image, 12 digits; anything else is the error `InvalidAccountId`. The channels of another account are read by
   * their ARNs, so they must be shared with this one (`channelsSharedWith`), and the image with whoever pulls it (`pullableBy`).
   *
   * @default - the account of the AWS provider
   */
  readonly account?: string;
  /**
   * Region that the image is pulled from, where the registry replicates to others; a malformed one is the error `InvalidRegion`.
   *
   * @default - the region of the AWS provider
   */
  readonly region?: string;
  /**
   * The AWS provider that looks the image up, of the account or the region of the factory: with an alias, where the stack itself
   * works in another region.
   *
   * @default - the AWS provider of the stack
   */
  readonly provider?: TerraformProvider;
  /**
   * What images that are built on this one must know of it; see `BaseImage.fromGoldenImage`.
   *
   * @default - nothing: an image that is built on it is the error `UnknownParentFacts`
   */
  readonly facts?: GoldenImageFacts;
}

/** The newest release of a channel. */
export interface GoldenImageChannelOptions extends GoldenImageLookup {
  /**
   * Name of the channel.
   *
   * @default "stable"
   */
  readonly channel?: string;
}

/** One release, by its tag. */
export interface GoldenImageVersionOptions extends GoldenImageLookup {
  /** Tag of the release: the version, behind it the day of a refresh and the variant, such as `12.1.0-20261101-debug`. */
  readonly version: string;
}

/** One release, by its digest. */
export interface GoldenImageDigestOptions extends GoldenImageLookup {
  /** Digest of the release: `sha256:` and 64 hexadecimal digits; anything else is the error `InvalidDigest`. */
  readonly digest: string;
}

/** What images that are built on another app's golden image must know of it; its catalogue says it. */
export interface GoldenImageFacts {
  /** Declared version, such as `12.1.0`. */
  readonly version: string;
  /** What installs packages in it. */
  readonly packageManager: PackageManager;
  /** Whether it has a shell, so that commands can be run when it is built on. */
  readonly hasShell: boolean;
  /** C library that its programs are linked with. */
  readonly libc: Libc;
  /** Platforms that it is built for, at least one. */
  readonly platforms: ImagePlatform[];
  /** Numeric id of the user that it runs as. */
  readonly userId: number;
}
