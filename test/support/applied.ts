import { PolicyDocument } from './iam';
import { Block, Synthesized } from './stack';

export const ACCOUNT = '123456789012';
export const REGION = 'eu-west-1';

/** ARN of something of the account that policies are resolved for. */
export function arn(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}

/** What an attribute of a resource would be once it is applied. */
function attribute(type: string, block: Block, name: string): string {
  if (name === 'arn') {
    if (type === 'aws_ecr_repository') return arn('ecr', `repository/${block.name}`);
    if (type === 'aws_ssm_parameter') return arn('ssm', `parameter${block.name}`);
    if (type === 'aws_s3_bucket') return `arn:aws:s3:::${block.bucket}`;
    if (type === 'aws_cloudwatch_log_group') return arn('logs', `log-group:${block.name}`);
    if (type === 'aws_sns_topic') return arn('sns', block.name);
    if (type === 'aws_kms_key') return arn('kms', block.key_usage === 'SIGN_VERIFY' ? 'key/signing' : 'key/factory');
    if (type === 'aws_scheduler_schedule_group') return arn('scheduler', `schedule-group/${block.name}`);
  }
  const value: unknown = block[name];
  if (typeof value === 'string') return value;
  throw new Error(`no value for ${type} ${name}`);
}

const DATA: Record<string, string> = { account_id: ACCOUNT, name: REGION, partition: 'aws', dns_suffix: 'amazonaws.com' };

/** Replaces references as Terraform would, so that policies can be evaluated. */
export function applied({ json }: Synthesized, text: string): string {
  const resolve = (given: string): string =>
    given
      .replace(/\$\{data\.\w+\.\w+\.(\w+)\}/g, (_, name: string) => DATA[name]!)
      .replace(/\$\{(\w+)\.(\w+)\.(\w+)\}/g, (_, type: string, id: string, name: string) =>
        resolve(attribute(type, json.resource[type]![id]!, name)),
      );
  return resolve(text);
}

/** The rights of the role of a construct. */
export function rightsOf(synthesized: Synthesized, path: string): PolicyDocument {
  return JSON.parse(applied(synthesized, synthesized.resource('aws_iam_role_policy', `${path}/Policy`).policy));
}

/** Who may assume the role of a construct. */
export function trustOf(synthesized: Synthesized, path: string): PolicyDocument {
  return JSON.parse(applied(synthesized, synthesized.resource('aws_iam_role', `${path}/Role`).assume_role_policy));
}
