import { AllowedImage } from './allowed-image';
import { CatalogDocument } from './catalog-document';
import { ImageException } from './image-exception';
import { VerdictLevel } from './image-verdict';

/** What each verdict does. */
export interface VerdictLevels {
  /**
   * Of an image that is neither golden nor allowed.
   *
   * @default VerdictLevel.ERROR
   */
  readonly notGolden?: VerdictLevel;
  /**
   * Of a golden image by its tag alone.
   *
   * @default VerdictLevel.ERROR
   */
  readonly tagOnly?: VerdictLevel;
  /**
   * Of a golden image that is deprecated; after its last day it is always an error.
   *
   * @default VerdictLevel.WARNING
   */
  readonly deprecated?: VerdictLevel;
  /**
   * Of a revoked release.
   *
   * @default VerdictLevel.ERROR
   */
  readonly revoked?: VerdictLevel;
  /**
   * Of what is known only when Terraform applies, or cannot be read.
   *
   * @default VerdictLevel.WARNING
   */
  readonly unknown?: VerdictLevel;
  /**
   * Of an image that CodeBuild provides (`aws/codebuild/…`), where a CodeBuild project runs in it.
   *
   * @default VerdictLevel.REPORT
   */
  readonly curated?: VerdictLevel;
  /**
   * Why a level is weaker than its default, which is the error `MissingReason` without: one line of at most 500 printable
   * characters, else the error `InvalidReason`.
   *
   * @default - none is weaker
   */
  readonly reason?: string;
}

/** What is asked of the images that resources run and build on. */
export interface GoldenImageRequirements {
  /**
   * Hosts of the registries whose images are golden, such as `111122223333.dkr.ecr.eu-west-1.amazonaws.com`; the FIPS and
   * IPv6 names of a private ECR registry are meant with it. None is the error `InvalidRegistries`, one that is no host
   * `InvalidRegistryHost`, one that is there twice `DuplicateRegistry`.
   */
  readonly registries: string[];
  /**
   * What golden images are named below there. An empty list is the error `InvalidNamespaces`, one that is no path of a
   * repository `InvalidNamespace`, one that is there twice `DuplicateNamespace`.
   *
   * @default ["golden"]
   */
  readonly namespaces?: string[];
  /**
   * Images that may be used although they are not golden.
   *
   * @default - none
   */
  readonly allowed?: AllowedImage[];
  /**
   * What is let through for a time.
   *
   * @default - none
   */
  readonly exceptions?: ImageException[];
  /**
   * The platform's catalogue: which golden images there are, and what is deprecated and revoked.
   *
   * @default - every name in the namespaces is golden, and nothing is known of deprecation and revocation
   */
  readonly catalog?: CatalogDocument;
  /**
   * What each verdict does.
   *
   * @default - not golden, by tag alone and revoked are errors, deprecated and unknown are warnings, and what CodeBuild provides is reported
   */
  readonly levels?: VerdictLevels;
  /**
   * The day, `YYYY-MM-DD` in UTC, on which deprecations and exceptions are judged; anything else is the error `InvalidDate`.
   *
   * @default - today
   */
  readonly asOf?: string;
}
