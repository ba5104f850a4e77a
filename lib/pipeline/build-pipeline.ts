import { Construct } from 'constructs';

import { BuildPlan } from '../build/build-plan';
import { ImageVariant } from '../core/image-variant';
import { Schedule } from '../core/schedule';
import { RepositoryPrincipal } from '../registry/access/repository-principal';
import { GoldenImageRepository } from '../registry/golden-image-repository';
import { LifecyclePolicy } from '../registry/lifecycle/lifecycle-policy';

/** What the channel of a variant is called. */
export interface VariantChannelName {
  /** Which variant. */
  readonly variant: ImageVariant;
  /** Name of the channel, such as `stable-debug`. */
  readonly channel: string;
}

/** What a pipeline is given for one image. */
export interface BuildPipelineBindOptions {
  /** What to build, and what to let through. */
  readonly plan: BuildPlan;
  /** The channel of each variant that the plan has. */
  readonly channelNames: VariantChannelName[];
  /** Whether the image that a channel points to carries the channel's name as a tag as well. */
  readonly channelTags: boolean;
  /** What happens to releases as they age. */
  readonly releaseLifecycle: LifecyclePolicy;
  /** Who may pull releases. */
  readonly pullableBy: RepositoryPrincipal[];
  /**
   * When the image is to be rebuilt, for a pipeline that keeps schedules of its own.
   *
   * @default - the declaration does not say
   */
  readonly rebuildSchedule?: Schedule;
  /**
   * Names of the properties of `GoldenImageProps` that the declaration sets. A pipeline refuses those that it does not
   * honour: a property that is ignored would be believed.
   */
  readonly declared: string[];
}

/** What builds an image for one platform. */
export interface BuildTarget {
  /** Part of the construct paths and names of what starts it, such as `Amd64`. */
  readonly id: string;
  /** ARN of the CodeBuild project. */
  readonly projectArn: string;
  /** Name of the CodeBuild project. */
  readonly projectName: string;
}

/** What triggers need to start builds of one image. */
export interface BuildStart {
  /** What is started, all of it at once: at least one. */
  readonly builds: BuildTarget[];
  /** ARN of the EventBridge Scheduler target that starts a build of CodeBuild. */
  readonly scheduleTargetArn: string;
  /** ARN of the role that schedules assume. */
  readonly scheduleRoleArn: string;
  /** Name of the schedule group that may assume that role. */
  readonly scheduleGroupName: string;
  /** ARN of the role that the rules `NAMESPACE-IMAGE-declaration` and `NAMESPACE-IMAGE-parent` assume. */
  readonly ruleRoleArn: string;
}

/** The newest release of a variant, as Terraform knows it. */
export interface VariantRelease {
  /** Which variant. */
  readonly variant: ImageVariant;
  /** Its digest, known when Terraform runs; `unreleased` before the first release. */
  readonly digest: string;
  /**
   * Name of the SSM parameter that holds the digest.
   *
   * @default - there is none: only the stack knows the digest
   */
  readonly channelParameterName?: string;
}

/** What a pipeline made for one image. */
export interface BuildPipelineBinding {
  /**
   * Folder in which the Dockerfile, the tests and the buildspecs are written, relative to the stack's folder in the
   * synth output.
   */
  readonly contextPath: string;
  /**
   * What starts a build.
   *
   * @default - nothing: the image is built when Terraform is applied, or by schedules that the pipeline made itself
   */
  readonly starts?: BuildStart;
  /** Where releases lie: registry host and repository name. */
  readonly repositoryUri: string;
  /** The newest release of each variant that the plan has. */
  readonly releases: VariantRelease[];
  /**
   * The repository in ECR that releases lie in.
   *
   * @default - they lie in another registry
   */
  readonly repository?: GoldenImageRepository;
  /**
   * The repository in ECR that candidates wait in.
   *
   * @default - candidates are in no registry
   */
  readonly candidates?: GoldenImageRepository;
}

/** The strategy that builds and releases images; shared by the images of a stack. */
export interface IBuildPipeline {
  /** Prefix of the names of all that belongs to the pipeline, such as `golden`. */
  readonly namespace: string;
  /** Makes what builds, keeps and releases one image, as children of `scope`. */
  bind(scope: Construct, options: BuildPipelineBindOptions): BuildPipelineBinding;
}
