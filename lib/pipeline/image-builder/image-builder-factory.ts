import { Factory } from '../codebuild/factory';
import { BuilderLogs } from '../codebuild/make-factory';

/** Key prefix of the logs that Image Builder puts into the bucket. */
export const LOG_PREFIX = 'image-builder-logs/';

/** What the images of one pipeline share: that of CodeBuild, which admits and releases what Image Builder builds. */
export interface ImageBuilderFactory extends Factory {
  /** ARN of the role that EventBridge rules assume to start admissions. */
  readonly admitRoleArn: string;
  readonly logRetentionDays: number;
}

/** Name of the log group that Image Builder writes to for a recipe; the service chose it. */
export function logGroupName(recipeName: string): string {
  return `/aws/imagebuilder/${recipeName}`;
}

export function builderLogs(namespace: string): BuilderLogs {
  return { groupPrefix: logGroupName(`${namespace}-`), keyPrefix: LOG_PREFIX };
}
