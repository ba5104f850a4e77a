import { EVENT_BUS_ARN, TOPIC_ARN } from '../../../lib/core/event-grammar';
import { GoldenImageNotifications } from '../../../lib/events/golden-image-notifications';
import { NotificationKind } from '../../../lib/events/notification-kind';
import { newStack, PIPELINE } from '../good';
import { missing, notImplementing, notList, notMember, notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';

const where = 'stack/Notifications';
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts';
const BUS = 'arn:aws:events:eu-west-1:111122223333:event-bus/operations';
const KINDS = Object.values(NotificationKind);

function make(props: object): GoldenImageNotifications {
  return new GoldenImageNotifications(newStack(), 'Notifications', { pipeline: PIPELINE, ...props });
}

/** The rows of one property of notifications. */
function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`GoldenImageNotificationsProps.${name}`, { where, make: (value) => make({ [name]: value }), good }, ...badValues);
}

export const NOTIFICATION_ROWS: readonly Row[] = [
  ...property(
    'GoldenImageNotifications.constructor.props',
    { where, make: (props) => new GoldenImageNotifications(newStack(), 'Notifications', props), good: { pipeline: PIPELINE } },
    notStruct('props'),
  ),
  ...option('pipeline', PIPELINE, notImplementing('pipeline', 'IBuildPipeline'), missing('pipeline')),
  ...option(
    'kinds',
    [NotificationKind.RELEASED],
    notList('kinds', NotificationKind.RELEASED),
    asItems(notMember('InvalidNotificationKind', 'kind of notification', KINDS, { 'the name of a member': 'RELEASED', 'an event': 'Golden Image Released', 'nothing': undefined })),
    { what: 'no kind', bad: [], code: 'InvalidNotificationKinds', expected: 'at least one kind', remedy: 'leave kinds out for all but releases' },
    {
      what: 'a kind twice',
      bad: [NotificationKind.REFUSED, NotificationKind.REFUSED],
      given: NotificationKind.REFUSED,
      code: 'DuplicateNotificationKind',
      expected: 'each kind once',
      remedy: 'remove one of the two',
    },
  ),
  ...option(
    'topicArn',
    TOPIC,
    // What Terraform alone knows is taken.
    usualTexts('InvalidTopicArn', TOPIC_ARN, TOPIC).slice(0, -1),
    texts('InvalidTopicArn', TOPIC_ARN, { 'its name': 'alerts', 'a topic that keeps an order': `${TOPIC}.fifo`, 'all topics': 'arn:aws:sns:eu-west-1:111122223333:*', 'a queue': 'arn:aws:sqs:eu-west-1:111122223333:alerts', 'an e-mail address': 'team@example.com' }),
    notNull('topicArn'),
  ),
  ...option(
    'eventBusArn',
    BUS,
    usualTexts('InvalidEventBusArn', EVENT_BUS_ARN, BUS).slice(0, -1),
    texts('InvalidEventBusArn', EVENT_BUS_ARN, { 'its name': 'operations', 'a bus of AWS': 'arn:aws:events:eu-west-1:111122223333:event-bus/aws.partner', 'a rule': 'arn:aws:events:eu-west-1:111122223333:rule/operations' }),
    notNull('eventBusArn'),
  ),
];
