import { IMAGE_PATH, LOCALE, PORT, STOP_SIGNAL, TIME_ZONE } from '../../../lib/core/image-grammar';
import { Healthcheck } from '../../../lib/image/healthcheck';
import { ImageUser } from '../../../lib/image/image-user';
import { notNull, notInstance, notList } from '../kinds';
import { BadValue, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';
import { notCommand } from './commands';
import { declared } from './declared';

const TWICE: Pick<BadValue, 'remedy'> = { remedy: 'remove one of the two' };

/** How containers of an image start and run. */
export const CONTAINER_ROWS: readonly Row[] = [
  ...declared(
    'workingDirectory',
    '/app',
    usualTexts('InvalidPath', IMAGE_PATH, '/app'),
    texts('InvalidPath', IMAGE_PATH, { 'a relative path': 'app', 'the root': '/', 'a variable': '/home/$USER', 'a folder of the kernel': '/proc' }),
    notNull('workingDirectory'),
  ),
  ...declared(
    'ports',
    ['8080', '53/udp'],
    notList('ports', '8080'),
    asItems(usualTexts('InvalidPort', PORT, '8080')),
    asItems(
      texts('InvalidPort', PORT, {
        'port 0': '0',
        'port 65536': '65536',
        'a zero before it': '0080',
        'a range': '8000-8010',
        'a mapping': '80:8080',
        'a protocol that Docker does not have': '80/http',
        'a protocol in upper case': '80/TCP',
        'a number': 8080,
        'null': null,
      }),
    ),
    { ...TWICE, what: 'one port twice', bad: ['80', '80'], given: '80', code: 'DuplicatePort', expected: 'each port once' },
    { ...TWICE, what: 'one port in two spellings', bad: ['80', '80/tcp'], given: '80/tcp', code: 'DuplicatePort', expected: 'each port once' },
  ),
  ...declared(
    'volumes',
    ['/data'],
    notList('volumes', '/data'),
    asItems(
      texts('InvalidPath', IMAGE_PATH, { 'a relative path': 'data', 'a mapping': '/data /x', 'JSON': '["/data"]', 'a device': '/dev/shm', 'undefined': undefined }),
    ),
    { ...TWICE, what: 'one folder twice', bad: ['/a', '/a'], given: '/a', code: 'DuplicateVolume', expected: 'each path once' },
  ),
  ...declared('healthcheck', Healthcheck.command({ command: ['true'] }), notInstance('healthcheck', 'Healthcheck')),
  ...declared(
    'stopSignal',
    'SIGQUIT',
    usualTexts('InvalidStopSignal', STOP_SIGNAL, 'SIGTERM'),
    texts('InvalidStopSignal', STOP_SIGNAL, {
      'the number of a signal': '15',
      'a name without SIG': 'TERM',
      'lower case': 'sigterm',
      'a signal that there is not': 'SIGSTOP9',
      'a signal that ends nothing': 'SIGCHLD',
      'a real-time signal beyond the last': 'SIGRTMIN+16',
    }),
    notNull('stopSignal'),
  ),
  ...declared(
    'entrypoint',
    ['/app', '-v'],
    notList('entrypoint', '/app -v'),
    notCommand((command) => command),
  ),
  ...declared(
    'command',
    ['serve'],
    notList('command', 'serve'),
    notCommand((command) => command),
  ),
  ...declared(
    'locale',
    'de_DE.UTF-8',
    usualTexts('InvalidLocale', LOCALE, 'C.UTF-8'),
    texts('InvalidLocale', LOCALE, {
      'a language alone': 'de',
      'no character set': 'de_DE',
      'another character set': 'de_DE.ISO-8859-1',
      'the wrong case': 'DE_de.UTF-8',
      'a path': '../de_DE.UTF-8',
    }),
    notNull('locale'),
  ),
  ...declared(
    'timeZone',
    'Europe/Berlin',
    usualTexts('InvalidTimeZone', TIME_ZONE, 'Europe/Berlin'),
    texts('InvalidTimeZone', TIME_ZONE, { 'lower case': 'europe/berlin', 'a path': '/usr/share/zoneinfo/UTC', 'a folder above': '../UTC', 'an offset': '+01:00' }),
    notNull('timeZone'),
  ),
  ...declared('user', ImageUser.nonroot(), notInstance('user', 'ImageUser'), [
    { what: 'an id', bad: 65532, code: 'InvalidType', expected: 'an object of the class ImageUser', remedy: 'a method of ImageUser' },
  ]),
];
