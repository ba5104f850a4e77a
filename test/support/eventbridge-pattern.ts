/**
 * EventBridge's documented matching of event patterns, as far as this library's patterns use it.
 * What is not known here throws, so that no pattern is taken to match by accident.
 */
type Json = unknown;
type JsonObject = Readonly<Record<string, Json>>;

/** Whether a rule with this pattern matches the event. */
export function matches(pattern: object, event: object): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key.startsWith('$')) throw new Error(`event pattern operator not known here: ${key}`);
    const actual = (event as JsonObject)[key];
    if (Array.isArray(wanted)) return wanted.some((matcher) => matcherHolds(matcher, actual));
    if (!isObject(wanted)) throw new Error(`an event pattern's leaves are arrays: ${key}`);
    // Under a missing field only `exists: false` can hold.
    if (actual === undefined) return matches(wanted, {});
    return isObject(actual) && matches(wanted, actual);
  });
}

/** A matcher holds for a list when it holds for one of its values. */
function matcherHolds(matcher: Json, actual: Json): boolean {
  if (isObject(matcher) && 'exists' in matcher) return (actual !== undefined && !isObject(actual)) === matcher.exists;
  if (actual === undefined) return false;
  return (Array.isArray(actual) ? actual : [actual]).some((value) => valueMatches(matcher, value));
}

function valueMatches(matcher: Json, value: Json): boolean {
  if (!isObject(matcher)) return matcher === value;
  const [operator, operand] = onlyEntry(matcher);
  if (operator === 'anything-but') {
    const excluded = Array.isArray(operand) ? operand : [operand];
    return !excluded.some((candidate) => valueMatches(candidate, value));
  }
  if (typeof operand !== 'string') throw new Error(`event pattern operand not known here: ${JSON.stringify(matcher)}`);
  switch (operator) {
    case 'prefix': return typeof value === 'string' && value.startsWith(operand);
    case 'wildcard': return typeof value === 'string' && wildcard(operand).test(value);
    case 'suffix': return typeof value === 'string' && value.endsWith(operand);
    case 'equals-ignore-case': return typeof value === 'string' && value.toLowerCase() === operand.toLowerCase();
    default: throw new Error(`event pattern operator not known here: ${operator}`);
  }
}

/** A star stands for any characters, also none; two in a row, and escapes, are not known here. */
function wildcard(pattern: string): RegExp {
  if (/\*\*|\\/.test(pattern)) throw new Error(`event pattern operand not known here: ${pattern}`);
  return new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]]/g, '\\$&')).join('[^]*')}$`);
}

function onlyEntry(matcher: JsonObject): [string, Json] {
  const entries = Object.entries(matcher);
  if (entries.length !== 1) throw new Error(`an event pattern matcher has one operator: ${JSON.stringify(matcher)}`);
  return entries[0]!;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
