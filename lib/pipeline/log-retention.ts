import { checkOneOf } from '../core/check';

/** Source: CloudWatch Logs API, PutRetentionPolicy; from a year on, as auditors ask (checkov CKV_AWS_338). */
const LOG_RETENTION_DAYS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** How long a factory keeps its logs, in days. */
export function checkLogRetention(days: number | undefined, where: string): number {
  return checkOneOf('InvalidLogRetention', 'log retention in days', LOG_RETENTION_DAYS, days ?? 365, where);
}
