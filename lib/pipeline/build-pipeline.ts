import { Construct } from 'constructs';

import { BuildPlan } from '../build/build-plan';
import { ImageVariant } from '../core/image-variant';
import { IEncryptionKey } from '../registry/encryption/encryption-key';
import { GoldenImageRepository } from '../registry/golden-image-repository';

/** Where the newest release of a variant is written down. */
export interface VariantChannel {
  /** Which variant. */
  readonly variant: ImageVariant;
  /** Name of the SSM parameter that is moved last. */
  readonly parameterName: string;
  /** Name of the SSM parameter in which its last release is written down. */
  readonly lastReleaseParameterName: string;
}

/** What a pipeline is given for one image. */
export interface BuildPipelineBindOptions {
  /** What to build, and what to let through. */
  readonly plan: BuildPlan;
  /** Where candidates are pushed. */
  readonly candidates: GoldenImageRepository;
  /** Where released digests are copied to. */
  readonly releases: GoldenImageRepository;
  /** The channel of each variant that the plan has. */
  readonly channels: VariantChannel[];
  /** Whether the image that a channel points to carries the channel's name as a tag as well. */
  readonly channelTags: boolean;
}

/** What a trigger needs to start builds of one image. */
export interface BuildStart {
  /** ARN of the EventBridge Scheduler target. */
  readonly targetArn: string;
  /** What the target is given, in JSON; asks for a refresh at the scheduled time. */
  readonly input: string;
  /** ARN of the role that schedules assume. */
  readonly roleArn: string;
  /** Name of the schedule group that may assume the role. */
  readonly scheduleGroupName: string;
}

/** What a pipeline made for one image. */
export interface BuildPipelineBinding {
  /**
   * Folder in which the Dockerfile, the tests and the buildspecs are written, relative to the stack's folder in the
   * synth output.
   */
  readonly contextPath: string;
  /** What starts a build. */
  readonly start: BuildStart;
}

/** The strategy that builds and releases images; shared by the images of a stack. */
export interface IBuildPipeline {
  /** Prefix of the names of all that belongs to the pipeline, such as `golden`. */
  readonly namespace: string;
  /** The key that everything is encrypted with. */
  readonly encryptionKey: IEncryptionKey;
  /** Makes what builds and releases one image, as children of `scope`. */
  bind(scope: Construct, options: BuildPipelineBindOptions): BuildPipelineBinding;
}
