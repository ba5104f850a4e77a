import { checkInteger, checkPresent, checkText } from '../core/check';
import { REASON } from '../core/grammar';
import { USER_NAME } from '../core/image-grammar';

/** Ids of users and groups. Linux reserves 2^32 - 1 as "no id" (chown(2)). */
export const USER_ID = {
  code: 'InvalidUserId',
  noun: 'user id',
  min: 0,
  max: 4_294_967_294,
  remedy: 'give the numeric id, such as 65532',
} as const;

/** As for any user, without root. */
const NONROOT_USER_ID = { ...USER_ID, min: 1, remedy: 'give the numeric id, such as 65532; for root, which is weaker, use ImageUser.root' } as const;

/**
 * The numeric id of the user and the group that an image runs as. 65532 is what distroless, Chainguard and Kubernetes
 * examples use for "nonroot", so that policies written for those hold here too.
 */
const NONROOT_ID = 65532;

/**
 * The user that containers run as.
 *
 * @example
 * ImageUser.of('app', 10001);
 */
export class ImageUser {
  /** `nonroot`, 65532. */
  public static nonroot(): ImageUser {
    return new ImageUser('nonroot', NONROOT_ID);
  }

  /**
   * A user of one's own, with a group of the same name and id and a home below `/home`. The build fails where the base has a user
   * or a group of this name with another id.
   *
   * @param name 1 to 32 lower-case letters, digits, `_` and `-`; anything else is the error `InvalidUserName`
   * @param userId 1 to 4294967294; anything else is the error `InvalidUserId`
   */
  public static of(name: string, userId: number): ImageUser {
    const where = 'ImageUser.of';
    return new ImageUser(checkText(USER_NAME, name, where), checkInteger(NONROOT_USER_ID, userId, where));
  }

  /**
   * root. A process that breaks out of its container is then root on the host too, unless user namespaces are used.
   *
   * @param reason why it must be; one line of at most 500 printable characters, without `${` and `%{`, else the error `InvalidReason`
   */
  public static root(reason: string): ImageUser {
    const where = 'ImageUser.root';
    return new ImageUser('root', 0, checkText(REASON, checkPresent(reason, 'reason', where), where));
  }

  private constructor(
    /** Name of the user and of its group. */
    public readonly name: string,
    /** Numeric id of the user and of its group. */
    public readonly userId: number,
    /** Why it is root; undefined where it is not. */
    public readonly reason?: string,
  ) {}
}
