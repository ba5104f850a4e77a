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
import { IBuildPipeline } from './pipeline/build-pipeline';
import { evaluate, Evaluated } from './policy/evaluate';
import { ImageFinding } from './policy/finding';
import { PolicyExemption } from './policy/policy-exemption';
import { RepositoryPrincipal } from './registry/access/repository-principal';
import { candidateRepositoryName, DEFAULT_CHANNEL, releaseRepositoryName } from './registry/channel-name';
import { RepositoryEncryption } from './registry/encryption/repository-encryption';
import { GoldenImageRepository } from './registry/golden-image-repository';
import { ImageChannel } from './registry/image-channel';
import { LifecyclePolicy } from './registry/lifecycle/lifecycle-policy';
import { releaseRetention } from './registry/release-retention';

/** Ids are part of what Terraform knows things by. */
const CHANNEL_ID: { readonly [variant in ImageVariant]: string } = {
  [ImageVariant.RUNTIME]: 'Channel',
  [ImageVariant.DEV]: 'DevChannel',
  [ImageVariant.DEBUG]: 'DebugChannel',
};

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
   * Which findings of the scan keep a candidate from being released.
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
  pipeline: implementing('IBuildPipeline', 'namespace', 'encryptionKey', 'bind'),
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
  public readonly repositoryArn: string;
  public readonly channelParameterName: string;
  /** What the image is built from. */
  public readonly base: BaseImage;
  /** The repository that teams pull from; it holds only what passed. */
  public readonly repository: GoldenImageRepository;
  /** The repository that candidates wait in. */
  public readonly candidates: GoldenImageRepository;
  /** The files that the image is built from, and what it must pass. */
  public readonly plan: BuildPlan;
  /**
   * Folder in which the Dockerfile, the tests and the buildspecs are written, relative to the stack's folder in the
   * synth output.
   */
  public readonly contextPath: string;
  private readonly variants: readonly GoldenImageVariant[];
  private readonly evaluated: Evaluated;

  public constructor(scope: Construct, id: string, props: GoldenImageProps) {
    super(scope, id);
    const where = this.node.path;
    checkShape(SHAPE, props, 'props', where);
    const pipeline = checkPresent(props?.pipeline, 'pipeline', where);
    const { namespace } = pipeline;
    const encryption = RepositoryEncryption.kms(pipeline.encryptionKey);
    const spec = resolveImageSpec(props, where);
    this.base = props.base;
    this.imageName = spec.name;
    this.imageVersion = spec.version;
    this.namespace = namespace;
    this.plan = planBuild(spec, props.scanGate ?? ScanGate.blockAtOrAbove(Severity.HIGH));

    const channelTags = props.channelTags ?? false;
    const named = resolveChannels(props.channel ?? DEFAULT_CHANNEL, spec.variants, where);
    const lifecycle = props.releaseLifecycle ?? LifecyclePolicy.releases();
    this.repository = new GoldenImageRepository(this, 'Repository', {
      repositoryName: releaseRepositoryName(namespace, spec.name),
      encryption,
      pushReserved: true,
      ...releaseRetention({ lifecycle, channelTags, channels: named, version: spec.version }, where),
    });
    for (const principal of props.pullableBy ?? []) this.repository.grantPull(principal);
    this.repositoryUri = this.repository.repositoryUri;
    this.repositoryArn = this.repository.repositoryArn;
    this.candidates = new GoldenImageRepository(this, 'Candidates', {
      repositoryName: candidateRepositoryName(namespace, spec.name),
      encryption,
      lifecycle: LifecyclePolicy.candidates(),
      pushReserved: true,
    });
    const channels = named.map(({ variant, channel }) => {
      const { parameterName, lastReleaseParameterName } = new ImageChannel(this, CHANNEL_ID[variant], { namespace, imageName: spec.name, channel });
      return { variant, parameterName, lastReleaseParameterName };
    });
    this.channelParameterName = channels[0]!.parameterName;
    this.variants = channels.map(({ variant, parameterName }) => goldenImageVariant(spec, variant, parameterName));

    const { contextPath, start } = pipeline.bind(this, {
      plan: this.plan,
      candidates: this.candidates,
      releases: this.repository,
      channels,
      channelTags,
    });
    this.contextPath = contextPath;
    rebuildSchedule(this, spec.name, props.rebuildSchedule ?? Schedule.rate(7, RateUnit.DAYS), start);

    const exemptions = [...(props.exemptions ?? [])];
    refuseDuplicates(DUPLICATE_EXEMPTION, exemptions.map(({ rule }) => rule), where);
    const { scanGate } = props;
    const subject = { spec, scanGateDeclared: scanGate !== undefined, ...(scanGate?.reason !== undefined && { scanGateReason: scanGate.reason }) };
    this.evaluated = { subject, exemptions, path: where };
    annotateFindings(this, () => this.findings);
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
}
