import { parseArgs, ParseArgsConfig } from 'node:util';

import { checkDay, dayOf } from '../core/day';
import { UsageError } from './failure';
import { suggest } from './suggest';

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

/** Not by `strict`: what it says is Node.js's, of an API that whoever types a command does not know. */
function parse<T extends Options>(args: readonly string[], options: T): Parsed<T> {
  const { tokens, ...parsed } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) if (token.kind === 'option') checkOption(token, options);
  return parsed as Parsed<T>;
}

interface GivenOption {
  readonly name: string;
  /** With its dashes, as it was typed. */
  readonly rawName: string;
  readonly value: string | undefined;
  /** Whether the value was typed behind `=`. */
  readonly inlineValue: boolean | undefined;
}

function checkOption({ name, rawName, value, inlineValue }: GivenOption, options: Options): void {
  const known = Object.hasOwn(options, name) ? options[name] : undefined;
  if (known === undefined) {
    const meant = suggest(name, Object.keys(options));
    throw new UsageError(`there is no option ${rawName}${meant === undefined ? '' : `; did you mean --${meant}?`}`);
  }
  if (known.type === 'boolean') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, and is given ${JSON.stringify(value)}`);
    return;
  }
  if (value === undefined) throw new UsageError(`${rawName} is given no value`);
  // A negative number is a value, if a wrong one.
  if (inlineValue !== true && /^-\D/.test(value)) throw new UsageError(`${rawName} is given no value, for ${value} is an option; write ${rawName}=${value} if that is the value`);
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
