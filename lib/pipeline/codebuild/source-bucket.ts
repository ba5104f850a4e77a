import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';

import { AwsEnvironment } from '../../registry/aws-environment';
import { IEncryptionKey } from '../../registry/encryption/encryption-key';

/** Logs that are put into the bucket, by key prefix, and how long they are kept. */
export interface ExpiringLogs {
  readonly prefix: string;
  readonly days: number;
}

/** The bucket that build contexts and scripts are taken from: versioned, encrypted, private, TLS only. */
export class SourceBucket extends Construct {
  public readonly bucketName: string;
  public readonly bucketArn: string;

  public constructor(scope: Construct, id: string, namespace: string, aws: AwsEnvironment, encryptionKey: IEncryptionKey, logs?: ExpiringLogs) {
    super(scope, id);
    const { bucket, arn } = new S3Bucket(this, 'Resource', { bucket: `${namespace}-images-${aws.account}-${aws.region}` });
    // Objects are put only after versioning is on: a project asks for the version that Terraform put.
    const versioning = new S3BucketVersioningA(this, 'Versioning', { bucket, versioningConfiguration: { status: 'Enabled' } });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryptionKey.keyArn },
          bucketKeyEnabled: true,
        },
      ],
    });
    this.bucketName = versioning.bucket;
    this.bucketArn = arn;
    new S3BucketPublicAccessBlock(this, 'PublicAccessBlock', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'Ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    new S3BucketPolicy(this, 'Policy', {
      bucket,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'TlsOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [arn, `${arn}/*`],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      }),
    });
    new S3BucketLifecycleConfiguration(this, 'Lifecycle', {
      bucket,
      dependsOn: [versioning, encryption],
      rule: [
        {
          id: 'old-versions',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
          noncurrentVersionExpiration: [{ noncurrentDays: 90 }],
        },
        ...(logs ? [{ id: 'logs', status: 'Enabled', filter: [{ prefix: logs.prefix }], expiration: [{ days: logs.days }] }] : []),
      ],
    });
  }
}
