import { existsSync } from 'node:fs';
import path from 'node:path';

import { attempt } from './process';
import type { World } from './world';

export interface CheckovOptions {
  /** Checks to leave out, by id. */
  readonly skip?: readonly string[];
}

export interface FailedCheck {
  readonly check: string;
  readonly name: string;
  /** Its id in the Terraform JSON; checkov gives the type for some checks only. */
  readonly resource: string;
  readonly file: string;
}

export interface CheckovResult {
  readonly passed: number;
  readonly failed: readonly FailedCheck[];
  readonly total: number;
}

interface Report {
  readonly results: { readonly failed_checks: readonly ReportedCheck[] };
  readonly summary: { readonly passed: number; readonly failed: number; readonly parsing_errors: number };
}

interface ReportedCheck {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
  readonly file_path: string;
}

/** What the e2e set-up installs where there is no checkov of the user's. */
const INSTALLED = path.resolve(__dirname, '../../../.cache/e2e/checkov/bin/checkov');

/** Runs checkov on the Terraform JSON in a folder, with the checks it brings along. */
export async function runCheckov(world: World, directory: string, options: CheckovOptions = {}): Promise<CheckovResult> {
  const skip = options.skip?.length ? ['--skip-check', options.skip.join(',')] : [];
  const { status, stdout, stderr } = await attempt(
    existsSync(INSTALLED) ? INSTALLED : 'checkov',
    ['-d', directory, '--framework', 'terraform_json', '--compact', '--quiet', '--skip-download', ...skip, '-o', 'json'],
    { env: world.env },
  );
  // 1 means that checks failed.
  if (status > 1) throw new Error(`checkov: exit status ${status}\n${stdout}\n${stderr}`);
  const report = JSON.parse(stdout) as Partial<Report>;
  // With no resource to check, checkov reports a summary without results: a test that checks nothing is a mistake.
  if (report.results === undefined || report.summary === undefined) {
    throw new Error(`checkov found nothing to check in ${directory}: ${stdout}`);
  }
  const { summary, results } = report;
  if (summary.parsing_errors > 0) throw new Error(`checkov could not read ${directory}: ${stdout}`);
  const failed = results.failed_checks.map((check) => (
    { check: check.check_id, name: check.check_name, resource: check.resource.split('.').pop()!, file: check.file_path }));
  return { passed: summary.passed, failed, total: summary.passed + failed.length };
}
