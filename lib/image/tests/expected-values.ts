import { checkText, TextRule } from '../../core/check';
import { GoldenImageError } from '../../core/error';

/** Returns a copy of a list whose every item the rule accepts. */
export function checkList(rule: TextRule, given: readonly string[], where: string): readonly string[] {
  return Object.freeze(given.map((item) => checkText(rule, item, where)));
}

/** The same for a list that would test nothing if it were empty. */
export function checkSome(rule: TextRule, given: readonly string[], property: string, where: string): readonly string[] {
  const items = checkList(rule, given, where);
  if (items.length === 0) refuseNothing(property, given, where);
  return items;
}

/** Returns a copy of a map whose every name and value the rules accept, sorted by name. */
export function checkMap(
  rules: { readonly name: TextRule; readonly value: TextRule },
  given: { readonly [name: string]: string },
  property: string,
  where: string,
): { readonly [name: string]: string } {
  const names = Object.keys(given).sort();
  if (names.length === 0) refuseNothing(property, given, where);
  const entries = names.map((name) => [checkText(rules.name, name, where), checkText(rules.value, given[name], `${where} ${name}`)] as const);
  return Object.freeze(Object.fromEntries(entries));
}

/** A test that looks at nothing would pass on every image. */
export function refuseNothing(property: string, given: unknown, where: string): never {
  throw new GoldenImageError('NothingToTest', {
    where,
    problem: `${property} has nothing in it, so every candidate would pass`,
    given,
    expected: `at least one item in ${property}`,
    remedy: `say what is expected, or leave ${property} out`,
  });
}
