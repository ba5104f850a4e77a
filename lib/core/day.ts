import { checkText, TextRule } from './check';
import { GoldenImageError } from './error';

export const DAY: TextRule = {
  code: 'InvalidDate',
  noun: 'day',
  pattern: /^\d{4}-\d{2}-\d{2}$/,
  maxLength: 10,
  expected: 'a day that there is, as YYYY-MM-DD',
  remedy: 'write the day such as "2027-01-31"',
};

const MILLISECONDS_PER_DAY = 24 * 60 * 60 * 1000;

/** Midnight in UTC with which a day begins. */
export function startOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Returns a day that is in the calendar. */
export function checkDay(given: unknown, where: string): string {
  const day = checkText(DAY, given, where);
  const date = startOf(day);
  if (!Number.isNaN(date.getTime()) && dayOf(date) === day) return day;
  throw new GoldenImageError(DAY.code, { where, problem: 'the calendar has no such day', given, expected: DAY.expected, remedy: DAY.remedy });
}

/** The day in UTC, `YYYY-MM-DD`. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** How many days a day is after another one. */
export function daysBetween(from: string, to: string): number {
  return (startOf(to).getTime() - startOf(from).getTime()) / MILLISECONDS_PER_DAY;
}
