import { parseArgs, ParseArgsConfig } from 'node:util';

import { checkDay, dayOf } from '../core/day';
import { UsageError } from './failure';

type Options = NonNullable<ParseArgsConfig['options']>;

type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>>;

/** Options and positional arguments; what is unknown, or too many of them, is a `UsageError`. */
export function readOptions<T extends Options>(args: readonly string[], options: T, positionals: readonly string[] = []): Parsed<T> {
  const parsed = parse(args, options);
  const given = parsed.positionals.length;
  if (given < positionals.length) throw new UsageError(`${positionals[given]} is missing`);
  if (given > positionals.length) throw new UsageError(`unexpected argument ${JSON.stringify(parsed.positionals[positionals.length])}`);
  return parsed;
}

function parse<T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A whole number of an option. */
export function wholeNumber(option: string, text: string | undefined, byDefault: number, min: number, max: number): number {
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`${option} wants a whole number from ${min} to ${max}, not ${JSON.stringify(text)}`);
}

/** A day of an option, `YYYY-MM-DD`; today in UTC without it. */
export function day(option: string, text: string | undefined): string {
  if (text === undefined) return dayOf(new Date());
  try {
    return checkDay(text, option);
  } catch {
    throw new UsageError(`${option} wants a day such as 2027-01-31, not ${JSON.stringify(text)}`);
  }
}
