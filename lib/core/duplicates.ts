import { ErrorCode, GoldenImageError } from './error';

/** What to say of a name that is there twice. */
export interface DuplicateRule {
  readonly code: ErrorCode;
  readonly problem: string;
  readonly expected: string;
  readonly remedy: string;
}

/** Refuses the first name that is there a second time. */
export function refuseDuplicates({ code, ...rule }: DuplicateRule, names: readonly string[], where: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new GoldenImageError(code, { where, given: name, ...rule });
    seen.add(name);
  }
}
