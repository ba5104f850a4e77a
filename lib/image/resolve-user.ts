import { BaseSource } from '../base-image/base-source';
import { GoldenImageError } from '../core/error';
import { ImageUser } from './image-user';

/** The user that containers run as. */
export interface UserSpec {
  readonly userId: number;
  /** Name of the user that must be made; undefined where the base has it. */
  readonly create?: string;
  /** Why it is root; undefined where it is not. */
  readonly rootReason?: string;
}

/** The base's own non-root user where it has one; else one is made, which takes a shell, or no users at all. */
export function resolveUser(declared: ImageUser | undefined, base: BaseSource, where: string): UserSpec {
  const { nonrootUserId, hasShell } = base.facts;
  if (declared === undefined && nonrootUserId !== undefined) return Object.freeze({ userId: nonrootUserId });
  const { name, userId, reason } = declared ?? ImageUser.nonroot();
  if (reason !== undefined) return Object.freeze({ userId, rootReason: reason });
  if (userId === nonrootUserId) return Object.freeze({ userId });
  if (hasShell || base.kind === 'scratch') return Object.freeze({ userId, create: name });
  throw new GoldenImageError('UserUnavailable', {
    where,
    problem: 'a user cannot be added to a base that has users already and no shell',
    given: `${name} (${userId})`,
    expected: nonrootUserId === undefined ? 'a base with a shell' : `the base's own user, ${nonrootUserId}`,
    remedy: nonrootUserId === undefined ? 'choose a base with a shell, or one that has a non-root user' : 'leave user out',
  });
}
