import { Lazy, Token } from 'cdktf';

import { ErrorCode } from '../../lib/core/error';
import { BadValue, NOTHING } from './row';
import { unresolved } from './texts';

/** A property that is not there, as JavaScript and Python may leave it out. */
export function missing(name: string, bad: unknown = undefined): BadValue {
  return { what: 'nothing', bad, code: 'MissingProperty', given: NOTHING, expected: `a value for ${name}`, remedy: `set ${name}: it has no default` };
}

/** null where a property is left out by not writing it. */
export function notNull(name: string): BadValue {
  return { what: 'null', bad: null, code: 'MissingProperty', expected: `a value for ${name}`, remedy: `set ${name}, or leave it out if it has a default` };
}

function ofWrongKind(expected: string, remedy: string, values: { readonly [what: string]: unknown }): readonly BadValue[] {
  return Object.entries(values).map(([what, bad]) => ({ what, bad, code: 'InvalidType', expected, remedy }));
}

export function notBoolean(name: string): readonly BadValue[] {
  return [
    ...ofWrongKind('true or false', 'without quotes', { 'a text that says false': 'false', 'a number for true': 1 }),
    notNull(name),
    unresolved('true or false', Lazy.anyValue({ produce: () => true })),
  ];
}

/** @param item what would be a good item, which is not a list by itself */
export function notList(name: string, item: unknown): readonly BadValue[] {
  return [...ofWrongKind('a list', 'also of a single item', { 'an item without a list': item, 'a set instead of a list': new Set([item]) }), notNull(name)];
}

export function notMap(name: string): readonly BadValue[] {
  return [
    ...ofWrongKind('names and their values', 'NAME: "value"', {
      'one text for names and values': 'A=b',
      'a list of names and values': ['A=b'],
      'a Map': new Map([['A', 'b']]),
    }),
    notNull(name),
  ];
}

/** @param type name of the class whose static methods make what is wanted */
export function notInstance(name: string, type: string): readonly BadValue[] {
  return [...notOf(`an object of the class ${type}`, `a method of ${type}`), notNull(name)];
}

/** @param type name of the interface that is wanted */
export function notImplementing(name: string, type: string): readonly BadValue[] {
  return [...notOf(`an object that is ${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}`, `implements ${type}`), notNull(name)];
}

function notOf(expected: string, remedy: string): readonly BadValue[] {
  return ofWrongKind(expected, remedy, { 'a text that names it': 'default', 'an object of nothing': {}, 'a list of it': [] });
}

/** A list whose items are objects of a class. */
export function notListOf(name: string, type: string, good: unknown): readonly BadValue[] {
  const items = ofWrongKind(`an object of the class ${type}`, `a method of ${type}`, { 'an item that is a text': 'a', 'an item that is a mere object': {} });
  return [
    ...notList(name, good),
    ...items.map((value) => ({ ...value, bad: [value.bad], given: value.bad })),
    { ...missing(`${name}[0]`, [undefined]), what: 'an item that is not there' },
  ];
}

/** A struct of properties and their values, as a parameter. */
export function notStruct(name: string): readonly BadValue[] {
  return [
    ...ofWrongKind('properties and their values', '{ property: value }', { 'a text instead of properties': 'x', 'a list instead of properties': [] }),
    notNull(name),
  ];
}

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly remedy: string;
}

/** What is wrong with most numbers, by a range of whole ones. */
export function notInteger(code: ErrorCode, { min, max, remedy }: Range): readonly BadValue[] {
  const expected = `a whole number from ${min} to ${max}`;
  const values = {
    'one less than the least': min - 1,
    'one more than the most': max + 1,
    'a fraction': min + 0.5,
    'NaN': NaN,
    'a number that has no exact neighbours': 2 ** 53,
    'a number in quotes': String(max),
  };
  return [
    ...Object.entries(values).map(([what, bad]) => ({ what, bad, code, expected, remedy })),
    unresolved(expected, Token.asNumber(Lazy.numberValue({ produce: () => min }))),
  ];
}

/** What no enumeration has. */
export function notMember(code: ErrorCode, noun: string, allowed: readonly (string | number)[], values: { readonly [what: string]: unknown }): readonly BadValue[] {
  const expected = `one of ${allowed.join(', ')}`;
  return [
    ...Object.entries(values).map(([what, bad]) => ({ what, bad, code, expected, remedy: `choose one of them for the ${noun}` })),
    unresolved(expected, Lazy.stringValue({ produce: () => String(allowed[0]) })),
  ];
}
