/** What run.mjs prepared before it started Jest in its namespace. */
export interface Sandbox {
  /** For everything of this run; removed at its end. */
  readonly dir: string;
  /** The repository. */
  readonly root: string;
  /** What outlives a run, outside git. */
  readonly cache: string;
  readonly account: string;
  readonly region: string;
  readonly registryHost: string;
  readonly toolsHost: string;
  readonly publicHosts: readonly string[];
  /** All host names of the world resolve to it. */
  readonly address: string;
  readonly bridge: string;
  readonly cgroup: string;
  readonly pluginMirror: string;
}

export function sandbox(): Sandbox {
  const given = process.env.GOLDEN_IMAGE_E2E;
  if (given === undefined) throw new Error('the end-to-end tests run in a namespace of their own: npm run test:e2e');
  return JSON.parse(given) as Sandbox;
}
