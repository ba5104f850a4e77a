import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';

import { checkInteger, checkText } from '../../core/check';
import { NAMESPACE } from '../../core/grammar';
import { TEST_TIMEOUT } from '../../core/image-builder-grammar';
import { checkShape } from '../../core/shape';
import { DEFAULT_NAMESPACE } from '../../registry/channel-name';
import { IEncryptionKey } from '../../registry/encryption/encryption-key';
import { IImageSigningKey } from '../../registry/encryption/image-signing-key';
import { BuildPipelineBinding, BuildPipelineBindOptions, IBuildPipeline } from '../build-pipeline';
import { resolveMachine } from '../codebuild/machine/machine-settings';
import { makeFactory } from '../codebuild/make-factory';
import { releaseProject } from '../codebuild/release-project';
import { ecrBinding, ecrStorage } from '../ecr-storage';
import { ImageNames } from '../image-names';
import { checkLogRetention } from '../log-retention';
import { refuseOtherRegion } from '../refuse-other-region';
import { refuseSecrets } from '../refuse-secrets';
import { refuseUnused } from '../refuse-unused';
import { checkRoleNameLength } from '../role-name-length';
import { isFactory, refuseSecondNamespace } from '../sole-namespace';
import { admission, admitRole } from './admission';
import { buildDocument, testDocument } from './component-documents';
import { dockerfileTemplate } from './dockerfile-template';
import { builderLogs, ImageBuilderFactory, logGroupName } from './image-builder-factory';
import { IMAGE_BUILDER_SHAPE, ImageBuilderPipelineProps } from './image-builder-pipeline-props';
import { imagePipeline } from './image-pipeline';
import { infrastructure, instanceSubnet } from './infrastructure';
import { instanceRights } from './instance-rights';
import { InstanceSettings, resolveInstances } from './instance-settings';
import { recipe } from './recipe';
import { refuseOtherPlatforms, UNUSED } from './refusals';
import { resolveComponents } from './resolve-components';
import { scheduleExpression } from './schedule-expression';

/** How a pipeline builds: what its images have in common. */
interface Building {
  readonly instances: InstanceSettings;
  readonly subnetId: string;
  readonly components: readonly string[];
  readonly onlyWithUpdates: boolean;
  readonly imageTests: boolean;
  readonly testTimeoutMinutes: number;
}

/**
 * Builds golden images with EC2 Image Builder, and admits and releases them with AWS CodeBuild, through the same tests and
 * the same gate as `CodeBuildPipeline` does. It takes fewer declarations: what a container recipe cannot express is the error `NotForImageBuilder`,
 * and a Dockerfile that is too long with its files `TemplateTooLong`. docs/image-builder.md says which.
 *
 * @example
 * const factory = new ImageBuilderPipeline(this, 'Factory', {
 *   subnetId: 'subnet-0a1b2c3d',
 *   securityGroupIds: ['sg-0a1b2c3d'],
 * });
 */
export class ImageBuilderPipeline extends Construct implements IBuildPipeline {
  public readonly namespace: string;
  /** The key that everything is encrypted with. */
  public readonly encryptionKey: IEncryptionKey;
  /** The key that releases are signed with: `cosign verify --key awskms:///ARN` asks it for its public half. */
  public readonly signingKey: IImageSigningKey;
  private readonly factory: ImageBuilderFactory;
  private readonly building: Building;
  private readonly names: ImageNames;

  public constructor(scope: Construct, id: string, props: ImageBuilderPipelineProps) {
    super(scope, id);
    const where = this.node.path;
    const checked = checkShape(IMAGE_BUILDER_SHAPE, props, 'props', where);
    const { tools, encryptionKey, signingKey, components = [], onlyWithUpdates = false, imageTests = true, testTimeoutMinutes = 60, namespace = DEFAULT_NAMESPACE } = checked;
    this.namespace = checkText(NAMESPACE, namespace, where);
    refuseSecondNamespace(this, isFactory);
    this.names = new ImageNames(where);
    const logRetentionDays = checkLogRetention(checked.logRetentionDays, where);
    const machine = resolveMachine(checked, where);
    const instances = resolveInstances(checked, where);
    this.building = {
      instances,
      components: resolveComponents(components, onlyWithUpdates, where),
      onlyWithUpdates,
      imageTests,
      testTimeoutMinutes: checkInteger(TEST_TIMEOUT, testTimeoutMinutes, where),
      subnetId: instanceSubnet(this, instances),
    };
    const factory = makeFactory(this, {
      namespace,
      machine,
      retentionInDays: logRetentionDays,
      builderLogs: builderLogs(namespace),
      ...(encryptionKey !== undefined && { encryptionKey }),
      ...(signingKey !== undefined && { signingKey }),
      ...(tools !== undefined && { tools }),
    });
    this.factory = { ...factory, logRetentionDays, admitRoleArn: admitRole(new Construct(this, 'StartAdmission'), factory) };
    this.encryptionKey = factory.encryptionKey;
    this.signingKey = factory.signingKey;
  }

  public bind(scope: Construct, options: BuildPipelineBindOptions): BuildPipelineBinding {
    const { plan } = options;
    const { imageName } = plan;
    const where = scope.node.path;
    checkRoleNameLength({ namespace: this.namespace, name: imageName, role: 'instance' }, where);
    refuseOtherRegion(this, scope);
    refuseUnused(options.declared, UNUSED, 'ImageBuilderPipeline', where);
    refuseOtherPlatforms(plan.platforms, where);
    refuseSecrets(plan, where);
    this.names.claim(imageName, where);
    const { factory, building } = this;
    const name = `${this.namespace}-${imageName}`;
    const template = dockerfileTemplate(plan, where);
    const schedule = scheduleExpression(`${this.namespace}/${imageName}`, options.rebuildSchedule, where);
    const build = buildDocument(plan);
    const test = testDocument(plan);

    const storage = ecrStorage(scope, this.namespace, this.encryptionKey, options);
    const { candidates } = storage;
    const rights = instanceRights(factory, name, plan, candidates, building.components);
    const builder = new Construct(scope, 'ImageBuilder');
    new CloudwatchLogGroup(builder, 'Logs', { name: logGroupName(name), retentionInDays: factory.logRetentionDays, kmsKeyId: factory.encryptionKey.keyArn });
    const infrastructureArn = infrastructure(new Construct(builder, 'Infrastructure'), { factory, name, imageName, rights, settings: building.instances, subnetId: building.subnetId });
    const recipeArn = recipe(builder, {
      factory,
      name,
      plan,
      template,
      candidates,
      buildDocument: build,
      ...(test !== undefined && { testDocument: test }),
      components: building.components,
      volumeGigabytes: building.instances.volumeGigabytes,
    });
    imagePipeline(builder, { ...building, factory, name, imageName, candidates, recipeArn, infrastructureArn, scheduleExpression: schedule });
    releaseProject(scope, factory, { ...options, ...storage });
    const contextPath = admission(scope, factory, name, { ...options, ...storage }, {
      'image-builder/Dockerfile': template.data,
      'image-builder/build.yml': build,
      ...(test !== undefined && { 'image-builder/test.yml': test }),
    });
    return { ...ecrBinding(storage), contextPath };
  }
}
