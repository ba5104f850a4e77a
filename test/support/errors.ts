import { ErrorCode, GoldenImageError } from '../../lib/core/error';

/** The error that a call raises; the call must raise one of ours. */
export function errorOf(call: () => unknown): GoldenImageError {
  try {
    call();
  } catch (error) {
    if (error instanceof GoldenImageError) return error;
    throw error;
  }
  throw new Error('expected an error, and there was none');
}

/** Values that no kind of text accepts. */
export const NEVER_TEXT: readonly unknown[] = ['', ' ', '\n', 'a\nb', 'a\0b', 'tab\there', undefined, null, 42, {}];

/** Asserts that each value is refused with a code, and that the error says what was given, expected and to be done. */
export function expectRefused(code: ErrorCode, values: readonly unknown[], make: (value: never) => unknown): void {
  for (const value of values) {
    const error = errorOf(() => make(value as never));
    expect({ value, code: error.code }).toEqual({ value, code });
    expect(error.message).toMatch(/\n {2}given: .*\n {2}expected: .+\n {2}remedy: .+/);
  }
}
