import { Construct } from 'constructs';

import { BaseImage } from './base-image/base-image';
import { GoldenImageVariant, IGoldenImage } from './base-image/golden-image-parent';
import { BuildPlan, planBuild } from './build/build-plan';
import { ScanGate } from './build/scan-gate';
import { checkPresent } from './core/check';
import { dayOf } from './core/day';
import { refuseDuplicates } from './core/duplicates';
import { GoldenImageError } from './core/error';
import { ImageVariant } from './core/image-variant';
import { RateUnit, Schedule } from './core/schedule';
import { Severity } from './core/severity';
import { BOOLEAN, BY_RULE, checkShape, implementing, instanceOf, listOf, Shape } from './core/shape';
import { rebuildSchedule } from './events/rebuild-schedule';
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
   * When the image is rebuilt with the patches of the day.
   *
   * @default - every seven days
   */
  readonly rebuildSchedule?: Schedule;
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
    this.plan = planBuild(spec, props.scanGate ?? ScanGate.blockAtOrAbove(Severity.HIGH));

    this.made = pipeline.bind(this, {
      plan: this.plan,
      channelNames: [...resolveChannels(props.channel ?? DEFAULT_CHANNEL, spec.variants, where)],
      channelTags: props.channelTags ?? false,
      releaseLifecycle: props.releaseLifecycle ?? LifecyclePolicy.releases(),
      pullableBy: [...(props.pullableBy ?? [])],
      declared: (Object.keys(SHAPE) as (keyof typeof SHAPE)[]).filter((name) => props[name] !== undefined),
    });
    const { contextPath, repositoryUri, releases, start } = this.made;
    this.contextPath = contextPath;
    this.repositoryUri = repositoryUri;
    this.releasedDigest = releases[0]!.digest;
    this.variants = releases.map((release) => goldenImageVariant(spec, release));
    if (start !== undefined) rebuildSchedule(this, spec.name, props.rebuildSchedule ?? Schedule.rate(7, RateUnit.DAYS), start);

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
