import { join } from 'node:path';

import { Report } from './finding';
import { runTool } from './run-tool';
import { CACHE, TRIVY } from './tools';

interface Output {
  readonly Results?: readonly {
    readonly Target: string;
    readonly MisconfSummary?: { readonly Successes: number; readonly Failures: number };
    readonly Misconfigurations?: readonly Misconfiguration[];
  }[];
}

interface Misconfiguration {
  /** Its `ID` is "N/A" for some. */
  readonly AVDID: string;
  readonly Title: string;
  readonly Status: string;
  readonly CauseMetadata: { readonly Resource?: string };
}

/** Runs trivy on the HCL and the Dockerfiles in a folder, of all severities, with the checks that it brings along. */
export async function trivy(folder: string): Promise<Report> {
  const { Results: results = [] } = await runTool<Output>(TRIVY, [
    'config',
    '--quiet',
    '--skip-policy-update',
    '--include-non-failures',
    '--cache-dir',
    join(CACHE, 'trivy-cache'),
    '--format',
    'json',
    folder,
  ]);
  return {
    checks: results.reduce((sum, { MisconfSummary: summary }) => sum + (summary?.Successes ?? 0) + (summary?.Failures ?? 0), 0),
    findings: results.flatMap(({ Target, Misconfigurations }) =>
      (Misconfigurations ?? [])
        .filter(({ Status }) => Status !== 'PASS')
        .map(({ AVDID, Title, CauseMetadata }) => ({ tool: 'trivy' as const, check: AVDID, title: Title, resource: CauseMetadata.Resource ?? Target })),
    ),
  };
}
