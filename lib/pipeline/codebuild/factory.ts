import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';

import { PipelineTools } from '../../build/pipeline-tools';
import { BY_RULE, implementing, instanceOf } from '../../core/shape';
import { AwsEnvironment } from '../../registry/aws-environment';
import { IEncryptionKey } from '../../registry/encryption/encryption-key';
import { IImageSigningKey } from '../../registry/encryption/image-signing-key';
import { MACHINE_SHAPE, MachineSettings } from './machine/machine-settings';
import { SourceBucket } from './source-bucket';
import { SourceObject } from './source-object';

/** Key prefix of the scripts, which every project of a factory may read. */
export const SCRIPTS_PREFIX = 'scripts';

/** What a project needs of its factory. */
export type JobFactory = Pick<Factory, 'namespace' | 'aws' | 'encryptionKey' | 'bucket' | 'machine' | 'logGroup'>;

/** What the images of one factory share. None of it gives one image a right over another. */
export interface Factory {
  readonly namespace: string;
  readonly aws: AwsEnvironment;
  readonly encryptionKey: IEncryptionKey;
  readonly bucket: SourceBucket;
  readonly scripts: SourceObject;
  readonly tools: PipelineTools;
  readonly machine: MachineSettings;
  readonly logGroup: CloudwatchLogGroup;
  /** The KMS key that releases are signed with. */
  readonly signingKey: IImageSigningKey;
  /** ARN of the role that EventBridge rules assume to start release projects. */
  readonly ruleRoleArn: string;
}

/** The shape of what a pipeline can be told of its factory. */
export const FACTORY_SHAPE = {
  ...MACHINE_SHAPE,
  namespace: BY_RULE,
  encryptionKey: implementing('IEncryptionKey', 'keyArn'),
  signingKey: implementing('IImageSigningKey', 'signingKeyArn'),
  tools: instanceOf(PipelineTools),
  logRetentionDays: BY_RULE,
} as const;
