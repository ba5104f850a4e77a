import { ScanGate } from './build/scan-gate';
import { Schedule } from './core/schedule';
import { ImageDeclaration } from './image/declaration';
import { IBuildPipeline } from './pipeline/build-pipeline';
import { PolicyExemption } from './policy/policy-exemption';
import { RepositoryPrincipal } from './registry/access/repository-principal';
import { LifecyclePolicy } from './registry/lifecycle/lifecycle-policy';

/** A golden image: what it is, and how it is made, released and shared. */
export interface GoldenImageProps extends ImageDeclaration {
  /**
   * What builds and releases it; shared by the images of a stack. With `CodeBuildPipeline` and `ImageBuilderPipeline`, one in a stack
   * of another region is the error `PipelineElsewhere`.
   */
  readonly pipeline: IBuildPipeline;
  /**
   * Name of the channel that the pipeline moves with each release: 1 to 32 lower-case letters and digits in groups
   * joined by single hyphens, beginning with a letter, not `dev` or `debug` and not ending so, which is the error
   * `ChannelVariantMismatch`. Variants have channels of their own, such as `stable-debug`.
   *
   * @default "stable"
   */
  readonly channel?: string;
  /**
   * Which findings of the scan keep a candidate from being released. An exception that has expired is an error of the
   * synthesis, by the day of the policies that govern the image.
   *
   * @default ScanGate.blockAtOrAbove(Severity.HIGH)
   */
  readonly scanGate?: ScanGate;
  /**
   * When the image is checked: it is rebuilt when what it is built on or its declaration has changed since the newest
   * release, or when that is due for the patches of the day; else the build ends in its first step. A rate is the error
   * `UnalignedSchedule` where the image is built for several platforms. With `ImageBuilderPipeline`, which builds at each of
   * these times, it is a cron expression or `Schedule.daily()`, else the error `NotForImageBuilder`.
   *
   * @default - Schedule.daily(), or with ImageBuilderPipeline once a week
   */
  readonly rebuildSchedule?: Schedule;
  /**
   * Age of the newest release's packages, in days, 1 to 365, at which a check rebuilds the image though nothing that it is
   * built on has moved; anything else is the error `InvalidRefreshDays`.
   *
   * @default 7
   */
  readonly refreshAfterDays?: number;
  /**
   * How many days before the end of its base's standard support a check tells people, 1 to 730; anything else is the error
   * `InvalidNoticeDays`. Nothing is told where that end is not known.
   *
   * @default 90
   */
  readonly supportNoticeDays?: number;
  /**
   * After how many days without a release a check tells people, 1 to 365; anything else is the error `InvalidNoticeDays`. An image
   * that has nothing to release, by `refreshAfterDays` and what it is built on, is none of them, however old it is.
   *
   * @default 30
   */
  readonly releaseNoticeDays?: number;
  /**
   * Who may pull releases, besides the account that holds them. Candidates can be pulled by nobody else.
   *
   * @default - nobody
   */
  readonly pullableBy?: RepositoryPrincipal[];
  /**
   * What the image is exempt from of the policies that govern it. Two from one rule are the error `DuplicateExemption`.
   *
   * @default - nothing
   */
  readonly exemptions?: PolicyExemption[];
  /**
   * What happens to releases as they age. A policy that could delete or archive a release that a channel may point to is
   * the error `ChannelEndangered`: a channel may point to any release of its variant, for any
   * time, unless `channelTags` marks what it points to.
   *
   * @default LifecyclePolicy.releases()
   */
  readonly releaseLifecycle?: LifecyclePolicy;
  /**
   * Whether the image that a channel points to carries the channel's name as a tag as well, for those who cannot read an
   * SSM parameter. These tags alone are then excepted from immutability, which needs version 6.8 of the AWS provider, else
   * it is the error `ProviderTooOld`; and the lifecycle policy keeps what carries one, so that it may expire other releases. A rule
   * of `releaseLifecycle` for just such a tag that keeps less is the error `ContradictoryLifecycleRules`. A release writes the tag:
   * let releases expire only after the first one with `channelTags`.
   *
   * @default false
   */
  readonly channelTags?: boolean;
  /**
   * Who may read the channels of the image, and what is said of its lifecycle, from other accounts, by AWS RAM: each an account id
   * of 12 digits, or the ARN of an organization or of an organizational unit; anything else is the error
   * `InvalidSharePrincipal`. Accounts outside of the organization are refused by RAM. Parameters that are shared are of SSM's advanced
   * tier, which costs; they stay so. Whoever reads them mostly pulls as well: `pullableBy`.
   *
   * @default - nobody
   */
  readonly channelsSharedWith?: string[];
}
