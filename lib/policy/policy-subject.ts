import { ImageSpec } from '../image/image-spec';

/** What is read of a scan gate, which is made above this layer. */
export interface GateSubject {
  /** Where it is weaker than the default, each with the reason. */
  readonly weakenings: readonly string[];
  /** A reason that was given, whether it is needed or not. */
  readonly reason?: string;
  /** Findings that do not block, until a day. */
  readonly exceptions: readonly GateException[];
}

/** A finding that does not block, until a day. */
export interface GateException {
  readonly id: string;
  readonly reason: string;
  /** Last day, `YYYY-MM-DD` in UTC. */
  readonly expires: string;
}

/** What rules read. */
export interface PolicySubject {
  readonly spec: ImageSpec;
  /** Which findings block a release; undefined where the declaration takes the default. */
  readonly scanGate?: GateSubject;
  /** Name of the image that it follows as a major version, by the names of the app; undefined where there is none. */
  readonly predecessor?: string;
}
