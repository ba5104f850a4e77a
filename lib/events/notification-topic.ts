import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { Construct } from 'constructs';

import { AwsEnvironment } from '../registry/aws-environment';
import { accountStatement } from '../registry/encryption/account-statement';

/** An encrypted topic that these rules alone publish to. */
export function notificationTopic(scope: Construct, namespace: string, aws: AwsEnvironment, ruleArns: readonly string[]): string {
  const name = `${namespace}-image-notifications`;
  const arn = aws.arn('sns', name);
  const key = new KmsKey(scope, 'Key', {
    description: `Golden images: notifications of ${namespace}`,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        accountStatement(aws),
        {
          Sid: 'EncryptMessages',
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          Resource: '*',
          // For EventBridge and encrypted topics, aws:SourceAccount and aws:SourceArn are not supported in a key's policy
          // (Amazon SNS developer guide, "Key management"): messages would be lost. The topic's own policy has them.
          Condition: { ArnEquals: { 'kms:EncryptionContext:aws:sns:topicArn': arn } },
        },
      ],
    }),
  });
  const topic = new SnsTopic(scope, 'Topic', { name, displayName: 'Golden images', kmsMasterKeyId: key.arn });
  new SnsTopicPolicy(scope, 'Policy', {
    arn: topic.arn,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Rules',
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: arn,
          // The account is in the ARN of the rule (Amazon EventBridge user guide, "Amazon SNS permissions").
          Condition: { ArnEquals: { 'aws:SourceArn': ruleArns } },
        },
      ],
    }),
  });
  return topic.arn;
}
