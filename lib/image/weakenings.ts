import { BaseSource } from '../base-image/base-source';
import { ImageSpec } from './image-spec';

function tracked(base: BaseSource, what: string): string[] {
  return base.kind === 'upstream' && base.trackingReason !== undefined ? [`${what} is tracked: ${base.trackingReason}`] : [];
}

/** Where the declaration is weaker than its defaults, each with the reason: shown in the plan, and in a label. */
export function weakenings({ base, stages, user, setuidReason }: ImageSpec): readonly string[] {
  return [
    ...tracked(base, 'the base'),
    ...stages.flatMap((stage) => tracked(stage.base._source, `the base of stage ${stage.name}`)),
    ...(user.rootReason === undefined ? [] : [`runs as root: ${user.rootReason}`]),
    ...(setuidReason === undefined ? [] : [`setuid bits stay: ${setuidReason}`]),
  ];
}
