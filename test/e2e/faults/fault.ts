import type { AwsFault, RegistryFault, ScanResult } from '../engines/world';
import type { CallFault } from './in-front';
import type { Line, LineResult } from './line';

/** What a run leaves behind that others can see; what it left nothing of is as it was, to the last digest. */
export type Leaves = 'nothing' | 'a candidate' | 'a copy' | 'a tag' | 'a release';

/** A row: what goes wrong while a script runs, and what is then the case. */
export interface Fault {
  readonly name: string;

  readonly call?: CallFault;
  readonly registry?: RegistryFault;
  readonly aws?: AwsFault;
  /** What the scan of every candidate says. */
  readonly scan?: ScanResult | 'not-found';
  /** StartBuild's overrides. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly extraEnv?: Readonly<Record<string, string>>;
  /** The candidate is an old one: a newer one was released. */
  readonly newerIsReleased?: boolean;
  /** Whatever else there is to do before; answers what undoes it. */
  readonly before?: (line: Line) => Promise<void | (() => Promise<unknown>)>;

  readonly ends: 'well' | 'in failure' | 'killed';
  readonly says?: readonly (string | RegExp)[];
  readonly leaves: Leaves;
  /** What else is then the case. */
  readonly and?: (line: Line, result: LineResult) => Promise<void>;
  /** The next row leaves no more than this one, so that one clean run shows the same of both. */
  readonly sharesCleanRun?: boolean;
  /** Default: a clean run releases the candidate. */
  readonly cleanRunSays?: string;
}
