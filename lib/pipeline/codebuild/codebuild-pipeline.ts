import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import { PipelineTools } from '../../build/pipeline-tools';
import { pipelineScripts } from '../../build/script-files';
import { checkOneOf, checkText } from '../../core/check';
import { GoldenImageError } from '../../core/error';
import { NAMESPACE } from '../../core/grammar';
import { BY_RULE, checkShape, implementing, instanceOf, Shape } from '../../core/shape';
import { AwsEnvironment } from '../../registry/aws-environment';
import { DEFAULT_NAMESPACE } from '../../registry/channel-name';
import { EncryptionKey, IEncryptionKey } from '../../registry/encryption/encryption-key';
import { IImageSigningKey, ownSigningKey } from '../../registry/encryption/image-signing-key';
import { BuildPipelineBinding, BuildPipelineBindOptions, IBuildPipeline } from '../build-pipeline';
import { ecrBinding, ecrStorage } from '../ecr-storage';
import { refuseSecrets } from '../refuse-secrets';
import { TriggerRule, triggerRuleName } from '../trigger-rule';
import { refuseParentsWithoutChannel } from './bases';
import { buildProjects } from './build-project';
import { Factory, SCRIPTS_PREFIX } from './factory';
import { CodeBuildMachineOptions } from './machine/machine-options';
import { MACHINE_SHAPE, resolveMachine } from './machine/machine-settings';
import { releaseProject } from './release-project';
import { SourceBucket } from './source-bucket';
import { SourceObject } from './source-object';
import { startRole } from './start-role';

/** What a CodeBuild factory can be told. */
export interface CodeBuildPipelineProps extends CodeBuildMachineOptions {
  /**
   * Prefix of all names: repositories `NAMESPACE/IMAGE`, SSM parameters `/NAMESPACE/IMAGE/…`, projects, roles. 1 to 16
   * lower-case letters and digits, beginning with a letter; unique in an account and region.
   *
   * @default "golden"
   */
  readonly namespace?: string;
  /**
   * The KMS key of images, build contexts and logs. Changing it replaces the repositories, which Terraform refuses.
   *
   * @default - a key of its own, with the alias `NAMESPACE-images`
   */
  readonly encryptionKey?: IEncryptionKey;
  /**
   * The KMS key that releases are signed with.
   *
   * @default - a key of its own, with the alias `NAMESPACE-signing`, with which nobody signs but the release roles
   */
  readonly signingKey?: IImageSigningKey;
  /**
   * Where the pipeline's tools are downloaded from.
   *
   * @default PipelineTools.fromGitHub()
   */
  readonly tools?: PipelineTools;
  /**
   * How long build logs are kept, in days; one of the numbers that CloudWatch Logs takes, from 365 on.
   *
   * @default 365
   */
  readonly logRetentionDays?: number;
}

const SHAPE: Shape<CodeBuildPipelineProps> = {
  ...MACHINE_SHAPE,
  namespace: BY_RULE,
  encryptionKey: implementing('IEncryptionKey', 'keyArn'),
  signingKey: implementing('IImageSigningKey', 'signingKeyArn'),
  tools: instanceOf(PipelineTools),
  logRetentionDays: BY_RULE,
};

/** Source: CloudWatch Logs API, PutRetentionPolicy; from a year on, as auditors ask (checkov CKV_AWS_338). */
const LOG_RETENTION_DAYS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/**
 * Builds and releases golden images with AWS CodeBuild. One factory serves the images of a stack: they share its key,
 * bucket, scripts, logs and schedule group, and no right over each other.
 *
 * @example
 * const factory = new CodeBuildPipeline(this, 'Factory');
 */
export class CodeBuildPipeline extends Construct implements IBuildPipeline {
  public readonly namespace: string;
  /** The key that everything is encrypted with. */
  public readonly encryptionKey: IEncryptionKey;
  /** The key that releases are signed with: `cosign verify --key awskms:///ARN` asks it for its public half. */
  public readonly signingKey: IImageSigningKey;
  private readonly factory: Factory;
  private readonly startBuildRoleArn: string;
  private readonly triggerRoleArn: string;
  private readonly scheduleGroupName: string;
  private readonly pathByImageName = new Map<string, string>();

  public constructor(scope: Construct, id: string, props: CodeBuildPipelineProps = {}) {
    super(scope, id);
    const where = this.node.path;
    checkShape(SHAPE, props, 'props', where);
    this.namespace = checkText(NAMESPACE, props.namespace ?? DEFAULT_NAMESPACE, where);
    this.refuseSecondOwner();
    const retentionInDays = checkOneOf(
      'InvalidLogRetention',
      'log retention in days',
      LOG_RETENTION_DAYS,
      props.logRetentionDays ?? 365,
      where,
    );

    const machine = resolveMachine(props, where);
    const { namespace } = this;
    const aws = new AwsEnvironment(this, 'Aws');
    const logGroupName = `/golden-images/${namespace}`;
    this.encryptionKey = props.encryptionKey ?? new EncryptionKey(this, 'Key', { alias: `${namespace}-images`, logGroupName });
    const { keyArn } = this.encryptionKey;
    this.signingKey = props.signingKey ?? ownSigningKey(this, 'SigningKey', namespace, aws);
    const logs = new CloudwatchLogGroup(this, 'Logs', { name: logGroupName, retentionInDays, kmsKeyId: keyArn });
    const bucket = new SourceBucket(this, 'Source', namespace, aws, this.encryptionKey);
    const group = new SchedulerScheduleGroup(this, 'Schedules', { name: `${namespace}-images` });
    this.scheduleGroupName = group.name;
    this.startBuildRoleArn = startRole(new Construct(this, 'StartBuild'), namespace, aws, {
      kind: 'start',
      job: 'build',
      service: 'scheduler.amazonaws.com',
      sourceArn: group.arn,
    });
    this.triggerRoleArn = startRole(new Construct(this, 'TriggerBuild'), namespace, aws, {
      kind: 'trigger',
      job: 'build',
      service: 'events.amazonaws.com',
      sourceArn: Object.values(TriggerRule).map((trigger) => aws.arn('events', `rule/${triggerRuleName(namespace, '*', trigger)}`)),
    });
    this.factory = {
      namespace,
      aws,
      encryptionKey: this.encryptionKey,
      bucket,
      scripts: new SourceObject(this, 'Scripts', { bucket, folder: 'scripts', keyPrefix: SCRIPTS_PREFIX, files: pipelineScripts() }),
      tools: props.tools ?? PipelineTools.fromGitHub(),
      machine,
      logGroupName: logs.name,
      signingKeyArn: this.signingKey.signingKeyArn,
      ruleRoleArn: startRole(new Construct(this, 'StartRelease'), namespace, aws, {
        kind: 'start',
        job: 'release',
        service: 'events.amazonaws.com',
        sourceArn: aws.arn('events', `rule/${namespace}-*-candidate-pushed`),
      }),
    };
  }

  public bind(scope: Construct, options: BuildPipelineBindOptions): BuildPipelineBinding {
    const { imageName } = options.plan;
    refuseParentsWithoutChannel(options.plan, scope.node.path);
    refuseSecrets(options.plan, scope.node.path);
    const owner = this.pathByImageName.get(imageName);
    if (owner !== undefined) {
      throw new GoldenImageError('DuplicateImage', {
        where: scope.node.path,
        problem: `${owner} is already the golden image of this name in ${this.node.path}`,
        given: imageName,
        expected: 'each name once in a factory',
        remedy: 'rename one of the two; major versions live side by side under names such as "debian-12" and "debian-13"',
      });
    }
    this.pathByImageName.set(imageName, scope.node.path);
    const storage = ecrStorage(scope, this.namespace, this.encryptionKey, options);
    const { builds, contextPath } = buildProjects(scope, this.factory, { ...options, ...storage });
    releaseProject(scope, this.factory, { ...options, ...storage });
    return {
      ...ecrBinding(storage),
      contextPath,
      starts: {
        builds,
        scheduleTargetArn: `arn:${this.factory.aws.partition}:scheduler:::aws-sdk:codebuild:startBuild`,
        scheduleRoleArn: this.startBuildRoleArn,
        scheduleGroupName: this.scheduleGroupName,
        ruleRoleArn: this.triggerRoleArn,
      },
    };
  }

  /** Two factories of one namespace in one stack would own the same names. */
  private refuseSecondOwner(): void {
    const other = TerraformStack.of(this)
      .node.findAll()
      .find((node) => node !== this && node instanceof CodeBuildPipeline && node.namespace === this.namespace);
    if (other === undefined) return;
    throw new GoldenImageError('DuplicateNamespace', {
      where: this.node.path,
      problem: `${other.node.path} already has this namespace`,
      given: this.namespace,
      expected: 'each namespace once in a stack',
      remedy: 'share the factory that there is, or give this one another namespace',
    });
  }
}
