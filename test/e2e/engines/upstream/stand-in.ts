/** An image that we make in the place of one that a public registry serves: as like it as the tests need, and no more. */
export interface StandIn {
  /** With its host, as a Dockerfile names it. */
  readonly name: string;
  readonly tag: string;
  readonly config: StandInConfig;
  /** Answers the tar of the root file system. */
  files(workshop: Workshop): Promise<string>;
  /** A second platform that the same files are labelled with, in one index with the first. */
  readonly alsoLabelled?: string;
}

export interface StandInConfig {
  readonly env?: readonly string[];
  readonly user?: string;
  readonly workdir?: string;
  readonly entrypoint?: string;
  readonly cmd?: string;
}

/** Where a stand-in is made. */
export interface Workshop {
  /** Empty at first, and removed afterwards. */
  readonly dir: string;
  /** Seconds since 1970: the time of every file that is younger. */
  readonly epoch: number;
}

export const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
