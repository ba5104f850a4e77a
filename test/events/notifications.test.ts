import { GoldenImageNotifications, GoldenImageNotificationsProps } from '../../lib/events/golden-image-notifications';
import { NotificationKind } from '../../lib/events/notification-kind';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { ACCOUNT, applied, arn, rightsOf, trustOf } from '../support/applied';
import { buildEnded, imageEvent } from '../support/codebuild-event';
import { matches } from '../support/eventbridge-pattern';
import { transform } from '../support/eventbridge-transform';
import { isAllowed, isAllowedByResource, isTrusted, PolicyDocument } from '../support/iam';
import { newStack, Synthesized, synthesize } from '../support/stack';

const TIME = '2026-12-01T04:05:06Z';
const ALL = { kinds: Object.values(NotificationKind) };

function notifications(props: Partial<GoldenImageNotificationsProps> = {}): Synthesized {
  const stack = newStack();
  new GoldenImageNotifications(stack, 'Notifications', { pipeline: new CodeBuildPipeline(stack, 'Factory'), ...props });
  return synthesize(stack);
}

const told = notifications(ALL);

/** The kinds that tell of an event, with what they say. */
function messages(event: object, synthesized = told): Record<string, Record<string, unknown>> {
  const rules = Object.entries(synthesized.resources('aws_cloudwatch_event_rule')).filter(([path, { event_pattern: pattern }]) => path.startsWith('Notifications/') && matches(JSON.parse(pattern), event));
  return Object.fromEntries(rules.map(([path]) => {
    const { input_transformer: { input_paths: inputPathsMap, input_template: inputTemplate } } = synthesized.resource('aws_cloudwatch_event_target', path.replace(/Rule$/, 'Topic'));
    return [path.split('/')[1]!, transform({ inputPathsMap, inputTemplate }, event) as Record<string, unknown>];
  }));
}

const IMAGE = { namespace: 'golden', image: 'debian', version: '12.1.0' };

describe('a build that did not succeed', () => {
  test.each(['FAILED', 'FAULT', 'TIMED_OUT', 'STOPPED'])('is told of, with what to do and where the log is: %s', (status) => {
    const { 'build-failed': message, ...others } = messages(buildEnded('golden-debian-build', status, TIME));
    expect(others).toEqual({});
    expect(message).toMatchObject({ title: `Build golden-debian-build: ${status}`, project: 'golden-debian-build', status, time: TIME });
    expect(message!.message).toMatch(/aws codebuild retry-build --id \S*golden-debian-build:/);
    expect(message!.message).toContain('every channel holds what it held');
    expect(message!.log).toMatch(/^https:\/\/.*stream=golden-debian-build\/1$/);
    expect(message!.message).toContain(message!.log);
  });

  test.each([
    ['golden-debian-build-arm64', ['build-failed']],
    ['golden-debian-admit', ['build-failed']],
    ['golden-debian-release', ['release-failed']],
    ['golden-build-release', ['release-failed']],
    ['golden-release-build', ['build-failed']],
    ['golden2-debian-build', []],
    ['golden-debian-build-other', []],
    ['debian-build', []],
  ])('is known by its project: %s', (project, kinds) => {
    expect(Object.keys(messages(buildEnded(project, 'FAILED', TIME)))).toEqual(kinds);
  });

  test.each(['SUCCEEDED', 'IN_PROGRESS'])('is none that is %s', (status) => {
    expect(messages(buildEnded('golden-debian-build', status, TIME))).toEqual({});
  });
});

test.each([
  ['Golden Image Released', 'released', 'released'],
  ['Golden Image Refused', 'refused', 'a candidate was refused'],
  ['Golden Image Upstream Moved', 'upstream-moved', 'what it is built on has moved'],
  ['Golden Image Support Ending', 'support-ending', 'support ends'],
  ['Golden Image Not Released', 'not-released', 'not released for long'],
])('%s is told in the words of the script, whatever they hold, with all that it knows', (detailType, kind, title) => {
  const detail = { ...IMAGE, message: 'It says "no"\nand <why>: \\ {}', findings: [{ name: 'CVE-2026-1', severity: 'HIGH' }], packages: { changed: ['tzdata'] } };
  expect(messages(imageEvent(detailType, detail, TIME))).toEqual({
    [kind]: { title: `Golden image debian 12.1.0: ${title}`, message: detail.message, detail, time: TIME },
  });
});

test('what another factory, or another source, tells is not passed on', () => {
  expect(messages(imageEvent('Golden Image Refused', { ...IMAGE, namespace: 'other', message: 'x' }, TIME))).toEqual({});
  expect(messages(imageEvent('Golden Image Refused', { ...IMAGE, message: 'x' }, TIME, 'com.example'))).toEqual({});
});

test('releases alone are told of only to those who ask', () => {
  const kinds = (synthesized: Synthesized): string[] => Object.values(synthesized.resources('aws_cloudwatch_event_rule')).map(({ name }) => name).sort();
  expect(kinds(notifications())).toEqual(['build-failed', 'not-released', 'refused', 'release-failed', 'support-ending', 'upstream-moved'].map((kind) => `golden_notify-${kind}`));
  expect(kinds(notifications({ kinds: [NotificationKind.RELEASED] }))).toEqual(['golden_notify-released']);
});

describe('the topic', () => {
  const topicArn = arn('sns', 'golden-image-notifications');
  const policyOf = (type: string, path: string): PolicyDocument => JSON.parse(applied(told, told.resource(type, path).policy)) as PolicyDocument;

  test('is encrypted with a key of its own, which EventBridge may use for this topic alone', () => {
    expect(told.resource('aws_sns_topic', 'Notifications/Topic/Topic')).toMatchObject({ name: 'golden-image-notifications', kms_master_key_id: expect.stringContaining('aws_kms_key.Notifications_Topic_Key') });
    expect(told.resource('aws_kms_key', 'Notifications/Topic/Key')).toMatchObject({ enable_key_rotation: true });
    const policy = policyOf('aws_kms_key', 'Notifications/Topic/Key');
    const may = (action: string, topic: string, service = 'events.amazonaws.com'): boolean =>
      isAllowedByResource(policy, service, { action, resource: '*', context: { 'kms:EncryptionContext:aws:sns:topicArn': topic } });
    expect(['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => may(action, topicArn))).toEqual([true, true]);
    expect([may('kms:Decrypt', `${topicArn}-2`), may('kms:ScheduleKeyDeletion', topicArn), may('kms:Decrypt', topicArn, 's3.amazonaws.com')]).toEqual([false, false, false]);
    // With these, EventBridge would deliver nothing.
    expect(JSON.stringify(policy)).not.toMatch(/aws:Source/);
  });

  test('takes messages of these rules and of nobody else', () => {
    const publishes = (rule: string, service = 'events.amazonaws.com', action = 'sns:Publish'): boolean =>
      isAllowedByResource(policyOf('aws_sns_topic_policy', 'Notifications/Topic/Policy'), service, { action, resource: topicArn, context: { 'aws:SourceArn': rule, 'aws:SourceAccount': ACCOUNT } });
    for (const kind of Object.values(NotificationKind)) expect(publishes(arn('events', `rule/golden_notify-${kind}`))).toBe(true);
    expect(publishes(arn('events', 'rule/other'))).toBe(false);
    expect(publishes(arn('events', 'rule/golden_notify-refused').replace(ACCOUNT, '999999999999'))).toBe(false);
    expect(publishes(arn('events', 'rule/golden_notify-refused'), 's3.amazonaws.com')).toBe(false);
    expect(publishes(arn('events', 'rule/golden_notify-refused'), 'events.amazonaws.com', 'sns:Subscribe')).toBe(false);
  });

  test("may be one that is there, whose policy and key are its owner's", () => {
    const given = 'arn:aws:sns:eu-west-1:111122223333:alerts';
    const synthesized = notifications({ topicArn: given });
    expect(synthesized.resources('aws_sns_topic')).toEqual({});
    expect(synthesized.resources('aws_sns_topic_policy')).toEqual({});
    expect(new Set(Object.values(synthesized.resources('aws_cloudwatch_event_target')).map((target) => target.arn))).toEqual(new Set([given]));
  });

  test('is no target with a role, which EventBridge would fail on', () => {
    for (const target of Object.values(told.resources('aws_cloudwatch_event_target'))) expect(target).not.toHaveProperty('role_arn');
  });
});

describe('an event bus', () => {
  const bus = arn('events', 'event-bus/operations');
  const synthesized = notifications({ eventBusArn: bus });

  test('gets the events as they are, besides the topic', () => {
    const target = synthesized.resource('aws_cloudwatch_event_target', 'Notifications/refused/EventBus');
    expect(target).toMatchObject({ arn: bus, role_arn: expect.stringContaining('aws_iam_role.Notifications_EventBus') });
    expect(target).not.toHaveProperty('input_transformer');
    expect(synthesized.resource('aws_cloudwatch_event_target', 'Notifications/refused/Topic').arn).toContain('aws_sns_topic');
  });

  test('is all that the role may send to, and only for these rules', () => {
    const rights = rightsOf(synthesized, 'Notifications/EventBus');
    expect(isAllowed([rights], { action: 'events:PutEvents', resource: bus })).toBe(true);
    expect(isAllowed([rights], { action: 'events:PutEvents', resource: arn('events', 'event-bus/default') })).toBe(false);
    const trusted = (rule: string, account = ACCOUNT): boolean =>
      isTrusted(trustOf(synthesized, 'Notifications/EventBus'), 'events.amazonaws.com', { 'aws:SourceAccount': account, 'aws:SourceArn': arn('events', `rule/${rule}`) });
    expect(trusted('golden_notify-refused')).toBe(true);
    expect(trusted('golden-debian-parent')).toBe(false);
    expect(trusted('golden_notify-refused', '999999999999')).toBe(false);
  });
});

test('two of one factory in a stack are refused', () => {
  const stack = newStack();
  const pipeline = new CodeBuildPipeline(stack, 'Factory');
  new GoldenImageNotifications(stack, 'Notifications', { pipeline });
  expect(() => new GoldenImageNotifications(stack, 'Again', { pipeline })).toThrow('[DuplicateNotifications] stack/Again: stack/Notifications already tells');
  expect(() => new GoldenImageNotifications(stack, 'Other', { pipeline: new CodeBuildPipeline(stack, 'Second', { namespace: 'other' }) })).not.toThrow();
});
