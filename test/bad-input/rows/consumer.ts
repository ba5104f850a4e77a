import { GoldenImageReference } from '../../../lib/consumer/golden-image-reference';
import { CHANNEL_NAME, IMAGE_NAME, NAMESPACE } from '../../../lib/core/grammar';
import { newStack } from '../good';
import { notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';

const where = 'stack/Base';

function reference(options: never): GoldenImageReference {
  return GoldenImageReference.fromChannel(newStack(), 'Base', options);
}

export const CONSUMER_ROWS: readonly Row[] = [
  ...property('GoldenImageReference.fromChannel.options', { where, make: reference, good: { name: 'debian' } }, notStruct('options')),
  ...property(
    'GoldenImageChannelOptions.name',
    { where, make: (name) => reference({ name } as never), good: 'debian' },
    usualTexts('InvalidImageName', IMAGE_NAME, 'debian'),
    texts('InvalidImageName', IMAGE_NAME, { 'its repository': 'golden/debian', 'a channel behind it': 'debian:stable', 'upper case': 'Debian', 'nothing': undefined }),
    notNull('name'),
  ),
  ...property(
    'GoldenImageChannelOptions.channel',
    { where, make: (channel) => reference({ name: 'debian', channel } as never), good: 'next' },
    texts('InvalidChannelName', CHANNEL_NAME, {
      'a path': '/golden/debian/channels/stable',
      'upper case': 'STABLE',
      'an empty text': '',
      'a version': '12.1.0',
      'an expression': '${var.channel}',
      'one character too many': 'a'.repeat(33),
      'a number': 1,
    }),
    notNull('channel'),
    usualTexts('InvalidChannelName', CHANNEL_NAME, 'stable').slice(-1),
  ),
  ...property(
    'GoldenImageChannelOptions.namespace',
    { where, make: (namespace) => reference({ name: 'debian', namespace } as never), good: 'team1' },
    texts('InvalidNamespace', NAMESPACE, {
      'a slash behind it': 'golden/',
      'a hyphen in it': 'golden-images',
      'a folder above': '..',
      'an empty text': '',
      'one character too many': 'a'.repeat(17),
      'a list': ['golden'],
    }),
    notNull('namespace'),
    usualTexts('InvalidNamespace', NAMESPACE, 'golden').slice(-1),
  ),
];
