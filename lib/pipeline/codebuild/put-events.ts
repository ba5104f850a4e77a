import { AwsEnvironment } from '../../registry/aws-environment';
import { AllowStatement } from './iam';

/** Source of the events that the scripts put on the default bus. */
export const EVENT_SOURCE = 'cdktf-golden-image';

/**
 * The right to tell of what happened, and of nothing else. Source: service authorization reference, "Condition keys for
 * Amazon EventBridge".
 */
export function putEvents(aws: AwsEnvironment, detailTypes: readonly string[]): AllowStatement {
  return {
    sid: 'TellOfIt',
    actions: ['events:PutEvents'],
    resources: [aws.arn('events', 'event-bus/default')],
    condition: { StringEquals: { 'events:source': EVENT_SOURCE, 'events:detail-type': [...detailTypes] } },
  };
}
