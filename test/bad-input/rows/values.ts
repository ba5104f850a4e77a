import { RateUnit, Schedule } from '../../../lib/core/schedule';
import { notInteger, notMember, notNull, notStruct } from '../kinds';
import { BadValue, property, Row } from '../row';
import { unresolved } from '../texts';

const CRON = 'six fields separated by one space';
const SIX = 'write all six fields';

/** A cron expression, and a piece of what is to be done about it. */
function notCron(values: { readonly [what: string]: readonly [bad: unknown, remedy: string] }): BadValue[] {
  return Object.entries(values).map(([what, [bad, remedy]]) => ({ what, bad, code: 'InvalidScheduleExpression', expected: CRON, remedy }));
}

export const VALUE_ROWS: readonly Row[] = [
  ...property('Schedule.daily.options', { where: 'Schedule.daily', make: (options) => Schedule.daily(options), good: { startHour: 3 } }, notStruct('options')),
  ...property(
    'DailyScheduleOptions.startHour',
    { where: 'Schedule.daily', make: (startHour) => Schedule.daily({ startHour }), good: 23 },
    notInteger('InvalidScheduleWindow', { min: 0, max: 23, remedy: 'write the hour in UTC' }),
    notNull('startHour'),
  ),
  ...property(
    'DailyScheduleOptions.windowHours',
    { where: 'Schedule.daily', make: (windowHours) => Schedule.daily({ windowHours }), good: 1 },
    notInteger('InvalidScheduleWindow', { min: 1, max: 24, remedy: 'leave it out for 6' }),
    notNull('windowHours'),
  ),
  ...property(
    'Schedule.rate.value',
    { where: 'Schedule.rate', make: (value) => Schedule.rate(value, RateUnit.DAYS), good: 7 },
    notInteger('InvalidScheduleRate', { min: 1, max: 365, remedy: 'choose a rate within a year' }),
    { what: 'an expression', bad: 'rate(7 days)', code: 'InvalidScheduleRate', expected: 'a whole number from 1 to 365', remedy: 'choose a rate within a year' },
  ),
  ...property(
    'Schedule.rate.unit',
    { where: 'Schedule.rate', make: (unit) => Schedule.rate(7, unit), good: RateUnit.HOURS },
    notMember('InvalidScheduleRate', 'unit of a rate', Object.values(RateUnit), {
      'one of a unit': 'day',
      'a unit that EventBridge does not have': 'weeks',
      'the name of a member': 'DAYS',
      'nothing': undefined,
      'null': null,
    }),
  ),
  ...property(
    'Schedule.cron.fields',
    { where: 'Schedule.cron', make: (fields) => Schedule.cron(fields), good: '0 3 ? * MON *' },
    ...notCron({
      'the five fields of a crontab': ['0 3 * * 1', 'probably "0 3 ? * 1 *"'],
      'five fields of every day': ['0 3 * * *', 'probably "0 3 * * ? *"'],
      'seven fields': ['0 0 3 ? * MON *', SIX],
      'two days': ['0 3 * * MON *', 'put "?" for the day that does not matter'],
      'no day': ['0 3 ? * ? *', 'put "?" for the day that does not matter'],
      'two spaces between fields': ['0 3  ? * MON *', SIX],
      'cron() around the fields': ['cron(0 3 ? * MON *)', SIX],
      'a name for a schedule': ['@daily', SIX],
      'an empty text': ['', SIX],
      'a line break behind it': ['0 3 ? * MON *\n', SIX],
      'letters that look like Latin ones': ['0 3 ? * МОN *', SIX],
      'one character too many': [`${'0'.repeat(250)} 3 ? * * *`, SIX],
      'a rate': ['rate(7 days)', SIX],
      'a list of fields': [['0', '3', '?', '*', 'MON', '*'], SIX],
      'nothing': [undefined, SIX],
    }),
    { ...unresolved(CRON, '${TfToken[TOKEN.1]}'), expected: 'known at synthesis' },
  ),
];
