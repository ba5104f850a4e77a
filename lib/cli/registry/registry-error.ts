import { Failure } from '../failure';

/** Why a registry gave no answer that is of use. */
export type RegistryProblem = 'unreachable' | 'slow' | 'rate-limited' | 'denied' | 'not-found' | 'failed' | 'invalid' | 'credentials';

/** What went wrong between this machine and a registry, and what to do about it. */
export class RegistryError extends Failure {
  public constructor(
    public readonly kind: RegistryProblem,
    public readonly problem: string,
    public readonly remedy: string,
  ) {
    super(`${problem}\n  remedy: ${remedy}`);
  }
}

/** Text of a registry or a program, made fit to be shown: one line, no control characters, not too long. */
export function shown(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
