import { DataAwsEcrImage } from '@cdktf/provider-aws/lib/data-aws-ecr-image';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { Lazy, TerraformDataSource, TerraformElement, TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import { GoldenImageVariant, IGoldenImage } from '../base-image/golden-image-parent';
import { checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { ACCOUNT_ID, DIGEST, IMAGE_NAME, NAMESPACE, TAG } from '../core/grammar';
import { ImageVariant } from '../core/image-variant';
import { ImageRevocation, InheritedLifecycle } from '../core/lifecycle-options';
import { REGION } from '../core/registry-grammar';
import { BY_RULE, checkShape, implementing, Shape } from '../core/shape';
import { variantNamedBy } from '../image/resolve-variants';
import { AwsEnvironment } from '../registry/aws-environment';
import { channelParameterName, DEFAULT_CHANNEL, DEFAULT_NAMESPACE, lastReleaseParameterName, metadataParameterName, releaseRepositoryName } from '../registry/channel-name';
import { consumerParametersIn } from '../registry/consumer-parameters';
import { channelRelease, deprecationsOf, holdsRelease, lifecycleChecks, lifecycleFindings, PlanCheck, ReleaseExpressions } from '../registry/lifecycle-checks';
import { GoldenImageChannelOptions, GoldenImageDigestOptions, GoldenImageLookup, GoldenImageVersionOptions } from './golden-image-lookup';
import { checkFacts, FACTS, parentVariant } from './parent-facts';

const LOOKUP: Shape<GoldenImageLookup> = {
  name: BY_RULE,
  namespace: BY_RULE,
  account: BY_RULE,
  region: BY_RULE,
  provider: implementing('TerraformProvider', 'terraformProviderSource', 'fqn'),
  facts: FACTS,
};
const CHANNEL: Shape<GoldenImageChannelOptions> = { ...LOOKUP, channel: BY_RULE };
const VERSION: Shape<GoldenImageVersionOptions> = { ...LOOKUP, version: BY_RULE };
const BY_DIGEST: Shape<GoldenImageDigestOptions> = { ...LOOKUP, digest: BY_RULE };

/** Which release of an image. */
type Wanted = { readonly channel: string } | { readonly version: string } | { readonly digest: string };

/**
 * A team's handle on a released image: by name, always as a digest.
 *
 * It is looked up when Terraform plans, with what the platform says of the image: a plan with a deprecated image warns, one with an
 * image that is removed or a release that is revoked fails, with the reason and what to use instead. Checks need Terraform 1.5 or
 * OpenTofu 1.6. In the stack that makes the image, it is looked up after that, in the same apply.
 *
 * @example
 * const base = GoldenImageReference.fromChannel(this, 'Base', { name: 'debian' });
 * // base.imageUri → ACCOUNT.dkr.ecr.REGION.amazonaws.com/golden/debian@sha256:…
 */
export class GoldenImageReference extends Construct implements IGoldenImage {
  /**
   * What a channel points to. Without a release, the plan fails and says so. Reading needs the right `ssm:GetParameter` on the
   * parameters `/NAMESPACE/NAME/channels/CHANNEL`, `/NAMESPACE/NAME/last-release/CHANNEL` and `/NAMESPACE/NAME/metadata`.
   */
  public static fromChannel(scope: Construct, id: string, options: GoldenImageChannelOptions): GoldenImageReference {
    const where = `${scope.node.path}/${id}`;
    const { channel = DEFAULT_CHANNEL, ...lookup } = checkShape(CHANNEL, options, 'options', where);
    return new GoldenImageReference(scope, id, lookup, { channel });
  }

  /**
   * One release, by its tag; it moves when the code does. The plan fails where there is none. Reading needs the right
   * `ecr:DescribeImages` on the release repository, and `ssm:GetParameter` on `/NAMESPACE/NAME/metadata`.
   */
  public static fromVersion(scope: Construct, id: string, options: GoldenImageVersionOptions): GoldenImageReference {
    const where = `${scope.node.path}/${id}`;
    const { version, ...lookup } = checkShape(VERSION, options, 'options', where);
    return new GoldenImageReference(scope, id, lookup, { version: checkText(TAG, version, where) });
  }

  /** One release, by its digest. What it needs is what `fromVersion` needs. */
  public static fromDigest(scope: Construct, id: string, options: GoldenImageDigestOptions): GoldenImageReference {
    const where = `${scope.node.path}/${id}`;
    const { digest, ...lookup } = checkShape(BY_DIGEST, options, 'options', where);
    return new GoldenImageReference(scope, id, lookup, { digest: checkText(DIGEST, digest, where) });
  }

  public readonly imageName: string;
  public readonly namespace: string;
  /** Digest of the release, known when Terraform runs. */
  public readonly digest: string;
  /** Address of the release repository, without tag or digest. */
  public readonly repositoryUri: string;
  public readonly repositoryArn: string;
  /** What to run or to build on: repository and digest. */
  public readonly imageUri: string;
  /** None that is known when the app is synthesized: Terraform reads them when it plans. */
  public readonly revocations: ImageRevocation[] = [];
  /** None that are known when the app is synthesized: Terraform reads them when it plans. */
  public readonly inheritedLifecycles: InheritedLifecycle[] = [];
  private readonly wanted: Wanted;
  private readonly lookup: GoldenImageLookup;

  private constructor(scope: Construct, id: string, lookup: GoldenImageLookup, wanted: Wanted) {
    super(scope, id);
    const where = this.node.path;
    const { name, namespace = DEFAULT_NAMESPACE, account, region, facts } = lookup;
    this.imageName = checkText(IMAGE_NAME, name, where);
    this.namespace = checkText(NAMESPACE, namespace, where);
    if (account !== undefined) checkText(ACCOUNT_ID, account, where);
    if (region !== undefined) checkText(REGION, region, where);
    if (facts !== undefined) checkFacts(facts, where);
    this.wanted = wanted;
    this.lookup = lookup;
    const aws = new AwsEnvironment(this, 'Aws', lookup);
    const repositoryName = releaseRepositoryName(namespace, name);
    this.repositoryUri = `${aws.registryHostIn(region ?? aws.region)}/${repositoryName}`;
    this.repositoryArn = aws.arn('ecr', `repository/${repositoryName}`, region);

    const { digest, expressions } = 'channel' in wanted ? this.readChannel(wanted.channel, aws) : this.readImage(repositoryName, wanted);
    this.digest = digest;
    this.imageUri = `${this.repositoryUri}@${digest}`;

    const metadata = this.read('Metadata', metadataParameterName({ namespace, imageName: name }, where), aws);
    const image = `${namespace}/${name}`;
    const checks = (text: string): ReturnType<typeof lifecycleChecks> => {
      const record = `jsondecode(${text})`;
      return lifecycleChecks(image, lifecycleFindings(image, { ...expressions, record, deprecations: deprecationsOf(image, record) }));
    };
    metadata.lifecycle = { postcondition: checks('self.insecure_value').errors.map(inTemplate) };
    const assert = checks(`${addressOf(metadata)}.insecure_value`).warnings.map(inTemplate).map(({ condition, errorMessage }) => ({ condition, error_message: errorMessage }));
    // A check that fails is a warning, of the plan and of each apply. CDKTF has no construct for it.
    TerraformStack.of(this).addOverride(`check.${metadata.friendlyUniqueId}`, { assert });
  }

  /** @internal What it was made with. */
  public get _wanted(): { readonly version?: string; readonly digest?: string } {
    return 'channel' in this.wanted ? {} : this.wanted;
  }

  /** @internal The account and the region that the code names; what it does not name is only known when Terraform runs. */
  public get _namedRegistry(): { readonly account?: string; readonly region?: string } {
    const { account, region } = this.lookup;
    return { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
  }

  /** Declared version, as `facts` say it; without them it is the error `UnknownParentFacts`. */
  public get imageVersion(): string {
    return checkFacts(this.lookup.facts, this.node.path).version;
  }

  /** Name of the SSM parameter that the digest is read from; of a version or a digest it is the error `NotMadeByPipeline`. */
  public get channelParameterName(): string {
    if ('channel' in this.wanted) return channelParameterName({ namespace: this.namespace, imageName: this.imageName, channel: this.wanted.channel }, this.node.path);
    throw new GoldenImageError('NotMadeByPipeline', {
      where: this.node.path,
      problem: 'a release that is referred to by its version or digest has no channel',
      expected: 'GoldenImageReference.fromChannel',
      remedy: 'refer to a channel, or use digest',
    });
  }

  public variantOf(variant: ImageVariant): GoldenImageVariant {
    const { facts } = this.lookup;
    const own = 'digest' in this.wanted ? undefined : variantNamedBy('channel' in this.wanted ? this.wanted.channel : this.wanted.version);
    const tells = 'channel' in this.wanted ? { channelParameterName: this.channelParameterName } : {};
    return parentVariant(facts, variant, own, { elsewhere: !this._isOwnRegistry, releasedDigest: this.digest, ...tells }, this.node.path);
  }

  /**
   * The AWS provider whose token opens the registry that the image is pulled from; undefined is that of the stack.
   *
   * @internal
   */
  public get _pulledBy(): TerraformProvider | undefined {
    return this.lookup.region === undefined ? this.lookup.provider : undefined;
  }

  /**
   * Whether the image lies in the registry of the stack's own account and region, as far as the code says.
   *
   * @internal
   */
  public get _isOwnRegistry(): boolean {
    const { account, region, provider } = this.lookup;
    return (account ?? region ?? provider) === undefined;
  }

  private readChannel(channel: string, aws: AwsEnvironment): { digest: string; expressions: ReleaseExpressions } {
    const where = this.node.path;
    const address = { namespace: this.namespace, imageName: this.imageName, channel };
    const parameter = this.read('Channel', channelParameterName(address, where), aws);
    parameter.lifecycle = { postcondition: [inTemplate(holdsRelease(this.imageName, channel, 'self.insecure_value'))] };
    const note = `jsondecode(${addressOf(this.read('LastRelease', lastReleaseParameterName(address, where), aws))}.insecure_value)`;
    return { digest: parameter.insecureValue, expressions: channelRelease(`${addressOf(parameter)}.insecure_value`, note) };
  }

  private readImage(repositoryName: string, wanted: { readonly version: string } | { readonly digest: string }): { digest: string; expressions: ReleaseExpressions } {
    const { account, provider } = this.lookup;
    const image = new DataAwsEcrImage(this, 'Release', {
      repositoryName,
      ...(account !== undefined && { registryId: account }),
      ...('version' in wanted ? { imageTag: wanted.version } : { imageDigest: wanted.digest }),
      ...(provider !== undefined && { provider }),
    });
    // A pipeline that releases during the apply moves its channels after that.
    this.waitFor(image, (name) => name.startsWith(`/${this.namespace}/${this.imageName}/channels/`));
    // What a release that is no channel's was built on is written down in its labels alone.
    return { digest: 'digest' in wanted ? wanted.digest : image.imageDigest, expressions: { digest: `${addressOf(image)}.image_digest`, tags: `${addressOf(image)}.image_tags`, lineage: 'null' } };
  }

  private read(id: string, name: string, aws: AwsEnvironment): DataAwsSsmParameter {
    const { account, provider } = this.lookup;
    const parameter = new DataAwsSsmParameter(this, id, {
      name: account === undefined ? name : aws.arn('ssm', `parameter${name}`),
      withDecryption: false,
      ...(provider !== undefined && { provider }),
    });
    this.waitFor(parameter, (made) => made === name);
    return parameter;
  }

  /**
   * Where the stack makes the image too, nothing of it is there when Terraform plans a first apply: it is read after the parameters
   * that are made or changed in the same apply. What is looked up in another account or by another provider is another image.
   */
  private waitFor(data: TerraformDataSource, isReadBy: (name: string) => boolean): void {
    if ((this.lookup.account ?? this.lookup.provider) !== undefined) return;
    data.dependsOn = Lazy.listValue({ produce: () => consumerParametersIn(TerraformStack.of(this)).filter(({ nameInput }) => isReadBy(nameInput!)).map(nameOf) }, { omitEmpty: true });
  }
}

/** As JSON has expressions. */
function inTemplate({ condition, errorMessage }: PlanCheck): PlanCheck {
  return { condition: `\${${condition}}`, errorMessage };
}

type Named = TerraformElement & { readonly terraformResourceType: string };

function addressOf(data: Named): string {
  return `data.${nameOf(data)}`;
}

function nameOf({ terraformResourceType, friendlyUniqueId }: Named): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

