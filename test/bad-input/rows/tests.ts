import { TEST_NAME } from '../../../lib/core/grammar';
import { EXPECTED_OUTPUT } from '../../../lib/core/test-grammar';
import { Healthcheck } from '../../../lib/image/healthcheck';
import { ImageTest } from '../../../lib/image/image-test';
import { IMAGE, image } from '../good';
import { missing, notNull, notInteger, notList, notListOf, notStruct } from '../kinds';
import { property, Row } from '../row';
import { asItems, texts, usualTexts } from '../texts';
import { notCommand } from './commands';
import { PROSE } from './users';

const command = ['true'];
const where = 'ImageTest.command';
const runsAs = ImageTest.runsAs(65532);
const A_TEXT = {
  what: 'a text instead of a list',
  bad: 'app health',
  code: 'InvalidCommand',
  expected: 'the program, then its arguments',
  remedy: "give a list, such as ['node', 'server.js']",
} as const;

const TESTS: readonly Row[] = [
  ...property(
    'ImageTest.runsAs.userId',
    { where: 'ImageTest.runsAs', make: (userId) => ImageTest.runsAs(userId), good: 0 },
    notInteger('InvalidUserId', { min: 0, max: 4_294_967_294, remedy: 'give the numeric id, such as 65532' }),
  ),
  ...property(
    'ImageTest.command.name',
    { where, make: (name) => ImageTest.command(name, { command }), good: 'prints its release' },
    usualTexts('InvalidTestName', TEST_NAME, 'prints its release', PROSE),
    texts('InvalidTestName', TEST_NAME, { 'a bell': 'a\u0007', 'nothing': undefined, 'null': null }),
  ),
  ...property('ImageTest.command.options', { where, make: (options) => ImageTest.command('runs', options), good: { command } }, notStruct('options'), missing('command')),
  ...property(
    'CommandTestOptions.command',
    { where: `${where} "runs"`, make: (value) => ImageTest.command('runs', { command: value }), good: command },
    A_TEXT,
    notCommand((value) => value),
    { ...missing('command'), where },
    { ...notNull('command'), where },
  ),
  ...property(
    'CommandTestOptions.expectedOutput',
    { where, make: (expectedOutput) => ImageTest.command('runs', { command, expectedOutput }), good: ['^a\n'] },
    notList('expectedOutput', 'bookworm'),
    asItems(
      texts('InvalidExpectedOutput', EXPECTED_OUTPUT, {
        'an empty text, which matches everything': '',
        'a NUL in it': 'a\0b',
        'one character too many': 'a'.repeat(4097),
        'a regular expression of JavaScript': /a/,
        'a number': 0,
        'null': null,
      }),
    ),
    asItems(usualTexts('InvalidExpectedOutput', EXPECTED_OUTPUT, 'a').slice(-1)),
  ),
  ...property(
    'CommandTestOptions.exitCode',
    { where, make: (exitCode) => ImageTest.command('runs', { command, exitCode }), good: 255 },
    notInteger('InvalidCommand', { min: 0, max: 255, remedy: 'give the exit code that the command ends with' }),
    notNull('exitCode'),
  ),
  ...property(
    'ImageDeclaration.tests',
    { where: IMAGE, make: (tests) => image({ tests }), good: [runsAs] },
    notListOf('tests', 'ImageTest', runsAs),
    {
      what: 'two of one name',
      bad: [runsAs, ImageTest.runsAs(65532)],
      given: 'runs as 65532',
      code: 'DuplicateTest',
      expected: 'each name once',
      remedy: 'rename or remove one of the two',
    },
  ),
];

const health = 'Healthcheck.command';
const SECONDS = { min: 1, max: 86_400, remedy: 'leave it out for the default' };

/** The rows of one number of a healthcheck. */
function number(name: string, range: Parameters<typeof notInteger>[1]): readonly Row[] {
  return property(
    `HealthcheckOptions.${name}`,
    { where: health, make: (value) => Healthcheck.command({ command, [name]: value }), good: range.min },
    notInteger('InvalidHealthcheck', range),
    notNull(name),
  );
}

const HEALTHCHECKS: readonly Row[] = [
  ...property(
    'Healthcheck.command.options',
    { where: health, make: (options) => Healthcheck.command(options), good: { command } },
    notStruct('options'),
    missing('command'),
  ),
  ...property(
    'HealthcheckOptions.command',
    { where: health, make: (value) => Healthcheck.command({ command: value }), good: ['app', 'health'] },
    A_TEXT,
    notCommand((value) => value),
    missing('command'),
    notNull('command'),
  ),
  ...number('intervalSeconds', SECONDS),
  ...number('timeoutSeconds', SECONDS),
  ...number('startPeriodSeconds', { ...SECONDS, min: 0 }),
  ...number('retries', { min: 1, max: 100, remedy: 'leave it out for 3' }),
];

export const TEST_ROWS: readonly Row[] = [...TESTS, ...HEALTHCHECKS];
