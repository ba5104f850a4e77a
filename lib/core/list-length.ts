import { ErrorCode, GoldenImageError } from './error';

/** How many there may be of something, as data. */
export interface LengthRule {
  readonly code: ErrorCode;
  /** What the items are called in a sentence, such as `filters`. */
  readonly noun: string;
  readonly min: number;
  readonly max: number;
  readonly remedy: string;
}

/** Refuses a list that has too few items or too many. */
export function checkLength({ code, noun, min, max, remedy }: LengthRule, given: readonly unknown[], where: string): void {
  if (given.length >= min && given.length <= max) return;
  throw new GoldenImageError(code, {
    where,
    problem: `there are ${given.length} ${noun}`,
    given: given.length,
    expected: min === 0 ? `at most ${max} ${noun}` : `${min} to ${max} ${noun}`,
    remedy,
  });
}
