import { checkOneOf, checkPresent, checkText } from '../core/check';
import { ImageVariant, IMAGE_VARIANTS } from '../core/image-variant';
import { Libc } from '../core/libc';
import { PackageManager } from '../core/package-manager';
import { ImagePlatform, IMAGE_PLATFORMS } from '../core/platform';
import { IMAGE_REPOSITORY, OFFICIAL_REPOSITORY } from '../core/reference-grammar';
import { BY_RULE, checkShape, DATE } from '../core/shape';
import { isUnresolved } from '../core/token';
import { CustomImageOptions, CustomUpstreamImageOptions, DistrolessOptions, GoldenImageBaseOptions, UpstreamImageOptions } from './base-image-options';
import { CUSTOM_SHAPE, DISTROLESS_SHAPE, GOLDEN_IMAGE, GOLDEN_SHAPE } from './base-image-shape';
import { BaseSource } from './base-source';
import { DISTROLESS, DISTROLESS_IMAGES, DistrolessImage, releasesOf } from './distroless';
import { IGoldenImage } from './golden-image-parent';
import { ImageProvenance, IMAGE_PROVENANCES } from './image-provenance';
import * as known from './known-images';
import { endOfStandardSupport, SupportStatus, supportStatus } from './support-status';
import { custom, official, redHat, upstream } from './upstream-base';

/**
 * The image that a golden image is built `FROM`.
 *
 * Every upstream image is emitted by name, tag and digest, which `digest` gives or a `LockFile` has. A tag that is no OCI
 * tag is the error `InvalidTag`, a wrong digest `InvalidDigest`, and none at all `MissingDigest`.
 *
 * @example
 * BaseImage.debian('12-slim', { digest: 'sha256:…' });
 * BaseImage.distroless(DistrolessImage.NODEJS_22, { digest: 'sha256:…' });
 * BaseImage.fromGoldenImage(debian);
 */
export class BaseImage {
  /**
   * Debian, the Docker official image: glibc, apt, a small `-slim` variant, five years of support with LTS.
   *
   * @param tag such as `12-slim` or `bookworm-20261103-slim`
   */
  public static debian(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(upstream('BaseImage.debian', known.debian, tag, options));
  }

  /**
   * Ubuntu, the Docker official image: glibc, apt, five years of standard support for an LTS release.
   *
   * @param tag such as `24.04` or `noble-20261013`
   */
  public static ubuntu(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(upstream('BaseImage.ubuntu', known.ubuntu, tag, options));
  }

  /**
   * Alpine Linux, the Docker official image: musl, apk, a few megabytes, two years of support a release. What was linked
   * with glibc does not run on it.
   *
   * @param tag such as `3.22`
   */
  public static alpine(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(upstream('BaseImage.alpine', known.alpine, tag, options));
  }

  /**
   * Amazon Linux 2023, from Amazon ECR Public: glibc, dnf, made by AWS.
   *
   * @param tag such as `2023` or `2023.9.20251027.0`
   */
  public static amazonLinux(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(upstream('BaseImage.amazonLinux', known.amazonLinux, tag, options));
  }

  /**
   * Red Hat Universal Base Image: glibc, dnf, free to redistribute, supported as long as the RHEL release that it is.
   *
   * @param tag which begins with the major release, such as `9.6`; anything else is the error `InvalidUbiTag`
   */
  public static ubi(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(redHat('BaseImage.ubi', 'ubi', tag, options));
  }

  /** Red Hat Universal Base Image, minimal: with microdnf. The tag is as for `ubi`. */
  public static ubiMinimal(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(redHat('BaseImage.ubiMinimal', 'ubi-minimal', tag, options));
  }

  /** Red Hat Universal Base Image, micro: with a shell, without a package manager. The tag is as for `ubi`. */
  public static ubiMicro(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(redHat('BaseImage.ubiMicro', 'ubi-micro', tag, options));
  }

  /**
   * openSUSE Leap, from openSUSE's own registry: glibc, zypper.
   *
   * @param tag such as `15.6`
   */
  public static opensuseLeap(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(upstream('BaseImage.opensuseLeap', known.opensuseLeap, tag, options));
  }

  /**
   * Distroless: what a program needs to run and nothing else, without a shell or a package manager, with the user
   * `nonroot`. Its tags are `nonroot` and `debug-nonroot`.
   *
   * @param image which one; anything else is the error `InvalidDistrolessImage`
   */
  public static distroless(image: DistrolessImage, options: DistrolessOptions): BaseImage {
    const where = 'BaseImage.distroless';
    checkShape(DISTROLESS_SHAPE, options, 'options', where);
    checkOneOf('InvalidDistrolessImage', 'distroless image', DISTROLESS_IMAGES, image, where);
    const release = checkOneOf('InvalidDebianRelease', 'Debian release', releasesOf(image), options?.debianRelease ?? '13', where);
    const debug = options?.debug ?? false;
    return new BaseImage(upstream(where, () => known.distroless(image, DISTROLESS[image], release, debug), debug ? 'debug-nonroot' : 'nonroot', options));
  }

  /**
   * An image of Chainguard's: made from Wolfi's packages, rebuilt daily, mostly without a shell or a package manager;
   * tags that end in `-dev`, and the image `wolfi-base`, have both.
   *
   * @param repository such as `node`, `python`, `static` or `wolfi-base`
   * @param tag such as `latest`, the one that is free of charge; policies may ask for another
   */
  public static chainguard(repository: string, tag: string, options: UpstreamImageOptions): BaseImage {
    const where = 'BaseImage.chainguard';
    checkText(OFFICIAL_REPOSITORY, repository, where);
    return new BaseImage(upstream(where, (checked) => known.chainguard(repository, checked), tag, options));
  }

  /**
   * A Docker Hardened Image: without a shell or a package manager, with the user `nonroot`; tags that end in `-dev`
   * have them.
   *
   * @param repository such as `node`
   * @param tag such as `22-debian13`
   */
  public static dockerHardened(repository: string, tag: string, options: UpstreamImageOptions): BaseImage {
    const where = 'BaseImage.dockerHardened';
    checkText(OFFICIAL_REPOSITORY, repository, where);
    return new BaseImage(upstream(where, (checked) => known.dockerHardened(repository, checked), tag, options));
  }

  /**
   * Node.js, the Docker official image.
   *
   * @param tag `VERSION[-DISTRIBUTION]`, such as `22-bookworm-slim` or `22-alpine3.22`
   */
  public static node(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(official('BaseImage.node', 'node', tag, options));
  }

  /** Python, the Docker official image; tags such as `3.13-slim-bookworm`. */
  public static python(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(official('BaseImage.python', 'python', tag, options));
  }

  /** Go, the Docker official image, for build stages; tags such as `1.25-bookworm`. */
  public static golang(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(official('BaseImage.golang', 'golang', tag, options));
  }

  /** Eclipse Temurin, the Docker official image of OpenJDK; tags such as `21-jre-noble`. */
  public static eclipseTemurin(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(official('BaseImage.eclipseTemurin', 'eclipse-temurin', tag, options));
  }

  /** Ruby, the Docker official image; tags such as `3.4-slim-bookworm`. */
  public static ruby(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(official('BaseImage.ruby', 'ruby', tag, options));
  }

  /** PHP, the Docker official image; tags such as `8.4-fpm-bookworm`. */
  public static php(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(official('BaseImage.php', 'php', tag, options));
  }

  /** Rust, the Docker official image, for build stages; tags such as `1.91-slim-bookworm`. */
  public static rust(tag: string, options: UpstreamImageOptions): BaseImage {
    return new BaseImage(official('BaseImage.rust', 'rust', tag, options));
  }

  /**
   * Any other Docker official image whose tags are `VERSION[-DISTRIBUTION]` and which is on Debian or Ubuntu unless the
   * tag says otherwise.
   *
   * @param repository such as `nginx`
   * @param tag such as `1.28-alpine3.22-slim`
   */
  public static dockerOfficial(repository: string, tag: string, options: UpstreamImageOptions): BaseImage {
    const where = 'BaseImage.dockerOfficial';
    return new BaseImage(official(where, checkText(OFFICIAL_REPOSITORY, repository, where), tag, options));
  }

  /** Nothing: for static programs that a build stage makes. The non-root user is the only thing that is added. */
  public static scratch(): BaseImage {
    return new BaseImage({
      kind: 'scratch',
      facts: {
        provenance: ImageProvenance.OFFICIAL,
        libc: Libc.NONE,
        packageManager: PackageManager.NONE,
        hasShell: false,
        platforms: IMAGE_PLATFORMS,
        variant: ImageVariant.RUNTIME,
        runsAsRoot: true,
        support: [],
        updateOptions: [],
      },
    });
  }

  /**
   * An image of one's own organisation, from its registry.
   *
   * @param repository registry host and repository name, such as `registry.example.com/base/debian`; anything else is
   * the error `InvalidImageRepository`. One that is known only when Terraform runs, such as the address of an ECR
   * repository of the same stack, is taken to be of the factory's own account and region.
   */
  public static fromPrivateRegistry(repository: string, tag: string, options: CustomImageOptions): BaseImage {
    const where = 'BaseImage.fromPrivateRegistry';
    if (!isUnresolved(repository)) checkText(IMAGE_REPOSITORY, repository, where);
    return new BaseImage(custom(where, repository, tag, ImageProvenance.INTERNAL, options));
  }

  /**
   * Any other image, with what cannot be known of it.
   *
   * @param repository registry host and repository name, such as `quay.io/organisation/image`; anything else is the
   * error `InvalidImageRepository`
   */
  public static custom(repository: string, tag: string, options: CustomUpstreamImageOptions): BaseImage {
    const where = 'BaseImage.custom';
    checkShape<CustomUpstreamImageOptions>({ ...CUSTOM_SHAPE, provenance: BY_RULE }, options, 'options', where);
    const provenance = checkOneOf('InvalidProvenance', 'provenance', IMAGE_PROVENANCES, checkPresent(options?.provenance, 'provenance', where), where);
    return new BaseImage(custom(where, checkText(IMAGE_REPOSITORY, repository, where), tag, provenance, options));
  }

  /**
   * The newest release of another golden image, at the time of the build.
   *
   * Its digest is read when the build starts, mostly from the parent's channel, and stands in the labels of what is built. The
   * parent's non-root user and package manager are inherited. The parent lies in the account and region of the child;
   * with `CodeBuildPipeline` one in a stack of another region is the error `ParentElsewhere`.
   *
   * @param image the parent
   * @param options which variant of it; one that the parent does not declare is the error `UnknownVariant`
   */
  public static fromGoldenImage(image: IGoldenImage, options: GoldenImageBaseOptions = {}): BaseImage {
    const where = 'BaseImage.fromGoldenImage';
    GOLDEN_IMAGE('image', checkPresent(image, 'image', where), where);
    checkShape(GOLDEN_SHAPE, options, 'options', where);
    const wanted = checkOneOf('InvalidVariant', 'variant', IMAGE_VARIANTS, options.variant ?? ImageVariant.RUNTIME, where);
    const { channelParameterName, releasedDigest, variant, packageManager, hasShell, libc, platforms, userId, updateOptions } = image.variantOf(wanted);
    return new BaseImage({
      kind: 'golden',
      image,
      ...(channelParameterName !== undefined && { channelParameterName }),
      ...(releasedDigest !== undefined && { releasedDigest }),
      facts: {
        packageManager,
        hasShell,
        libc,
        platforms,
        variant,
        provenance: ImageProvenance.INTERNAL,
        // A child of an image that runs as root does not inherit that without a reason of its own.
        ...(userId !== 0 && { nonrootUserId: userId }),
        runsAsRoot: userId === 0,
        support: [],
        updateOptions,
      },
    });
  }

  /** @internal */
  public readonly _source: BaseSource;

  private constructor(source: BaseSource) {
    this._source = Object.freeze(source);
  }

  /** Who publishes it. */
  public get provenance(): ImageProvenance {
    return this._source.facts.provenance;
  }

  /** C library that its programs are linked with. */
  public get libc(): Libc {
    return this._source.facts.libc;
  }

  /** What installs packages in it. */
  public get packageManager(): PackageManager {
    return this._source.facts.packageManager;
  }

  /** Whether it has `/bin/sh`. */
  public get hasShell(): boolean {
    return this._source.facts.hasShell;
  }

  /** Platforms that it is published for; empty where that is not known. */
  public get platforms(): ImagePlatform[] {
    return [...(this._source.facts.platforms ?? [])];
  }

  /** What it is for. */
  public get variant(): ImageVariant {
    return this._source.facts.variant;
  }

  /** The last day, `YYYY-MM-DD` in UTC, on which everything in it has standard support; undefined where that is not known. */
  public get endOfStandardSupport(): string | undefined {
    return endOfStandardSupport(this._source.facts.support);
  }

  /** How well it is supported on a day. What is no date, or no valid one, is the error `InvalidType`. */
  public supportStatusAt(date: Date): SupportStatus {
    DATE('date', checkPresent(date, 'date', 'BaseImage.supportStatusAt'), 'BaseImage.supportStatusAt');
    return supportStatus(this._source.facts.support, date);
  }

  /** The base as people name it: name, tag and digest, or the tag that is tracked, or the golden image and its channel. */
  public toString(): string {
    const source = this._source;
    switch (source.kind) {
      case 'scratch':
        return 'scratch';
      case 'golden':
        return `golden image ${source.image.imageName}, the newest release${source.channelParameterName === undefined ? '' : ` of ${source.channelParameterName}`}`;
      case 'upstream':
        return `${source.name}:${source.tag}${source.digest === undefined ? ', tracked' : `@${source.digest}`}`;
    }
  }
}
