import { checkPresent, refuseUnresolved } from './check';
import { GoldenImageError } from './error';

/**
 * What TypeScript knows of a property, checked again: callers may be JavaScript, or Python through jsii. A kind refuses
 * a value that is not of it; undefined is a property that was left out, and never reaches it.
 */
export type Kind = (property: string, given: unknown, where: string) => void;

/** The kind of each property of a struct; one without a kind does not compile. */
export type Shape<T> = { readonly [property in keyof Required<T>]: Kind };

function kind(expected: string, remedy: string, accepts: (given: unknown) => boolean): Kind {
  return (property, given, where) => {
    refuseUnresolved(property, given, expected, where);
    if (accepts(given)) return;
    throw new GoldenImageError('InvalidType', { where, problem: `${property} is not ${expected}`, given, expected, remedy });
  };
}

/** By its tag, so that objects of other realms are objects too, and a Map or a list is none. */
function isObject(given: unknown): given is object {
  return Object.prototype.toString.call(given) === '[object Object]';
}

/** Text, numbers and enumerations: their own rules say more, in words of their own. */
export const BY_RULE: Kind = () => undefined;

export const BOOLEAN = kind('true or false', 'write true or false, without quotes', (given) => typeof given === 'boolean');

/** Text that no rule says more of. */
export const TEXT = kind('a text', 'write it in quotes', (given) => typeof given === 'string');

/** A list whose items have a rule of their own. */
export const LIST = kind('a list', 'write a list, also of a single item, such as ["a"]', Array.isArray);

export const MAP = kind('an object of names and their values', 'write it such as { NAME: "value" }', isObject);

export const DATE = kind('a Date that is a point in time', "write it such as new Date('2026-11-24')", (given) => given instanceof Date && !Number.isNaN(given.getTime()));

/** An object of a class that only its own static methods make. */
export function instanceOf(type: { readonly name: string; readonly prototype: object }): Kind {
  const isInstance = (given: unknown): boolean => isObject(given) && Object.prototype.isPrototypeOf.call(type.prototype, given);
  return kind(`an object of the class ${type.name}`, `make it with a method of ${type.name}, from the one copy of this library in the app`, isInstance);
}

/** An object of an interface, known by its members. */
export function implementing(name: string, ...members: readonly string[]): Kind {
  const isComplete = (given: unknown): boolean => isObject(given) && members.every((member) => (given as Record<string, unknown>)[member] !== undefined);
  return kind(`an object that is ${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}: with ${members.join(', ')}`, `give an object that implements ${name}`, isComplete);
}

export function listOf(item: Kind): Kind {
  return (property, given, where) => {
    LIST(property, given, where);
    (given as readonly unknown[]).forEach((value, index) => item(`${property}[${index}]`, checkPresent(value, `${property}[${index}]`, where), where));
  };
}

/** Values by name; the names have a rule of their own. */
export function mapOf(value: Kind): Kind {
  return (property, given, where) => {
    MAP(property, given, where);
    for (const [name, one] of Object.entries(given as object)) value(`${property}.${name}`, checkPresent(one, `${property}.${name}`, where), where);
  };
}

/** null is no way to leave a property out: who writes it means something. */
function refuseNull(property: string, given: unknown, where: string): void {
  if (given !== null) return;
  throw new GoldenImageError('MissingProperty', {
    where,
    problem: `${property} is null`,
    given,
    expected: `a value for ${property}`,
    remedy: `set ${property}, or leave it out if it has a default`,
  });
}

/** Returns the struct when each property that is given is of its kind; nothing at all is a struct without properties. */
export function checkShape<T extends object>(shape: Shape<T>, given: T | undefined, name: string, where: string): T {
  const struct = given === undefined ? ({} as T) : given;
  refuseNull(name, struct, where);
  kind('an object of properties and their values', 'write it such as { property: value }', isObject)(name, struct, where);
  for (const property of Object.keys(shape) as (keyof T & string)[]) {
    const value = struct[property];
    refuseNull(property, value, where);
    if (value !== undefined) shape[property](property, value, where);
  }
  return struct;
}
