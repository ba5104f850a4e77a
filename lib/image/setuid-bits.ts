import { checkPresent, checkText } from '../core/check';
import { REASON } from '../core/grammar';

/**
 * What becomes of the bits that let a program run with the rights of its owner (setuid) or its group (setgid), which is
 * how a process in a container becomes root again (CIS Docker Benchmark 4.8).
 */
export class SetuidBits {
  /** They are removed from every file. */
  public static remove(): SetuidBits {
    return new SetuidBits();
  }

  /**
   * They stay.
   *
   * @param reason why they must; one line of at most 500 printable characters, without `${` and `%{`, else the error `InvalidReason`
   */
  public static keep(reason: string): SetuidBits {
    const where = 'SetuidBits.keep';
    return new SetuidBits(checkText(REASON, checkPresent(reason, 'reason', where), where));
  }

  private constructor(
    /** Why they stay; undefined where they are removed. */
    public readonly reason?: string,
  ) {}
}
