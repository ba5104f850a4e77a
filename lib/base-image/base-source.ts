import { ImageVariant } from '../core/image-variant';
import { Libc } from '../core/libc';
import { PackageManager } from '../core/package-manager';
import { ImagePlatform } from '../core/platform';
import { IGoldenImage } from './golden-image-parent';
import { ImageProvenance } from './image-provenance';
import { SupportLifecycle } from './support-lifecycle-data';

/** What is known of an image that is built on. */
export interface BaseFacts {
  readonly provenance: ImageProvenance;
  readonly libc: Libc;
  readonly packageManager: PackageManager;
  readonly hasShell: boolean;
  /** Undefined where nobody said. */
  readonly platforms?: readonly ImagePlatform[];
  readonly variant: ImageVariant;
  /** Numeric id of the non-root user that the image has in /etc/passwd; undefined where it has none. */
  readonly nonrootUserId?: number;
  /** Whether commands of a build run as root without being told to. */
  readonly runsAsRoot: boolean;
  /** The releases whose support the image stands on: of the distribution, of the language. Empty where none is known. */
  readonly support: readonly SupportLifecycle[];
  /** What of the image no support is known of, such as `its distribution`; undefined where nothing is left. */
  readonly unknownSupport?: string;
  /** Options without which the package manager finds no updates. */
  readonly updateOptions: readonly string[];
}

/** What a build can install packages with: a package manager that no shell can run installs nothing. */
export function installerOf({ packageManager, hasShell }: BaseFacts): PackageManager {
  return hasShell ? packageManager : PackageManager.NONE;
}

/** An image of a registry. */
export interface UpstreamBase {
  readonly kind: 'upstream';
  /** The name that it is known by, without tag, such as `docker.io/library/debian`; it may be known only when Terraform runs. */
  readonly name: string;
  readonly tag: string;
  /** Undefined where the tag is tracked. */
  readonly digest?: string;
  /** Why the tag is tracked; undefined where the image is pinned. */
  readonly trackingReason?: string;
  /** Where it is pulled from, without tag; it may be known only when Terraform runs. */
  readonly pulledFrom: string;
  /** Whether that is a pull-through cache of a private ECR registry. */
  readonly pulledThroughCache: boolean;
  readonly facts: BaseFacts;
}

/** Another golden image. */
export interface GoldenBase {
  readonly kind: 'golden';
  readonly image: IGoldenImage;
  /** Tells the newest release of the variant that is built on, where there is one. */
  readonly channelParameterName?: string;
  /** The same, for Terraform, where it knows. */
  readonly releasedDigest?: string;
  readonly facts: BaseFacts;
}

/** Nothing at all. */
export interface ScratchBase {
  readonly kind: 'scratch';
  readonly facts: BaseFacts;
}

/** Where an image begins. */
export type BaseSource = UpstreamBase | GoldenBase | ScratchBase;
