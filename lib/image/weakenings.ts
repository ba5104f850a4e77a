import { ImageSpec } from './image-spec';

/** Where the declaration is weaker than its defaults, each with the reason: shown in the plan, and in a label. */
export function weakenings({ user, setuidReason }: ImageSpec): readonly string[] {
  return [
    ...(user.rootReason === undefined ? [] : [`runs as root: ${user.rootReason}`]),
    ...(setuidReason === undefined ? [] : [`setuid bits stay: ${setuidReason}`]),
  ];
}
