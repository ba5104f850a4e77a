import { ImageSpec } from '../image/image-spec';

/** What rules read. */
export interface PolicySubject {
  readonly spec: ImageSpec;
  /** Whether the declaration says which findings block a release, or takes the default. */
  readonly scanGateDeclared: boolean;
  /** Why the gate is weaker than the default; undefined where it is not. */
  readonly scanGateReason?: string;
}
