import { checkInteger, checkOneOf, checkText } from './check';
import { GoldenImageError } from './error';
import { BY_RULE, checkShape, Shape } from './shape';
import { spread } from './spread';

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

/** When in a day, in UTC. */
export interface DailyScheduleOptions {
  /**
   * First hour of the window, 0 to 23, in UTC; anything else is the error `InvalidScheduleWindow`.
   *
   * @default 0
   */
  readonly startHour?: number;
  /**
   * Length of the window in hours, 1 to 24; anything else is the error `InvalidScheduleWindow`.
   *
   * @default 6
   */
  readonly windowHours?: number;
}

const DAILY_SHAPE: Shape<DailyScheduleOptions> = { startHour: BY_RULE, windowHours: BY_RULE };
const START_HOUR = { code: 'InvalidScheduleWindow', noun: 'first hour of a window', min: 0, max: 23, remedy: 'write the hour in UTC' } as const;
const WINDOW_HOURS = { code: 'InvalidScheduleWindow', noun: 'window in hours', min: 1, max: 24, remedy: 'leave it out for 6' } as const;

const FIELD = '[A-Za-z0-9*?,/#LW-]+';

/**
 * When something happens again, as EventBridge Scheduler takes it.
 *
 * Source: EventBridge Scheduler user guide, "Schedule types"; an expression has at most 256 characters.
 *
 * @example
 * Schedule.daily({ startHour: 22, windowHours: 6 });
 * Schedule.rate(7, RateUnit.DAYS);
 * Schedule.cron('0 3 ? * MON *');
 */
export class Schedule {
  /**
   * Once a day, each image at a minute of its own: a hash of its namespace and name spreads the images of a factory over
   * the window, and an image keeps its minute.
   *
   * @param options the window; it may reach into the next day
   */
  public static daily(options: DailyScheduleOptions = {}): Schedule {
    const where = 'Schedule.daily';
    checkShape(DAILY_SHAPE, options, 'options', where);
    const start = checkInteger(START_HOUR, options.startHour ?? 0, where) * 60;
    const length = checkInteger(WINDOW_HOURS, options.windowHours ?? 6, where) * 60;
    return new Schedule((name) => {
      const minute = (start + spread(name, length)) % MINUTES_PER_DAY;
      return `cron(${minute % 60} ${Math.floor(minute / 60)} * * ? *)`;
    });
  }

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
    return new Schedule(() => `rate(${value} ${value === 1 ? unit.slice(0, -1) : unit})`);
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
    return new Schedule(() => `cron(${fields})`);
  }

  private constructor(
    /**
     * The expression for what has this name, as EventBridge Scheduler takes it, such as `rate(7 days)`.
     *
     * @internal
     */
    public readonly _expressionFor: (name: string) => string,
  ) {}
}

const MINUTES_PER_DAY = 24 * 60;

function sixFieldsHint(fields: unknown): string {
  const parts = typeof fields === 'string' ? fields.trim().split(/\s+/) : [];
  if (parts.length !== 5) return 'write all six fields';
  const [minutes, hours, dayOfMonth, month, dayOfWeek] = parts;
  const six = dayOfWeek === '*' ? [minutes, hours, dayOfMonth, month, '?', '*'] : [minutes, hours, '?', month, dayOfWeek, '*'];
  return `AWS has six fields, with "?" for the day that does not matter: probably "${six.join(' ')}" (AWS counts days of the week from 1 = Sunday)`;
}
