import { checkInteger, checkOneOf, checkText } from './check';
import { GoldenImageError } from './error';

/** Unit of a rate, in EventBridge Scheduler's words. */
export enum RateUnit {
  /** 1 to 525600 minutes. */
  MINUTES = 'minutes',
  /** 1 to 8760 hours. */
  HOURS = 'hours',
  /** 1 to 365 days. */
  DAYS = 'days',
}

/** A year of each unit: nothing that is called a schedule runs more rarely. */
const MOST: Record<RateUnit, number> = { [RateUnit.MINUTES]: 525_600, [RateUnit.HOURS]: 8_760, [RateUnit.DAYS]: 365 };

const FIELD = '[A-Za-z0-9*?,/#LW-]+';

/**
 * When something happens again, as EventBridge Scheduler takes it.
 *
 * Source: EventBridge Scheduler user guide, "Schedule types"; an expression has at most 256 characters.
 *
 * @example
 * Schedule.rate(7, RateUnit.DAYS);
 * Schedule.cron('0 3 ? * MON *');
 */
export class Schedule {
  /**
   * Every so many minutes, hours or days.
   *
   * @param value a whole number of units, from 1 to a year's worth; anything else is the error `InvalidScheduleRate`
   * @param unit the unit
   */
  public static rate(value: number, unit: RateUnit): Schedule {
    const where = 'Schedule.rate';
    checkOneOf('InvalidScheduleRate', 'unit of a rate', Object.values(RateUnit), unit, where);
    checkInteger(
      { code: 'InvalidScheduleRate', noun: `rate in ${unit}`, min: 1, max: MOST[unit], remedy: 'choose a rate within a year' },
      value,
      where,
    );
    return new Schedule(`rate(${value} ${value === 1 ? unit.slice(0, -1) : unit})`);
  }

  /**
   * At the times of a cron expression, in UTC.
   *
   * @param fields AWS's six fields: minutes, hours, day of month, month, day of week, year; one of the two days is `?`.
   * Five fields, as in a crontab, are the error `InvalidScheduleExpression` with the six that are probably meant.
   */
  public static cron(fields: string): Schedule {
    const where = 'Schedule.cron';
    const rule = {
      code: 'InvalidScheduleExpression' as const,
      noun: 'cron expression',
      pattern: new RegExp(`^${FIELD}( ${FIELD}){5}$`),
      maxLength: 250,
      expected: 'six fields separated by one space: minutes hours day-of-month month day-of-week year, such as "0 3 ? * MON *"',
      remedy: sixFieldsHint(fields),
    };
    const [, , dayOfMonth, , dayOfWeek] = checkText(rule, fields, where).split(' ');
    if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
      throw new GoldenImageError('InvalidScheduleExpression', {
        where,
        problem: 'exactly one of day of month and day of week is "?"',
        given: fields,
        expected: rule.expected,
        remedy: 'put "?" for the day that does not matter',
      });
    }
    return new Schedule(`cron(${fields})`);
  }

  private constructor(
    /** The expression as EventBridge Scheduler takes it, such as `rate(7 days)`. */
    public readonly expression: string,
  ) {}
}

function sixFieldsHint(fields: unknown): string {
  const parts = typeof fields === 'string' ? fields.trim().split(/\s+/) : [];
  if (parts.length !== 5) return 'write all six fields';
  const [minutes, hours, dayOfMonth, month, dayOfWeek] = parts;
  const six = dayOfWeek === '*' ? [minutes, hours, dayOfMonth, month, '?', '*'] : [minutes, hours, '?', month, dayOfWeek, '*'];
  return `AWS has six fields, with "?" for the day that does not matter: probably "${six.join(' ')}" (AWS counts days of the week from 1 = Sunday)`;
}
