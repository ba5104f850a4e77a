import { Construct } from 'constructs';

import { BaseImage } from './base-image/base-image';
import { GoldenImageVariant, IGoldenImage } from './base-image/golden-image-parent';
import { BuildPlan, planBuild } from './build/build-plan';
import { ScanGate } from './build/scan-gate';
import { resolveUpkeep } from './build/upkeep';
import { checkPresent } from './core/check';
import { dayOf } from './core/day';
import { refuseDuplicates } from './core/duplicates';
import { GoldenImageError } from './core/error';
import { ImageVariant } from './core/image-variant';
import { Schedule } from './core/schedule';
import { Severity } from './core/severity';
import { BOOLEAN, BY_RULE, checkShape, implementing, instanceOf, listOf, Shape } from './core/shape';
import { parentChannels } from './events/parent-channels';
import { refuseParentCycle } from './events/parent-cycle';
import { triggers } from './events/triggers';
import { annotateFindings } from './governance/annotate-findings';
import { governing } from './governance/image-policies';
import { ImageDeclaration } from './image/declaration';
import { goldenImageVariant } from './image/golden-image-variant';
import { resolveImageSpec } from './image/image-spec';
import { resolveChannels } from './image/resolve-channels';
import { BuildPipelineBinding, IBuildPipeline } from './pipeline/build-pipeline';
import { evaluate, Evaluated } from './policy/evaluate';
import { ImageFinding } from './policy/finding';
import { PolicyExemption } from './policy/policy-exemption';
import { RepositoryPrincipal } from './registry/access/repository-principal';
import { DEFAULT_CHANNEL } from './registry/channel-name';
import { GoldenImageRepository } from './registry/golden-image-repository';
import { LifecyclePolicy } from './registry/lifecycle/lifecycle-policy';

/** A golden image: what it is, and how it is made, released and shared. */
export interface GoldenImageProps extends ImageDeclaration {
  /** What builds and releases it; shared by the images of a stack. */
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
   * After how many days without a release a check tells people, 1 to 365; anything else is the error `InvalidNoticeDays`.
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
   * it is the error `ProviderTooOld`; and the lifecycle policy keeps what carries one, so that it may expire other releases. A release writes the tag: let
   * releases expire only after the first one with `channelTags`.
   *
   * @default false
   */
  readonly channelTags?: boolean;
}

/** The declaration has a shape of its own, which is checked with it. */
const SHAPE: Shape<Omit<GoldenImageProps, keyof ImageDeclaration>> = {
  pipeline: implementing('IBuildPipeline', 'namespace', 'bind'),
  channel: BY_RULE,
  scanGate: instanceOf(ScanGate),
  rebuildSchedule: instanceOf(Schedule),
  refreshAfterDays: BY_RULE,
  supportNoticeDays: BY_RULE,
  releaseNoticeDays: BY_RULE,
  pullableBy: listOf(instanceOf(RepositoryPrincipal)),
  exemptions: listOf(instanceOf(PolicyExemption)),
  releaseLifecycle: instanceOf(LifecyclePolicy),
  channelTags: BOOLEAN,
};

const DUPLICATE_EXEMPTION = {
  code: 'DuplicateExemption',
  problem: 'the image is exempt from this rule twice',
  expected: 'each rule once',
  remedy: 'remove one of the two',
} as const;

/**
 * A golden image: one declaration, and the factory that builds, tests, scans and releases it.
 *
 * @example
 * new GoldenImage(this, 'Debian', {
 *   name: 'debian',
 *   version: '12.1.0',
 *   base: BaseImage.debian('12-slim', { digest: 'sha256:…' }),
 *   packages: ['ca-certificates', 'tzdata'],
 *   owner: 'platform-team',
 *   rationale: 'glibc, five years of support',
 *   pipeline: factory,
 * });
 */
export class GoldenImage extends Construct implements IGoldenImage {
  public readonly imageName: string;
  public readonly imageVersion: string;
  public readonly namespace: string;
  public readonly repositoryUri: string;
  /** Digest of the newest release of the image itself, known when Terraform runs; `unreleased` before the first one. */
  public readonly releasedDigest: string;
  /** What the image is built from. */
  public readonly base: BaseImage;
  /** The files that the image is built from, and what it must pass. */
  public readonly plan: BuildPlan;
  /**
   * Folder in which the Dockerfile, the tests and the buildspecs are written, relative to the stack's folder in the
   * synth output.
   */
  public readonly contextPath: string;
  private readonly made: BuildPipelineBinding;
  private readonly variants: readonly GoldenImageVariant[];
  private readonly evaluated: Evaluated;

  public constructor(scope: Construct, id: string, props: GoldenImageProps) {
    super(scope, id);
    const where = this.node.path;
    checkShape(SHAPE, props, 'props', where);
    const pipeline = checkPresent(props?.pipeline, 'pipeline', where);
    const spec = resolveImageSpec(props, where);
    this.base = props.base;
    this.imageName = spec.name;
    this.imageVersion = spec.version;
    this.namespace = pipeline.namespace;
    this.plan = planBuild(spec, props.scanGate ?? ScanGate.blockAtOrAbove(Severity.HIGH), resolveUpkeep(props, where));

    const before = this.node.children;
    this.made = pipeline.bind(this, {
      plan: this.plan,
      channelNames: [...resolveChannels(props.channel ?? DEFAULT_CHANNEL, spec.variants, where)],
      channelTags: props.channelTags ?? false,
      releaseLifecycle: props.releaseLifecycle ?? LifecyclePolicy.releases(),
      pullableBy: [...(props.pullableBy ?? [])],
      ...(props.rebuildSchedule !== undefined && { rebuildSchedule: props.rebuildSchedule }),
      declared: (Object.keys(SHAPE) as (keyof typeof SHAPE)[]).filter((name) => props[name] !== undefined),
    });
    const { contextPath, repositoryUri, releases, starts } = this.made;
    this.contextPath = contextPath;
    this.repositoryUri = repositoryUri;
    this.releasedDigest = releases[0]!.digest;
    this.variants = releases.map((release) => goldenImageVariant(spec, release));
    refuseParentCycle(this, {
      name: `${this.namespace}/${spec.name}`,
      own: releases.flatMap(({ channelParameterName }) => channelParameterName ?? []),
      parents: parentChannels(this.plan),
    });
    const made = this.node.children.filter((child) => !before.includes(child));
    triggers(this, { namespace: this.namespace, plan: this.plan, schedule: props.rebuildSchedule ?? Schedule.daily(), starts, made });

    const exemptions = [...(props.exemptions ?? [])];
    refuseDuplicates(DUPLICATE_EXEMPTION, exemptions.map(({ rule }) => rule), where);
    const subject = { spec, ...(props.scanGate !== undefined && { scanGate: props.scanGate }) };
    this.evaluated = { subject, exemptions, path: where };
    annotateFindings(this, () => this.findings);
  }

  /** The repository in ECR that teams pull from; it holds only what passed. Where there is none, it is the error `NotMadeByPipeline`. */
  public get repository(): GoldenImageRepository {
    return this.madeByPipeline('release repository in ECR', this.made.repository);
  }

  /** The repository in ECR that candidates wait in. Where there is none, it is the error `NotMadeByPipeline`. */
  public get candidates(): GoldenImageRepository {
    return this.madeByPipeline('candidate repository in ECR', this.made.candidates);
  }

  /** ARN of the release repository. Where it is not in ECR, it is the error `NotMadeByPipeline`. */
  public get repositoryArn(): string {
    return this.repository.repositoryArn;
  }

  /**
   * Name of the SSM parameter that holds the digest of the newest release, such as `/golden/debian/channels/stable`. Where
   * there is none, it is the error `NotMadeByPipeline`.
   */
  public get channelParameterName(): string {
    return this.madeByPipeline('channel', this.variants[0]!.channelParameterName);
  }

  /**
   * What the policies find that govern the image now: those of all scopes around it, else `ImagePolicy.baseline()`. What
   * does not pass becomes an annotation of the image when the app is synthesized, and an error fails that.
   */
  public get findings(): ImageFinding[] {
    return [...evaluate(governing(this), this.evaluated, dayOf(new Date()))];
  }

  public variantOf(variant: ImageVariant): GoldenImageVariant {
    const found = this.variants.find((one) => one.variant === variant);
    if (found !== undefined) return found;
    throw new GoldenImageError('UnknownVariant', {
      where: this.node.path,
      problem: 'the image does not declare this variant',
      given: variant,
      expected: `one of ${this.variants.map((one) => one.variant).join(', ')}`,
      remedy: 'add it to the variants of the image',
    });
  }

  private madeByPipeline<T>(noun: string, made: T | undefined): T {
    if (made !== undefined) return made;
    throw new GoldenImageError('NotMadeByPipeline', {
      where: this.node.path,
      problem: `the pipeline of the image makes no ${noun}`,
      expected: 'a pipeline that makes one, such as CodeBuildPipeline',
      remedy: 'use repositoryUri and releasedDigest, which every pipeline tells',
    });
  }
}
