/** The `Condition` element of an IAM statement: which request contexts it holds for. */
import { glob } from './iam-glob';

type Values = string | boolean | readonly (string | boolean)[];

export type Condition = Readonly<Record<string, Readonly<Record<string, Values>>>>;
export type Context = Readonly<Record<string, string | readonly string[]>>;

type Comparison = (wanted: string, actual: string) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (wanted, actual) => wanted === actual,
  StringEqualsIgnoreCase: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  StringLike: (wanted, actual) => glob(wanted).test(actual),
  Bool: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  // ArnEquals and ArnLike are documented to behave identically.
  ArnEquals: arnLike,
  ArnLike: arnLike,
};

const NEGATIONS: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** Every operator and every key must hold; of a key's values one is enough. */
export function conditionHolds(
  condition: Condition, context: Context, when: { readonly unknownOperator: boolean },
): boolean {
  const actual = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const wanted = (Array.isArray(values) ? values : [values]).map(String);
      wanted.forEach(refusePolicyVariables);
      return keyHolds(operator, wanted, actual.get(key.toLowerCase())) ?? when.unknownOperator;
    }));
}

/** Undefined when the operator is not one this evaluator knows. */
function keyHolds(
  operator: string, wanted: readonly string[], actual: string | readonly string[] | undefined,
): boolean | undefined {
  if (operator === 'Null') return wanted.includes(String(actual === undefined));
  const [, set, name, ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(IfExists)?$/.exec(operator)!;
  const negated = name! in NEGATIONS;
  const compare = COMPARISONS[NEGATIONS[name!] ?? name!];
  if (compare === undefined) return undefined;
  const holdsFor = (value: string): boolean => wanted.some((candidate) => compare(candidate, value)) !== negated;
  // A missing key satisfies ...IfExists, the negated operators and "all values", and nothing else.
  if (actual === undefined) return set === 'ForAnyValue' ? ifExists !== undefined
    : ifExists !== undefined || negated || set === 'ForAllValues';
  const values = typeof actual === 'string' ? [actual] : actual;
  if (set === 'ForAllValues') return values.every(holdsFor);
  if (set === 'ForAnyValue') return values.some(holdsFor);
  if (values.length !== 1) throw new Error(`${operator} on a key of several values: IAM wants ForAnyValue or ForAllValues`);
  return holdsFor(values[0]!);
}

/** ARNs are compared part by part: a wildcard does not reach over a colon, except within the resource part. */
function arnLike(wanted: string, actual: string): boolean {
  const wantedParts = arnParts(wanted);
  const actualParts = arnParts(actual);
  return wantedParts.length === actualParts.length
    && wantedParts.every((part, index) => glob(part).test(actualParts[index]!));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** A policy variable read as plain text would give a wrong verdict, so it gives none. */
export function refusePolicyVariables(text: string): void {
  if (text.includes('${')) throw new Error(`policy variables are not evaluated here: ${text}`);
}
