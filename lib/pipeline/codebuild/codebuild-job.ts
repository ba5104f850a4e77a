import { CodebuildProject, CodebuildProjectEnvironmentEnvironmentVariable } from '@cdktf/provider-aws/lib/codebuild-project';
import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

import { buildspec } from '../../build/script-files';
import { ImagePlatform } from '../../core/platform';
import { JobFactory } from './factory';
import { AllowStatement, serviceRole } from './iam';
import { buildspecOf, Job, projectName, roleName } from './job-name';
import { Machine } from './machine/machine';
import { SourceObject } from './source-object';

/** What one of the projects of an image is made of. */
interface CodeBuildJobProps {
  readonly factory: JobFactory;
  readonly imageName: string;
  readonly job: Job;
  /**
   * What the machine is.
   *
   * @default - linux/amd64
   */
  readonly platform?: ImagePlatform;
  readonly description: string;
  readonly source: SourceObject;
  /** Key prefix, in the factory's bucket, that the job may read. */
  readonly readable: readonly string[];
  readonly secondarySource?: SourceObject;
  readonly privileged: boolean;
  readonly timeoutMinutes: number;
  readonly environment: { readonly [name: string]: string };
  readonly statements: readonly AllowStatement[];
}

/** Identifier of the secondary source; CodeBuild names its folder `CODEBUILD_SRC_DIR_scripts`. */
const SCRIPTS = 'scripts';

/** A CodeBuild project with a role of its own: three resources. */
export class CodeBuildJob extends Construct {
  public readonly projectName: string;
  public readonly projectArn: string;

  public constructor(scope: Construct, id: string, props: CodeBuildJobProps) {
    super(scope, id);
    const { factory, imageName, job, source, secondarySource } = props;
    const { aws } = factory;
    const machine = new Machine(factory.machine, props.platform ?? ImagePlatform.LINUX_AMD64, job !== 'release');
    const name = projectName(factory.namespace, imageName, job);
    const arn = aws.arn('codebuild', `project/${name}`);
    const role = serviceRole(
      this,
      roleName(factory.namespace, imageName, job, aws.region),
      { service: 'codebuild.amazonaws.com', sourceAccount: aws.account, sourceArn: arn },
      [...this.common(props), ...machine.statements(aws), ...props.statements],
    );
    const project = new CodebuildProject(this, 'Resource', {
      name,
      description: props.description,
      serviceRole: role.arn,
      encryptionKey: factory.encryptionKey.keyArn,
      buildTimeout: props.timeoutMinutes,
      // One at a time: two builds of an image would race for its tags and its channel.
      concurrentBuildLimit: 1,
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: {
        ...machine.environment,
        privilegedMode: props.privileged,
        environmentVariable: variables({ ...props.environment, ...machine.variables }),
      },
      source: { type: 'S3', location: source.location, buildspec: machine.buildspec(buildspec(buildspecOf(job))) },
      sourceVersion: source.versionId,
      ...(secondarySource && {
        secondarySources: [{ type: 'S3', sourceIdentifier: SCRIPTS, location: secondarySource.location }],
        secondarySourceVersion: [{ sourceIdentifier: SCRIPTS, sourceVersion: secondarySource.versionId }],
      }),
      ...machine.config(this.node.findChild('Policy') as TerraformResource),
      logsConfig: { cloudwatchLogs: { groupName: factory.logGroup.name, streamName: `${imageName}/${job}` } },
    });
    machine.finish(project);
    this.projectName = project.name;
    this.projectArn = arn;
  }

  /** What every project needs: its own log streams, its own source, and a login to the registry. */
  private common({ factory, imageName, job, readable }: CodeBuildJobProps): AllowStatement[] {
    const { aws, bucket, encryptionKey, logGroup } = factory;
    return [
      {
        sid: 'Logs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [`${logGroup.arn}:log-stream:${imageName}/${job}/*`],
      },
      {
        sid: 'Source',
        actions: ['s3:GetObject', 's3:GetObjectVersion'],
        resources: readable.map((prefix) => `${bucket.bucketArn}/${prefix}/*`),
      },
      {
        sid: 'DecryptSource',
        actions: ['kms:Decrypt'],
        resources: [encryptionKey.keyArn],
        condition: {
          StringEquals: { 'kms:ViaService': `s3.${aws.region}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': bucket.bucketArn },
        },
      },
      // ECR knows no resource for the login (AWS service authorization reference); what it opens is said below.
      { sid: 'RegistryLogin', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
    ];
  }
}

/** Sorted by name: CodeBuild keeps them as a list, and another order would be a difference. */
function variables(environment: { readonly [name: string]: string }): CodebuildProjectEnvironmentEnvironmentVariable[] {
  return Object.keys(environment)
    .sort()
    .map((name) => ({ name, value: environment[name]! }));
}
