import { Lazy } from 'cdktf';

import { TextRule } from '../../lib/core/check';
import { ErrorCode } from '../../lib/core/error';
import { BadValue } from './row';

/** Texts that a rule refuses, each by what is wrong with it. */
export function texts(code: ErrorCode, rule: TextRule, values: { readonly [what: string]: unknown }): readonly BadValue[] {
  const { expected, remedy } = rule;
  return Object.entries(values).map(([what, bad]) => ({ what, bad, code, expected, remedy }));
}

/** What is wrong with most texts that people and programs write, as changes of a good one. */
const USUAL = {
  'an empty text': () => '',
  'a text of spaces': () => '  ',
  'a line break behind it': (good: string) => `${good}\n`,
  'a NUL in it': (good: string) => `${good}\0`,
  'a right-to-left override in it': (good: string) => `${good}\u202e`,
  'a letter that looks like a Latin one': (good: string) => `${good}\u0430`,
  'a hyphen before it': (good: string) => `-${good}`,
  'an expression in it': (good: string) => `${good}\${HOME}`,
  'a backslash in it': (good: string) => `${good}\\`,
  'one character too many': (good: string, { maxLength }: TextRule) => good.padEnd(maxLength + 1, good.at(-1)),
  'a number instead of a text': () => 42,
  'a list instead of a text': (good: string) => [good],
};

export type Usual = keyof typeof USUAL;

/** The usual bad texts, besides those that the rule takes, and one that is known only when Terraform runs. */
export function usualTexts(code: ErrorCode, rule: TextRule, good: string, taken: readonly Usual[] = []): readonly BadValue[] {
  const wanted = (Object.keys(USUAL) as Usual[]).filter((what) => !taken.includes(what));
  const values = Object.fromEntries(wanted.map((what) => [what, USUAL[what](good, rule)]));
  return [...texts(code, rule, values), unresolved(rule.expected, Lazy.stringValue({ produce: () => good }))];
}

/** What is only known when Terraform runs. */
export function unresolved(expected: string, bad: unknown): BadValue {
  return {
    what: 'a value that is known only when Terraform runs',
    bad,
    code: 'UnresolvedToken',
    expected: `${expected}, known at synthesis`,
    remedy: 'write the value as a literal',
  };
}

/** Bad values as the only item of a list; the error shows the item. */
export function asItems(values: readonly BadValue[]): readonly BadValue[] {
  return values.map((value) => ({ ...value, what: `an item that is ${value.what}`, bad: [value.bad], given: value.bad }));
}

/** Bad texts as the name of an entry; a name that is no text cannot be written. */
export function asNames(values: readonly BadValue[]): readonly BadValue[] {
  return values
    .filter(({ bad }) => typeof bad === 'string')
    .map((value) => ({ ...value, what: `a name that is ${value.what}`, bad: { [value.bad as string]: 'x' }, given: value.bad }));
}

/** Bad texts as the value of an entry; the error says whose. */
export function asValues(name: string, where: string, values: readonly BadValue[]): readonly BadValue[] {
  return values.map((value) => ({ ...value, what: `a value that is ${value.what}`, bad: { [name]: value.bad }, given: value.bad, where: `${where} ${name}` }));
}
