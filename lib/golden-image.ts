import { Construct } from 'constructs';

import { BaseImage } from './base-image/base-image';
import { GoldenImageVariant, IGoldenImage } from './base-image/golden-image-parent';
import { BuildPlan, planBuild } from './build/build-plan';
import { ScanGate } from './build/scan-gate';
import { resolveUpkeep } from './build/upkeep';
import { checkPresent } from './core/check';
import { withoutCreationStacks } from './core/creation-stacks';
import { dayOf } from './core/day';
import { refuseDuplicates } from './core/duplicates';
import { GoldenImageError } from './core/error';
import { checkDeprecation, checkRevocation, lifecycleRecord, LifecycleRecord } from './core/image-lifecycle';
import { ImageVariant } from './core/image-variant';
import { ImageDeprecation, ImageRevocation, InheritedLifecycle } from './core/lifecycle-options';
import { Schedule } from './core/schedule';
import { Severity } from './core/severity';
import { BOOLEAN, BY_RULE, checkShape, implementing, instanceOf, LIST, listOf, Shape } from './core/shape';
import { parentChannels } from './events/parent-channels';
import { refuseParentCycle } from './events/parent-cycle';
import { triggers } from './events/triggers';
import { GoldenImageProps } from './golden-image-props';
import { annotateFindings } from './governance/annotate-findings';
import { governing } from './governance/image-policies';
import { announce, predecessor } from './governance/predecessor';
import { ImageDeclaration } from './image/declaration';
import { goldenImageVariant } from './image/golden-image-variant';
import { resolveImageSpec } from './image/image-spec';
import { resolveChannels } from './image/resolve-channels';
import { BuildPipelineBinding } from './pipeline/build-pipeline';
import { evaluate, Evaluated } from './policy/evaluate';
import { ImageFinding } from './policy/finding';
import { PolicyExemption } from './policy/policy-exemption';
import { PolicySubject } from './policy/policy-subject';
import { RepositoryPrincipal } from './registry/access/repository-principal';
import { addChannel, isRevoked, revokedRelease } from './registry/add-channel';
import { DEFAULT_CHANNEL } from './registry/channel-name';
import { ChannelRelease } from './registry/channel-release';
import { GoldenImageRepository } from './registry/golden-image-repository';
import { ImageChannel } from './registry/image-channel';
import { ImageMetadata, metadataText } from './registry/image-metadata';
import { LifecyclePolicy } from './registry/lifecycle/lifecycle-policy';
import { SharedParameters } from './registry/shared-parameters';

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
  channelsSharedWith: LIST,
};


const DUPLICATE_REVOCATION = {
  code: 'DuplicateRevocation',
  problem: 'this release is revoked already',
  expected: 'each release once',
  remedy: 'remove one of the two',
} as const;

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
  private readonly subject: PolicySubject;
  private readonly exemptions: readonly PolicyExemption[];
  private readonly releaseLifecycle: LifecyclePolicy;
  private readonly shared?: SharedParameters;
  private readonly pinned: ChannelRelease[] = [];
  private readonly revoked: ImageRevocation[] = [];
  private deprecated?: ImageDeprecation;

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

    this.releaseLifecycle = props.releaseLifecycle ?? LifecyclePolicy.releases();
    const before = this.node.children;
    const bound = {
      plan: this.plan,
      channelNames: [...resolveChannels(props.channel ?? DEFAULT_CHANNEL, spec.variants, where)],
      channelTags: props.channelTags ?? false,
      releaseLifecycle: this.releaseLifecycle,
      pullableBy: [...(props.pullableBy ?? [])],
      ...(props.rebuildSchedule !== undefined && { rebuildSchedule: props.rebuildSchedule }),
      declared: (Object.keys(SHAPE) as (keyof typeof SHAPE)[]).filter((name) => props[name] !== undefined),
    };
    this.made = withoutCreationStacks(() => pipeline.bind(this, bound));
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
    withoutCreationStacks(() => {
      triggers(this, { namespace: this.namespace, plan: this.plan, schedule: props.rebuildSchedule ?? Schedule.daily(), starts, made });
      // Without channels nobody looks anything up.
      if (this.channels.length > 0) new ImageMetadata(this, 'Metadata', { namespace: this.namespace, imageName: spec.name }, () => this.lifecycle);
    });
    if (props.channelsSharedWith !== undefined) {
      this.madeByPipeline('channel', this.channels[0]);
      this.shared = new SharedParameters(this, 'Share', `${this.namespace}-${spec.name}-channels`, props.channelsSharedWith);
      this.shared.add(this);
    }

    const exemptions = [...(props.exemptions ?? [])];
    refuseDuplicates(DUPLICATE_EXEMPTION, exemptions.map(({ rule }) => rule), where);
    this.subject = { spec, ...(props.scanGate !== undefined && { scanGate: props.scanGate }) };
    this.exemptions = exemptions;
    announce(this, this.namespace, spec.name);
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
    const follows = predecessor(this, this.namespace, this.imageName);
    const subject = { ...this.subject, ...(follows !== undefined && { predecessor: follows }) };
    return [...evaluate(governing(this), { ...this._evaluated, subject }, dayOf(new Date()))];
  }

  /** When teams must have left the image; undefined where it is not deprecated. */
  public get deprecation(): ImageDeprecation | undefined {
    return this.deprecated;
  }

  /** Releases of the image that nobody may use. */
  public get revocations(): ImageRevocation[] {
    return [...this.revoked];
  }

  /** What the image inherits of the lifecycles of all that it and its stages are built on. */
  public get inheritedLifecycles(): InheritedLifecycle[] {
    const parents = this.plan.bases.flatMap(({ parent }) => parent ?? []);
    const all = parents.flatMap((parent) => [
      { image: `${parent.namespace}/${parent.imageName}`, ...(parent.deprecation !== undefined && { deprecation: parent.deprecation }), revocations: parent.revocations },
      ...parent.inheritedLifecycles,
    ]);
    const known = new Map(all.map((one) => [one.image, one]));
    return [...known.values()].filter(({ deprecation, revocations }) => deprecation !== undefined || revocations.length > 0);
  }

  /**
   * Lets go of the image: from a day on, the plans of those who use it or what is built on it warn, and after another day they
   * fail, with the reason, the replacement and the guide. Nothing is deleted.
   *
   * A second time is the error `InvalidDeprecation`.
   */
  public deprecate(deprecation: ImageDeprecation): void {
    const checked = checkDeprecation(deprecation, this.imageName, this.node.path);
    if (this.deprecated !== undefined) {
      throw new GoldenImageError('InvalidDeprecation', {
        where: this.node.path,
        problem: 'the image is deprecated already',
        given: checked.since,
        expected: 'one deprecation of an image',
        remedy: 'remove one of the two',
      });
    }
    this.deprecated = checked;
  }

  /**
   * Takes a release back: the plans of those who use it, or what a channel holds that was built on it, fail and say why. Nothing is
   * deleted, so that what runs goes on.
   *
   * One that is revoked already is the error `DuplicateRevocation`, one that a channel of the image is pinned to `RevokedRelease`.
   */
  public revoke(revocation: ImageRevocation): void {
    const where = this.node.path;
    const checked = checkRevocation(revocation, where);
    refuseDuplicates(DUPLICATE_REVOCATION, [...this.revoked, checked].map(({ digest, version }) => digest ?? version!), where);
    const pinned = this.pinned.find((release) => isRevoked(release, checked));
    if (pinned !== undefined) throw revokedRelease(pinned, checked, where);
    this.revoked.push(checked);
    metadataText(this.lifecycle, where);
  }

  /**
   * Adds a channel that the code moves: what it points to is approved by a pull request and rolled back by a revert. It must lie in
   * the release repository when Terraform plans. The value that SSM holds keeps its history: `aws ssm get-parameter-history`.
   *
   * @param name as for `channel`; the name says the variant: `production`, `production-debug`. One that the image has is the
   * error `DuplicateChannel`; one of another variant than the release `ChannelVariantMismatch`
   * @param release what it points to; one that is revoked is the error `RevokedRelease`
   */
  public addChannel(name: string, release: ChannelRelease): void {
    this.madeByPipeline('channel', this.channels[0]);
    const { namespace, imageName, releaseLifecycle, revocations, channels } = this;
    const channel = addChannel(this, { namespace, imageName, channels, releaseLifecycle, revocations, lifecycle: () => this.lifecycle }, name, release);
    this.pinned.push(release);
    this.shared?.add(channel);
  }

  private get channels(): readonly ImageChannel[] {
    return this.node.children.filter((child) => child instanceof ImageChannel);
  }

  private get lifecycle(): LifecycleRecord {
    const { deprecation, revocations } = this;
    return lifecycleRecord(this.namespace, { ...(deprecation !== undefined && { deprecation }), revocations }, this.inheritedLifecycles);
  }

  /**
   * What the catalogue reads.
   *
   * @internal
   */
  public get _evaluated(): Evaluated {
    return { subject: this.subject, exemptions: this.exemptions, path: this.node.path };
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
