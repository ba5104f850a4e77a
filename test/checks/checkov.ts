import { Report } from './finding';
import { runTool } from './run-tool';
import { CHECKOV } from './tools';

interface Output {
  readonly results?: { readonly failed_checks: readonly FailedCheck[] };
  readonly summary?: { readonly passed: number; readonly failed: number; readonly parsing_errors: number };
}

interface FailedCheck {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
}

/** Runs checkov on the Terraform JSON in a folder, with the checks that it brings along. */
export async function checkov(folder: string): Promise<Report> {
  const output = await runTool<Output>(CHECKOV, ['-d', folder, '--framework', 'terraform_json', '--compact', '--quiet', '--skip-download', '-o', 'json']);
  // With nothing to check it reports a summary without results.
  const { results, summary } = output;
  if (results === undefined || summary === undefined) throw new Error(`checkov found nothing to check in ${folder}`);
  if (summary.parsing_errors > 0) throw new Error(`checkov could not read ${folder}`);
  return {
    checks: summary.passed + summary.failed,
    findings: results.failed_checks.map(({ check_id, check_name, resource }) => ({ tool: 'checkov', check: check_id, title: check_name, resource })),
  };
}
