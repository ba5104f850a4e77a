import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';

import { PipelineTools } from '../../build/pipeline-tools';
import { pipelineScripts } from '../../build/script-files';
import { AwsEnvironment } from '../../registry/aws-environment';
import { EncryptionKey, IEncryptionKey } from '../../registry/encryption/encryption-key';
import { IImageSigningKey, ownSigningKey } from '../../registry/encryption/image-signing-key';
import { Factory, SCRIPTS_PREFIX } from './factory';
import { MachineSettings } from './machine/machine-settings';
import { SourceBucket } from './source-bucket';
import { SourceObject } from './source-object';
import { startRole } from './start-role';

/** Where a service that builds beside CodeBuild puts its logs; the factory's own key and bucket are made for them. */
export interface BuilderLogs {
  /** Beginning of the names of its log groups. */
  readonly groupPrefix: string;
  /** Prefix of its keys in the factory's bucket. */
  readonly keyPrefix: string;
}

/** What a factory is made of, checked. */
interface FactoryProps {
  readonly namespace: string;
  readonly encryptionKey?: IEncryptionKey;
  readonly signingKey?: IImageSigningKey;
  readonly tools?: PipelineTools;
  readonly machine: MachineSettings;
  readonly retentionInDays: number;
  readonly builderLogs?: BuilderLogs;
}

/** Makes what the images of one factory share, as children of the factory. */
export function makeFactory(scope: Construct, props: FactoryProps): Factory {
  const { namespace, retentionInDays, builderLogs } = props;
  const aws = new AwsEnvironment(scope, 'Aws');
  const logGroupName = `/golden-images/${namespace}`;
  const encryptionKey =
    props.encryptionKey ??
    new EncryptionKey(scope, 'Key', { alias: `${namespace}-images`, logGroupName, ...(builderLogs && { logGroupPrefix: builderLogs.groupPrefix }) });
  const signingKey = props.signingKey ?? ownSigningKey(scope, 'SigningKey', namespace, aws);
  const logGroup = new CloudwatchLogGroup(scope, 'Logs', { name: logGroupName, retentionInDays, kmsKeyId: encryptionKey.keyArn });
  const expiring = builderLogs && { prefix: builderLogs.keyPrefix, days: retentionInDays };
  const bucket = new SourceBucket(scope, 'Source', namespace, aws, encryptionKey, expiring);
  return {
    namespace,
    aws,
    encryptionKey,
    signingKey,
    bucket,
    scripts: new SourceObject(scope, 'Scripts', { bucket, folder: 'scripts', keyPrefix: SCRIPTS_PREFIX, files: pipelineScripts() }),
    tools: props.tools ?? PipelineTools.fromGitHub(),
    machine: props.machine,
    logGroup,
    ruleRoleArn: startRole(new Construct(scope, 'StartRelease'), namespace, aws, {
      kind: 'start',
      job: 'release',
      service: 'events.amazonaws.com',
      sourceArn: aws.arn('events', `rule/${namespace}-*-candidate-pushed`),
    }),
  };
}
