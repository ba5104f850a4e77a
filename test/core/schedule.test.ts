import { RateUnit, Schedule } from '../../lib/core/schedule';
import { errorOf, expectRefused } from '../support/errors';

test.each([
  [1, RateUnit.DAYS, 'rate(1 day)'],
  [7, RateUnit.DAYS, 'rate(7 days)'],
  [1, RateUnit.HOURS, 'rate(1 hour)'],
  [365, RateUnit.DAYS, 'rate(365 days)'],
  [525_600, RateUnit.MINUTES, 'rate(525600 minutes)'],
])('every %d %s is %s', (value, unit, expression) => {
  expect(Schedule.rate(value, unit)._expressionFor('golden/debian')).toBe(expression);
});

test('a rate is a whole number of units within a year', () => {
  expectRefused('InvalidScheduleRate', [0, -1, 1.5, NaN, Infinity, 366, '7', undefined, null], (value) => Schedule.rate(value, RateUnit.DAYS));
  expect(errorOf(() => Schedule.rate(366, RateUnit.DAYS)).message).toContain('this is not a valid rate in days\n');
  expectRefused('UnresolvedToken', [-1.8881545897087626e289], (value) => Schedule.rate(value, RateUnit.DAYS));
  expectRefused('InvalidScheduleRate', ['weeks', 'day', '', undefined], (unit) => Schedule.rate(1, unit));
});

test.each(['0 3 ? * MON *', '0/15 8-18 1 * ? 2026', '0 3 L * ? *', '0 3 ? * 6#3 *'])('cron takes %s', (fields) => {
  expect(Schedule.cron(fields)._expressionFor('golden/debian')).toBe(`cron(${fields})`);
});

test('cron refuses what EventBridge Scheduler would refuse', () => {
  expectRefused(
    'InvalidScheduleExpression',
    ['', '0 3 * * *', '0 3 * * * *', '0 3 ? * ? *', '0 3 ? * MON', '0  3 ? * MON *', ' 0 3 ? * MON *', '0 3 ? * MON *\n', 'cron(0 3 ? * MON *)', `${'0,'.repeat(200)}0 3 ? * MON *`, undefined, 5],
    (fields) => Schedule.cron(fields),
  );
});

test.each([
  ['0 3 * * *', '0 3 * * ? *'],
  ['0 3 * * 1', '0 3 ? * 1 *'],
  [' 0 3  * * * ', '0 3 * * ? *'],
])('five fields, %s, are answered with the six that are meant: %s', (five, six) => {
  expect(errorOf(() => Schedule.cron(five)).message).toContain(`"${six}"`);
});

test('what is no cron expression is told to be none', () => {
  expect(errorOf(() => Schedule.cron('every day')).message).toContain('[InvalidScheduleExpression] Schedule.cron: this is not a valid cron expression\n');
});

describe('daily', () => {
  const minutes = (schedule: Schedule, names: readonly string[]): number[] =>
    names.map((name) => {
      const [, minute, hour] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(schedule._expressionFor(name))!;
      return Number(hour) * 60 + Number(minute);
    });
  const thousand = Array.from({ length: 1000 }, (_, index) => `golden/image-${index}`);

  test('is the same minute for the same name, whoever asks', () => {
    expect(Schedule.daily()._expressionFor('golden/debian')).toBe('cron(5 3 * * ? *)');
    expect(Schedule.daily()._expressionFor('golden/debian-x')).not.toBe(Schedule.daily()._expressionFor('golden/debian'));
  });

  test('spreads a thousand images over six hours from midnight, no minute with more than a few', () => {
    const found = minutes(Schedule.daily(), thousand);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...found)).toBeLessThan(6 * 60);
    const perMinute = found.reduce((counts, minute) => counts.set(minute, (counts.get(minute) ?? 0) + 1), new Map<number, number>());
    expect(Math.max(...perMinute.values())).toBeLessThanOrEqual(12);
    expect(perMinute.size).toBeGreaterThan(300);
  });

  test('keeps to its window, also over midnight', () => {
    for (const minute of minutes(Schedule.daily({ startHour: 23, windowHours: 2 }), thousand)) {
      expect(minute >= 23 * 60 || minute < 60).toBe(true);
    }
    expect(new Set(minutes(Schedule.daily({ startHour: 3, windowHours: 1 }), thousand).map((minute) => Math.floor(minute / 60)))).toEqual(new Set([3]));
  });
});
