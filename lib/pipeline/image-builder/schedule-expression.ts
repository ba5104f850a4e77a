import { GoldenImageError } from '../../core/error';
import { Schedule } from '../../core/schedule';
import { spread } from '../../core/spread';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * When Image Builder looks whether to build: it takes cron expressions (user guide, "Use cron expressions"). Unless one is
 * declared, once a week at a minute that is the image's own, so that many images do not start instances at once.
 */
export function scheduleExpression(name: string, declared: Schedule | undefined, where: string): string {
  if (declared === undefined) {
    const minute = spread(name, 7 * 24 * 60);
    return `cron(${minute % 60} ${Math.floor(minute / 60) % 24} ? * ${DAYS[Math.floor(minute / (24 * 60))]} *)`;
  }
  const expression = declared._expressionFor(name);
  if (expression.startsWith('cron(')) return expression;
  throw new GoldenImageError('NotForImageBuilder', {
    where,
    problem: 'Image Builder takes no rate for a schedule',
    given: expression,
    expected: 'a cron expression',
    remedy: "write it such as Schedule.daily() or Schedule.cron('0 3 ? * MON *'), or leave it out for once a week",
  });
}
