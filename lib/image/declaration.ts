import { BaseImage } from '../base-image/base-image';
import { ImagePlatform } from '../core/platform';
import { BuildStage } from './build-stage';
import { CaCertificate } from './ca-certificate';
import { Healthcheck } from './healthcheck';
import { ImageFile } from './image-file';
import { ImageTest } from './image-test';
import { ImageUser } from './image-user';
import { PackageRepository } from './package-repository';
import { SetuidBits } from './setuid-bits';
import { ImageVariantDeclaration } from './variant-declaration';

/** What an organisation says about a golden image. */
export interface ImageDeclaration {
  /**
   * Name of the image, unique in its factory: 1 to 32 lower-case letters and digits in groups joined by single
   * hyphens, beginning with a letter. It is part of the names of everything that is made for the image.
   */
  readonly name: string;
  /**
   * Version of the image: 1 to 64 letters, digits, `.` and `-`, beginning with a letter or a digit, not ending in `dev`,
   * `debug` or a hyphen and eight or fourteen digits.
   *
   * It is the tag of the release. A released version never changes: raise it with the declaration. Scheduled rebuilds
   * of a released version are released as `VERSION-YYYYMMDD`, further ones of a day as `VERSION-YYYYMMDDhhmmss` (UTC),
   * variants with `-dev` or `-debug` behind.
   */
  readonly version: string;
  /** What the image is built from. */
  readonly base: BaseImage;
  /** The team that answers for the image: one line of at most 200 printable characters, without `${` and `%{`. */
  readonly owner: string;
  /** Why this base was chosen: one line of at most 1000 printable characters, without `${` and `%{`. */
  readonly rationale: string;
  /**
   * Packages, as the base's package manager takes them, each `name` or `name=version`. Recommended packages and
   * documentation are left out, signatures are checked, and a version that is given stays through security updates. On a
   * base without a package manager they are the error `NoPackageManager`.
   *
   * @default - none besides what the base has
   */
  readonly packages?: string[];
  /**
   * Repositories that packages come from besides the distribution's own.
   *
   * @default - none
   */
  readonly packageRepositories?: PackageRepository[];
  /**
   * Certificate authorities that the image's programs trust besides the usual ones. They need a base with a package
   * manager, else they are the error `NoPackageManager`.
   *
   * @default - none
   */
  readonly caCertificates?: CaCertificate[];
  /**
   * Stages whose results are copied into the image, in the order in which they are built.
   *
   * @default - none
   */
  readonly stages?: BuildStage[];
  /**
   * Files that are added to the image, in this order: put what changes seldom first.
   *
   * @default - none
   */
  readonly files?: ImageFile[];
  /**
   * Environment variables: names of letters, digits and `_`, values of one line. A name that says that the value is a
   * secret is the error `SecretInEnvironment`.
   *
   * @default - those of the base
   */
  readonly environment?: { [name: string]: string };
  /**
   * Labels besides those that every golden image has: names in reverse domain notation, values of one line.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };
  /**
   * Working directory of containers: an absolute path. It is made if it is not there.
   *
   * @default - the base's
   */
  readonly workingDirectory?: string;
  /**
   * Ports that containers listen on, each a number from 1 to 65535, alone or with `/tcp`, `/udp` or `/sctp`.
   *
   * @default - those of the base
   */
  readonly ports?: string[];
  /**
   * Folders whose content outlives a container: absolute paths.
   *
   * @default - those of the base
   */
  readonly volumes?: string[];
  /**
   * How Docker and ECS find out that a container is healthy.
   *
   * @default - the base's
   */
  readonly healthcheck?: Healthcheck;
  /**
   * Signal that asks a container to stop, by name, such as `SIGQUIT`.
   *
   * @default - the base's, mostly SIGTERM
   */
  readonly stopSignal?: string;
  /**
   * Program that containers start and its first arguments; no shell reads it.
   *
   * @default - the base's
   */
  readonly entrypoint?: string[];
  /**
   * Arguments of the entrypoint where a container is given none, or the program where there is no entrypoint; no shell
   * reads it.
   *
   * @default - the base's
   */
  readonly command?: string[];
  /**
   * The user that containers run as.
   *
   * @default - the base's non-root user where it has one, else `ImageUser.nonroot()`: `nonroot`, 65532
   */
  readonly user?: ImageUser;
  /**
   * Locale of programs, in UTF-8, such as `C.UTF-8` or `de_DE.UTF-8`. Others than `C.UTF-8` need glibc and a package
   * manager, else they are the error `LocaleUnavailable`.
   *
   * @default - the base's
   */
  readonly locale?: string;
  /**
   * Time zone of programs, such as `Europe/Berlin`.
   *
   * @default - the base's, mostly UTC
   */
  readonly timeZone?: string;
  /**
   * What becomes of setuid and setgid bits.
   *
   * @default SetuidBits.remove()
   */
  readonly setuidBits?: SetuidBits;
  /**
   * Whether to remove every shell from the image. Nothing can then be run when it is built on. Variants keep theirs. An entrypoint,
   * command or health check that is run by a shell is then the error `ShellRemoved`.
   *
   * @default false
   */
  readonly removeShell?: boolean;
  /**
   * Whether to remove the package manager's programs from the image. What it knows of the packages stays, because
   * scanners read it. Variants keep theirs.
   *
   * @default false
   */
  readonly removePackageManager?: boolean;
  /**
   * Whether to make the image one layer from scratch, so that what was removed is not shipped either. The base's
   * environment and entrypoint are then lost, and every change ships the whole image.
   *
   * @default false
   */
  readonly squash?: boolean;
  /**
   * Variants besides the image itself, for development or to look into containers. They are built on the image's own
   * layers, pass the same tests and gate, say what they are in tag and label, and have channels of their own.
   *
   * @default - none
   */
  readonly variants?: ImageVariantDeclaration[];
  /**
   * Size budget: what the layers may have together, unpacked, in whole megabytes of 10^6 bytes, 1 to 100000; anything
   * else is the error `InvalidMaxSize`. It is what `docker image inspect` calls Size. A larger candidate is not pushed.
   *
   * @default - none
   */
  readonly maxSizeMegabytes?: number;
  /**
   * Platforms that the image is built for, each once: anything else is the error `InvalidPlatform` or
   * `DuplicatePlatform`. `CodeBuildPipeline` builds each on a machine of its own platform; other pipelines say which they take.
   *
   * @default - linux/amd64
   */
  readonly platforms?: ImagePlatform[];
  /**
   * What a candidate must satisfy before it is pushed, besides what is tested of every image: its user, labels and all
   * else of its configuration that is declared; mode and owner of each file that is not from a stage; no setuid and setgid
   * bits unless they are kept; no shell and no package manager where they are removed or the base has none, and no file
   * brings one; the size budget; and, where the image has a shell, that a container starts with a read-only root and
   * without capabilities.
   *
   * Each has a name of its own, else it is the error `DuplicateTest`. One with the name of a default test takes its place.
   *
   * @default - no others
   */
  readonly tests?: ImageTest[];
  /**
   * Name of the image, of the same namespace, that this one takes the place of as a new major version, such as `debian-12`.
   * Both live side by side until the older one is deprecated and its last team has moved. An image cannot supersede itself:
   * that is the error `InvalidImageName`.
   *
   * @default - none
   */
  readonly supersedes?: string;
  /**
   * How teams move to this image from the one that it supersedes, in Markdown: 1 to 50,000 characters without control
   * characters other than newline and tab, else it is the error `InvalidMigrationGuide`. The catalogue shows it.
   *
   * @default - none
   */
  readonly migrationGuide?: string;
}
