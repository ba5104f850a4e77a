import { BUILD_EVENTS, RELEASE_EVENTS } from '../../lib/build/image-event';
import { putEvents } from '../../lib/pipeline/codebuild/put-events';
import { AwsEnvironment } from '../../lib/registry/aws-environment';
import { isAllowed, PolicyDocument } from '../support/iam';

const AWS = { arn: (service: string, resource: string) => `arn:aws:${service}:eu-west-1:123456789012:${resource}` } as AwsEnvironment;

function allowed(detailTypes: typeof BUILD_EVENTS, detailType: string, source = 'cdktf-golden-image', bus = 'default'): boolean {
  const { actions, resources, condition } = putEvents(AWS, detailTypes);
  const document: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: resources, Condition: condition }] };
  return isAllowed([document], { action: 'events:PutEvents', resource: AWS.arn('events', `event-bus/${bus}`), context: { 'events:source': source, 'events:detail-type': detailType } });
}

test('a build tells of what it finds, and announces no release', () => {
  expect(['Golden Image Upstream Moved', 'Golden Image Support Ending', 'Golden Image Not Released'].map((type) => allowed(BUILD_EVENTS, type))).toEqual([true, true, true]);
  expect(['Golden Image Released', 'Golden Image Refused', 'CodeBuild Build State Change'].map((type) => allowed(BUILD_EVENTS, type))).toEqual([false, false, false]);
});

test('a release tells what became of a candidate, and nothing else', () => {
  expect(['Golden Image Released', 'Golden Image Refused'].map((type) => allowed(RELEASE_EVENTS, type))).toEqual([true, true]);
  expect(allowed(RELEASE_EVENTS, 'Golden Image Upstream Moved')).toBe(false);
});

test('nobody tells in the name of another source, or to another bus', () => {
  expect(allowed(RELEASE_EVENTS, 'Golden Image Released', 'com.example')).toBe(false);
  expect(allowed(RELEASE_EVENTS, 'Golden Image Released', 'cdktf-golden-image', 'other')).toBe(false);
});
