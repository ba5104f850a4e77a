import { ErrorCode, GoldenImageError } from './error';
import { isUnresolved } from './token';

/** The grammar of a kind of text, as data: what is accepted, and what to say when it is not. */
export interface TextRule {
  readonly code: ErrorCode;
  /** What the text is called in a sentence, such as `tag`. */
  readonly noun: string;
  /** Anchored at both ends. */
  readonly pattern: RegExp;
  readonly maxLength: number;
  readonly expected: string;
  readonly remedy: string;
}

/** Refuses what is only known when Terraform runs. */
export function refuseUnresolved(noun: string, given: unknown, expected: string, where: string): void {
  if (!isUnresolved(given)) return;
  throw new GoldenImageError('UnresolvedToken', {
    where,
    problem: `the ${noun} is only known when Terraform runs`,
    given,
    expected: `${expected}, known at synthesis`,
    remedy: 'write the value as a literal: it becomes part of names, of the Dockerfile or of a script\'s input, which are made at synthesis',
  });
}

/** Returns the text when the rule accepts it. */
export function checkText(rule: TextRule, given: unknown, where: string): string {
  refuseUnresolved(rule.noun, given, rule.expected, where);
  if (typeof given === 'string' && given.length <= rule.maxLength && rule.pattern.test(given)) return given;
  throw new GoldenImageError(rule.code, {
    where,
    problem: `this is not a valid ${rule.noun}`,
    given,
    expected: rule.expected,
    remedy: rule.remedy,
  });
}

/** The range of a kind of whole number, as data. */
export interface IntegerRule {
  readonly code: ErrorCode;
  /** What the number is called in a sentence, with its unit, such as `scan timeout in minutes`. */
  readonly noun: string;
  readonly min: number;
  readonly max: number;
  readonly remedy: string;
}

/** Returns the number when it is a whole one within the rule's bounds. */
export function checkInteger(rule: IntegerRule, given: unknown, where: string): number {
  const expected = `a whole number from ${rule.min} to ${rule.max}`;
  refuseUnresolved(rule.noun, given, expected, where);
  if (Number.isSafeInteger(given) && (given as number) >= rule.min && (given as number) <= rule.max) return given as number;
  throw new GoldenImageError(rule.code, { where, problem: `this is not a valid ${rule.noun}`, given, expected, remedy: rule.remedy });
}

/** Returns the value when there is one: callers that are not TypeScript can leave a required property out. */
export function checkPresent<T>(value: T | undefined | null, property: string, where: string): T {
  if (value !== undefined && value !== null) return value;
  throw new GoldenImageError('MissingProperty', {
    where,
    problem: `${property} is missing`,
    expected: `a value for ${property}`,
    remedy: `set ${property}: it has no default`,
  });
}

/** Returns the value when the table has it. */
export function checkOneOf<T extends string | number>(
  code: ErrorCode,
  noun: string,
  allowed: readonly T[],
  given: unknown,
  where: string,
): T {
  refuseUnresolved(noun, given, `one of ${allowed.join(', ')}`, where);
  if ((allowed as readonly unknown[]).includes(given)) return given as T;
  throw new GoldenImageError(code, {
    where,
    problem: `this is not a valid ${noun}`,
    given,
    expected: `one of ${allowed.join(', ')}`,
    remedy: `choose one of them for the ${noun}`,
  });
}
