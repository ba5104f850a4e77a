import { ErrorCode } from '../../lib/core/error';

/** Marks an error that shows no value, because none was given. */
export const NOTHING = Symbol('nothing');

/** A bad value, and what the library must say of it. */
export interface BadValue {
  /** Ends the sentence "PROPERTY refuses …". */
  readonly what: string;
  readonly bad: unknown;
  readonly code: ErrorCode;
  /** What the error says was expected, whole or a telling piece. */
  readonly expected: string;
  /** What the error says is to be done, whole or a telling piece. */
  readonly remedy: string;
  /** What the error shows, where it is a part of the bad value, such as an item of a list, or nothing. */
  readonly given?: unknown;
  /** Where the error is, if not where the others of the property are. */
  readonly where?: string;
}

/** How an object is made whose every other value is good. */
export interface Making {
  /** Where the errors are: the construct's path or the call. */
  readonly where: string;
  /** Makes the object with this value. */
  readonly make: (value: never) => unknown;
  /** A value that is taken: without it a row could be refused for anything. */
  readonly good: unknown;
}

/** A row of the catalogue: one bad value of one property. */
export interface Row extends BadValue, Making {
  readonly property: string;
  readonly where: string;
  readonly given: unknown;
}

/** The rows of one public property, by its name in the API: `Struct.property` or `Class.method.parameter`. */
export function property(name: string, making: Making, ...badValues: readonly (BadValue | readonly BadValue[])[]): readonly Row[] {
  return badValues.flat().map((value) => ({ property: name, given: value.bad, ...making, ...value }));
}
