import { isAllowedByResource, type PolicyDocument } from '../../support/iam';
import { aws } from './aws';
import type { Rule, Target } from './eventbridge';
import type { World } from './world';

const EVENTS = 'events.amazonaws.com';

/**
 * A message that EventBridge may not publish, or SNS not encrypt, is lost without a trace but a metric; a test is to see it.
 * SNS is asked what it says of the topic, KMS of the key, as they were applied.
 */
export async function requirePublishable(world: World, rule: Rule, { Arn: topic, RoleArn }: Target): Promise<void> {
  if (RoleArn !== undefined) throw new Error(`rule ${rule.Name}: ${topic} is no target with a role`);
  const { Attributes } = await aws<{ Attributes: { Policy: string; KmsMasterKeyId?: string } }>(world, 'sns', 'get-topic-attributes', '--topic-arn', topic);
  const context = { 'aws:SourceArn': rule.Arn, 'aws:SourceAccount': world.account };
  if (!isAllowedByResource(JSON.parse(Attributes.Policy) as PolicyDocument, EVENTS, { action: 'sns:Publish', resource: topic, context })) {
    throw new Error(`rule ${rule.Name}: ${topic} does not let it publish`);
  }
  const key = Attributes.KmsMasterKeyId;
  if (key === undefined) return;
  const { Policy } = await aws<{ Policy: string }>(world, 'kms', 'get-key-policy', '--key-id', key, '--policy-name', 'default');
  for (const action of ['kms:GenerateDataKey', 'kms:Decrypt']) {
    // Of the rule and its account KMS is told nothing (Amazon SNS developer guide, "Key management").
    const encryption = { 'kms:EncryptionContext:aws:sns:topicArn': topic };
    if (!isAllowedByResource(JSON.parse(Policy) as PolicyDocument, EVENTS, { action, resource: '*', context: encryption })) {
      throw new Error(`rule ${rule.Name}: the key of ${topic} does not allow ${action}`);
    }
  }
}
