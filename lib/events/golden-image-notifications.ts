import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

import { checkOneOf, checkPresent, checkText } from '../core/check';
import { refuseDuplicates } from '../core/duplicates';
import { GoldenImageError } from '../core/error';
import { EVENT_BUS_ARN, TOPIC_ARN } from '../core/event-grammar';
import { BY_RULE, checkShape, implementing, LIST, Shape } from '../core/shape';
import { isUnresolved } from '../core/token';
import { IBuildPipeline } from '../pipeline/build-pipeline';
import { serviceRole } from '../pipeline/codebuild/iam';
import { AwsEnvironment } from '../registry/aws-environment';
import { DEFAULT_KINDS, NotificationKind, NOTIFICATION_KINDS } from './notification-kind';
import { notificationMessage } from './notification-message';
import { notificationTopic } from './notification-topic';

/** Of what people are told, and where. */
export interface GoldenImageNotificationsProps {
  /** The factory whose images it is about. */
  readonly pipeline: IBuildPipeline;
  /**
   * What is told, each once and at least one: anything else is the error `InvalidNotificationKind`,
   * `DuplicateNotificationKind` or `InvalidNotificationKinds`.
   *
   * @default - all but `NotificationKind.RELEASED`, which asks nobody to do anything
   */
  readonly kinds?: NotificationKind[];
  /**
   * ARN of the SNS topic that messages are sent to: a standard topic of the factory's account and region; anything else is
   * the error `InvalidTopicArn`. It may be known only when Terraform runs. Its own policy must let `events.amazonaws.com`
   * publish, and the policy of its key `kms:Decrypt` and `kms:GenerateDataKey*`.
   *
   * @default - an encrypted topic of its own, `NAMESPACE-image-notifications`
   */
  readonly topicArn?: string;
  /**
   * ARN of an event bus that the same events are sent to as they are, such as one of an operations account, whose policy
   * must take them; anything else is the error `InvalidEventBusArn`. It may be known only when Terraform runs.
   *
   * @default - none
   */
  readonly eventBusArn?: string;
}

const SHAPE: Shape<GoldenImageNotificationsProps> = {
  pipeline: implementing('IBuildPipeline', 'namespace', 'bind'),
  kinds: LIST,
  topicArn: BY_RULE,
  eventBusArn: BY_RULE,
};

const DUPLICATE_KIND = {
  code: 'DuplicateNotificationKind',
  problem: 'people would be told of this twice',
  expected: 'each kind once',
  remedy: 'remove one of the two',
} as const;

/**
 * Tells people of what they must do about the images of a factory: one rule for each kind, whatever the number of images.
 *
 * A message is a JSON object with `title`, `message` (what happened, what it means, what to do) and what the event holds.
 * EventBridge sends an event at least once, so a message may come twice.
 *
 * @example
 * const notifications = new GoldenImageNotifications(this, 'Notifications', { pipeline: factory });
 * new SnsTopicSubscription(this, 'Team', { topicArn: notifications.topicArn, protocol: 'email', endpoint: 'platform@example.com' });
 */
export class GoldenImageNotifications extends Construct {
  /** ARN of the topic that people subscribe to. */
  public readonly topicArn: string;
  private readonly namespace: string;

  public constructor(scope: Construct, id: string, props: GoldenImageNotificationsProps) {
    super(scope, id);
    const where = this.node.path;
    const { topicArn, eventBusArn, kinds: given, pipeline } = checkShape(SHAPE, props, 'props', where);
    this.namespace = checkPresent(pipeline, 'pipeline', where).namespace;
    this.refuseSecond();
    const kinds = resolveKinds(given ?? DEFAULT_KINDS, where);
    if (topicArn !== undefined && !isUnresolved(topicArn)) checkText(TOPIC_ARN, topicArn, where);
    if (eventBusArn !== undefined && !isUnresolved(eventBusArn)) checkText(EVENT_BUS_ARN, eventBusArn, where);

    const aws = new AwsEnvironment(this, 'Aws');
    const ruleArns = kinds.map((kind) => aws.arn('events', `rule/${this.ruleName(kind)}`));
    this.topicArn = topicArn ?? notificationTopic(new Construct(this, 'Topic'), this.namespace, aws, ruleArns);
    const busRoleArn = eventBusArn === undefined ? undefined : this.busRole(eventBusArn, aws, ruleArns);
    for (const kind of kinds) this.tell(kind, eventBusArn, busRoleArn);
  }

  private tell(kind: NotificationKind, eventBusArn: string | undefined, busRoleArn: string | undefined): void {
    const { pattern, inputPaths, inputTemplate } = notificationMessage(kind, this.namespace);
    const scope = new Construct(this, kind);
    const rule = new CloudwatchEventRule(scope, 'Rule', {
      name: this.ruleName(kind),
      description: `Tells people of golden images of ${this.namespace}: ${kind}`,
      eventPattern: JSON.stringify(pattern),
    });
    // A topic is no target with a role: its own policy lets the rule publish.
    new CloudwatchEventTarget(scope, 'Topic', { rule: rule.name, arn: this.topicArn, inputTransformer: { inputPaths, inputTemplate } });
    if (eventBusArn !== undefined) new CloudwatchEventTarget(scope, 'EventBus', { rule: rule.name, arn: eventBusArn, roleArn: busRoleArn });
  }

  private busRole(eventBusArn: string, aws: AwsEnvironment, ruleArns: readonly string[]): string {
    const trust = { service: 'events.amazonaws.com', sourceAccount: aws.account, sourceArn: ruleArns };
    return serviceRole(new Construct(this, 'EventBus'), `${this.namespace}_notify-${aws.region}`, trust, [
      { sid: 'Forward', actions: ['events:PutEvents'], resources: [eventBusArn] },
    ]).arn;
  }

  /** "_" keeps the name apart from those of an image that is called "notify". */
  private ruleName(kind: NotificationKind): string {
    return `${this.namespace}_notify-${kind}`;
  }

  /** Two of one namespace in one stack would own the same names. */
  private refuseSecond(): void {
    const other = TerraformStack.of(this)
      .node.findAll()
      .find((node) => node !== this && node instanceof GoldenImageNotifications && node.namespace === this.namespace);
    if (other === undefined) return;
    throw new GoldenImageError('DuplicateNotifications', {
      where: this.node.path,
      problem: `${other.node.path} already tells of the images of this namespace`,
      given: this.namespace,
      expected: 'one for each factory',
      remedy: 'subscribe to the topic of the one that there is, or send its events to a bus (eventBusArn)',
    });
  }
}

function resolveKinds(given: readonly unknown[], where: string): readonly NotificationKind[] {
  if (given.length === 0) {
    throw new GoldenImageError('InvalidNotificationKinds', {
      where,
      problem: 'people would be told of nothing',
      given,
      expected: 'at least one kind',
      remedy: 'leave kinds out for all but releases',
    });
  }
  const kinds = given.map((kind) => checkOneOf('InvalidNotificationKind', 'kind of notification', NOTIFICATION_KINDS, kind, where));
  refuseDuplicates(DUPLICATE_KIND, kinds, where);
  return kinds;
}
