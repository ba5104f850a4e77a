import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { Construct } from 'constructs';

import { PipelineTools } from '../../build/pipeline-tools';
import { checkText } from '../../core/check';
import { NAMESPACE } from '../../core/grammar';
import { checkShape, Shape } from '../../core/shape';
import { DEFAULT_NAMESPACE } from '../../registry/channel-name';
import { IEncryptionKey } from '../../registry/encryption/encryption-key';
import { IImageSigningKey } from '../../registry/encryption/image-signing-key';
import { BuildPipelineBinding, BuildPipelineBindOptions, IBuildPipeline } from '../build-pipeline';
import { ecrBinding, ecrStorage } from '../ecr-storage';
import { ImageNames } from '../image-names';
import { checkLogRetention } from '../log-retention';
import { refuseOtherRegion } from '../refuse-other-region';
import { refuseSecrets } from '../refuse-secrets';
import { checkRoleNameLength } from '../role-name-length';
import { isFactory, refuseSecondNamespace } from '../sole-namespace';
import { TriggerRule, triggerRuleName } from '../trigger-rule';
import { refuseParentsElsewhere, refuseParentsWithoutChannel } from './bases';
import { buildProjects } from './build-project';
import { Factory, FACTORY_SHAPE } from './factory';
import { CodeBuildMachineOptions } from './machine/machine-options';
import { resolveMachine } from './machine/machine-settings';
import { makeFactory } from './make-factory';
import { releaseProject } from './release-project';
import { startRole } from './start-role';

/** What a CodeBuild factory can be told. */
export interface CodeBuildPipelineProps extends CodeBuildMachineOptions {
  /**
   * Prefix of all names: repositories `NAMESPACE/IMAGE`, SSM parameters `/NAMESPACE/IMAGE/…`, projects, roles. 1 to 16
   * lower-case letters and digits, beginning with a letter, but not with `aws` or `ssm`; unique in an account and region. Roles
   * have 64 characters for namespace, image and region: more than 40 of the first two are the error `NameTooLong`.
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

const SHAPE: Shape<CodeBuildPipelineProps> = FACTORY_SHAPE;

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
  private readonly names: ImageNames;

  public constructor(scope: Construct, id: string, props: CodeBuildPipelineProps = {}) {
    super(scope, id);
    const where = this.node.path;
    checkShape(SHAPE, props, 'props', where);
    this.namespace = checkText(NAMESPACE, props.namespace ?? DEFAULT_NAMESPACE, where);
    refuseSecondNamespace(this, isFactory);
    this.names = new ImageNames(where);
    const retentionInDays = checkLogRetention(props.logRetentionDays, where);
    const machine = resolveMachine(props, where);
    const { namespace } = this;
    const { encryptionKey, signingKey, tools } = props;
    this.factory = makeFactory(this, {
      namespace,
      machine,
      retentionInDays,
      ...(encryptionKey !== undefined && { encryptionKey }),
      ...(signingKey !== undefined && { signingKey }),
      ...(tools !== undefined && { tools }),
    });
    this.encryptionKey = this.factory.encryptionKey;
    this.signingKey = this.factory.signingKey;
    const { aws } = this.factory;
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
  }

  public bind(scope: Construct, options: BuildPipelineBindOptions): BuildPipelineBinding {
    const { imageName } = options.plan;
    checkRoleNameLength({ namespace: this.namespace, name: imageName, role: 'release' }, scope.node.path);
    refuseOtherRegion(this, scope);
    refuseParentsWithoutChannel(options.plan, scope.node.path);
    refuseParentsElsewhere(options.plan, scope);
    refuseSecrets(options.plan, scope.node.path);
    this.names.claim(imageName, scope.node.path);
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
}
