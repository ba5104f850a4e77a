import { TextRule } from './check';

/** Source: Amazon SNS API, CreateTopic; the target of a rule is a standard topic, which has no `.fifo` behind its name. */
export const TOPIC_ARN: TextRule = {
  code: 'InvalidTopicArn',
  noun: 'ARN of an SNS topic',
  pattern: /^arn:aws[a-z-]*:sns:[a-z]{2}(-[a-z]+)+-\d:\d{12}:[A-Za-z0-9_-]{1,256}$/,
  maxLength: 330,
  expected: 'an ARN of a standard topic such as arn:aws:sns:eu-west-1:111122223333:alerts',
  remedy: 'copy it from `aws sns list-topics`, or give the arn of the topic\'s resource',
};

/** Source: Amazon EventBridge API, CreateEventBus. */
export const EVENT_BUS_ARN: TextRule = {
  code: 'InvalidEventBusArn',
  noun: 'ARN of an event bus',
  pattern: /^arn:aws[a-z-]*:events:[a-z]{2}(-[a-z]+)+-\d:\d{12}:event-bus\/(?!aws\.)[/.A-Za-z0-9_-]{1,256}$/,
  maxLength: 340,
  expected: 'an ARN such as arn:aws:events:eu-west-1:111122223333:event-bus/operations',
  remedy: 'copy it from `aws events list-event-buses`, or give the arn of the bus\'s resource',
};
