import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';

import { appScripts } from '../../build/script-files';
import { JobFactory, SCRIPTS_PREFIX } from '../../pipeline/codebuild/factory';
import { MachineSettings } from '../../pipeline/codebuild/machine/machine-settings';
import { SourceBucket } from '../../pipeline/codebuild/source-bucket';
import { SourceObject } from '../../pipeline/codebuild/source-object';
import { startRole } from '../../pipeline/codebuild/start-role';
import { ImageNames } from '../../pipeline/image-names';
import { TriggerRule, triggerRuleName } from '../../pipeline/trigger-rule';
import { AwsEnvironment } from '../../registry/aws-environment';
import { EncryptionKey, IEncryptionKey } from '../../registry/encryption/encryption-key';

/** How a team builds with CodeBuild, checked. */
export interface CodeBuildAppOptions {
  readonly namespace: string;
  readonly encryptionKey?: IEncryptionKey;
  readonly logRetentionDays: number;
  readonly machine: MachineSettings;
}

/** What the images of one builder share in a stack. */
export class AppFactory extends Construct implements JobFactory {
  public readonly namespace: string;
  public readonly aws: AwsEnvironment;
  public readonly encryptionKey: IEncryptionKey;
  public readonly bucket: SourceBucket;
  public readonly machine: MachineSettings;
  public readonly logGroup: CloudwatchLogGroup;
  public readonly scripts: SourceObject;
  /** ARN of the role that EventBridge rules assume to start builds. */
  public readonly ruleRoleArn: string;
  public readonly names: ImageNames;

  public constructor(scope: Construct, id: string, public readonly options: CodeBuildAppOptions) {
    super(scope, id);
    const { namespace, machine, logRetentionDays: retentionInDays } = options;
    this.namespace = namespace;
    this.machine = machine;
    this.names = new ImageNames(this.node.path);
    this.aws = new AwsEnvironment(this, 'Aws');
    const logGroupName = `/app-images/${namespace}`;
    this.encryptionKey = options.encryptionKey ?? new EncryptionKey(this, 'Key', { alias: `${namespace}-images`, logGroupName });
    this.logGroup = new CloudwatchLogGroup(this, 'Logs', { name: logGroupName, retentionInDays, kmsKeyId: this.encryptionKey.keyArn });
    this.bucket = new SourceBucket(this, 'Source', namespace, this.aws, this.encryptionKey);
    this.scripts = new SourceObject(this, 'Scripts', { bucket: this.bucket, folder: 'scripts', keyPrefix: SCRIPTS_PREFIX, files: appScripts() });
    this.ruleRoleArn = startRole(new Construct(this, 'StartBuild'), namespace, this.aws, {
      kind: 'start',
      job: 'app',
      service: 'events.amazonaws.com',
      sourceArn: this.aws.arn('events', `rule/${triggerRuleName(namespace, '*', TriggerRule.DECLARATION)}`),
    });
  }
}
