import { REASON } from '../../../lib/core/grammar';
import { USER_NAME } from '../../../lib/core/image-grammar';
import { ImageUser } from '../../../lib/image/image-user';
import { SetuidBits } from '../../../lib/image/setuid-bits';
import { missing, notInteger } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';

/** Texts that people read: what looks odd in them is no harm, what cannot be seen is. */
export const PROSE = ['a letter that looks like a Latin one', 'a hyphen before it', 'a backslash in it'] as const;

const where = 'ImageUser.of';

export const USER_ROWS: readonly Row[] = [
  ...property(
    'ImageUser.of.name',
    { where, make: (name) => ImageUser.of(name, 10001), good: 'app' },
    usualTexts('InvalidUserName', USER_NAME, 'app'),
    texts('InvalidUserName', USER_NAME, {
      'root, of which there would be two': 'root',
      'upper case': 'App',
      'a digit before it': '1app',
      'a colon, which ends a field of /etc/passwd': 'app:x:0:0',
      'a dot': 'a.b',
      'an id': '10001',
      'nothing': undefined,
      'null': null,
    }),
  ),
  ...property(
    'ImageUser.of.userId',
    { where, make: (userId) => ImageUser.of('app', userId), good: 10001 },
    notInteger('InvalidUserId', { min: 1, max: 4_294_967_294, remedy: 'for root, which is weaker, use ImageUser.root' }),
    ...[
      { what: 'a negative number', bad: -1 },
      { what: 'nothing', bad: undefined },
      { what: 'null', bad: null },
      { what: 'the name of a user', bad: 'app' },
    ].map((value) => ({ ...value, code: 'InvalidUserId', expected: 'a whole number from 1 to 4294967294', remedy: 'give the numeric id, such as 65532' }) as const),
  ),
  ...property(
    'ImageUser.root.reason',
    { where: 'ImageUser.root', make: (reason) => ImageUser.root(reason), good: 'binds port 80' },
    usualTexts('InvalidReason', REASON, 'binds port 80', PROSE),
    texts('InvalidReason', REASON, {
      'two lines': 'binds\nport 80',
      'a directive of a template of Terraform': '%{ if true }',
      'a line separator': 'a\u2028b',
      'true': true,
    }),
    missing('reason'),
    { ...missing('reason', null), what: 'null' },
  ),
  ...property(
    'SetuidBits.keep.reason',
    { where: 'SetuidBits.keep', make: (reason) => SetuidBits.keep(reason), good: 'ping needs them' },
    texts('InvalidReason', REASON, {
      'an empty text': '',
      'an escape sequence of a terminal': 'a\u001b[31mb',
      'an expression': 'needs ${var.reason}',
      'a character without a meaning': 'a\ue000b',
      'one character too many': 'a'.repeat(501),
    }),
    missing('reason'),
  ),
];
