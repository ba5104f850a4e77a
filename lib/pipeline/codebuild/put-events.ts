import { IMAGE_EVENT_SOURCE, ImageEvent } from '../../build/image-event';
import { AwsEnvironment } from '../../registry/aws-environment';
import { AllowStatement } from './iam';

/**
 * The right to put these events on the default bus. Neither job can tell what the other one tells: a build that was taken
 * over announces no release.
 *
 * Source: Amazon EventBridge user guide, "Using IAM policy conditions", events:source and events:detail-type.
 */
export function putEvents(aws: AwsEnvironment, detailTypes: readonly ImageEvent[]): AllowStatement {
  return {
    sid: 'TellPeople',
    actions: ['events:PutEvents'],
    resources: [aws.arn('events', 'event-bus/default')],
    condition: { StringEquals: { 'events:source': IMAGE_EVENT_SOURCE, 'events:detail-type': detailTypes } },
  };
}
