import { checkText, TextRule } from './check';
import { refuseDuplicates } from './duplicates';
import { ErrorCode } from './error';
import { NamedText } from './named-text';

/** Checks each item, refuses one that is there twice, and answers a copy that the caller's list cannot change. */
export function checkTexts(rule: TextRule, given: readonly unknown[], duplicate: ErrorCode, where: string): readonly string[] {
  const texts = given.map((item) => checkText(rule, item, where));
  refuseDuplicates(
    {
      code: duplicate,
      problem: `this ${rule.noun} is declared twice`,
      expected: `each ${rule.noun} once`,
      remedy: 'remove one of the two',
    },
    texts,
    where,
  );
  return Object.freeze(texts);
}

/** Checks names and values, and sorts by name, so that the order of a declaration is no change. */
export function checkNamedTexts(nameRule: TextRule, valueRule: TextRule, given: { readonly [name: string]: unknown }, where: string): readonly NamedText[] {
  const names = Object.keys(given).sort();
  return Object.freeze(names.map((name) => Object.freeze({ name: checkText(nameRule, name, where), value: checkText(valueRule, given[name], `${where} ${name}`) })));
}
