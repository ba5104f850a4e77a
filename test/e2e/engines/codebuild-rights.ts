import { isTrusted } from '../../support/iam';
import { aws, type Role } from './aws';
import type { Project } from './codebuild-project';
import type { BuildSource } from './codebuild-source';
import type { World } from './world';

/** What a role may do, with what the request tells of itself. */
export type Rights = (action: string, resource: string, context?: Readonly<Record<string, string>>) => boolean;

interface Start {
  readonly project: Project;
  readonly role: Role;
  readonly sources: readonly BuildSource[];
  readonly rights: Rights;
  readonly buildId: string;
}

/** What CodeBuild itself lacks of the role before a command runs: to be let in, to log, to read the sources. */
export async function missingRight(world: World, start: Start): Promise<string | undefined> {
  const { project, role, sources, rights } = start;
  if (!isTrusted(role.trust, 'codebuild.amazonaws.com', { 'aws:SourceArn': project.arn, 'aws:SourceAccount': world.account })) {
    return `CodeBuild is not authorized to perform: sts:AssumeRole on ${role.arn}`;
  }
  const missing = (await Promise.all([
    missingLogRight(world, start),
    ...sources.map((source) => missingSourceRight(world, source, rights)),
  ])).find((right) => right !== undefined);
  return missing && `Service role ${role.arn} does not allow AWS CodeBuild ${missing}`;
}

/** A configured stream name is the prefix of a build's own. */
async function missingLogRight(world: World, { project, rights, buildId }: Start): Promise<string | undefined> {
  const logs = project.logsConfig?.cloudWatchLogs;
  if (logs?.status === 'DISABLED') return undefined;
  const group = logs?.groupName ?? `/aws/codebuild/${project.name}`;
  const stream = [logs?.streamName, buildId.split(':').pop()].filter(Boolean).join('/');
  const { logGroups } = await aws<{ logGroups: { logGroupName: string }[] }>(
    world, 'logs', 'describe-log-groups', '--log-group-name-prefix', group);
  const create = logGroups.some(({ logGroupName }) => logGroupName === group) ? [] : ['logs:CreateLogGroup'];
  const arn = `arn:aws:logs:${world.region}:${world.account}:log-group:${group}:log-stream:${stream}`;
  const missing = [...create, 'logs:CreateLogStream', 'logs:PutLogEvents'].find((action) => !rights(action, arn));
  return missing && `${missing} on ${arn}`;
}

/** Asked with a version, S3 wants the right to read versions and not the one to read (S3 API reference, GetObject). */
async function missingSourceRight(world: World, { bucket, key, version }: BuildSource, rights: Rights): Promise<string | undefined> {
  const action = version === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
  const object = `arn:aws:s3:::${bucket}/${key}`;
  if (!rights(action, object)) return `${action} on ${object}`;
  const encryption = await encryptionOf(world, bucket);
  if (encryption === undefined) return undefined;
  const context = {
    'kms:ViaService': `s3.${world.region}.amazonaws.com`,
    'kms:CallerAccount': world.account,
    'kms:EncryptionContext:aws:s3:arn': encryption.usesBucketKey ? `arn:aws:s3:::${bucket}` : object,
  };
  return rights('kms:Decrypt', encryption.keyArn, context) ? undefined : `kms:Decrypt on ${encryption.keyArn} for ${object}`;
}

interface EncryptionRule {
  readonly ApplyServerSideEncryptionByDefault: { readonly SSEAlgorithm: string; readonly KMSMasterKeyID?: string };
  readonly BucketKeyEnabled?: boolean;
}

/** The customer key that a bucket encrypts with; undefined where S3 keeps the key. */
async function encryptionOf(world: World, bucket: string): Promise<{ keyArn: string; usesBucketKey: boolean } | undefined> {
  const answer = await aws<{ ServerSideEncryptionConfiguration: { Rules: EncryptionRule[] } }>(
    world, 's3api', 'get-bucket-encryption', '--bucket', bucket,
  ).catch((error: unknown) => {
    if (String(error).includes('ServerSideEncryptionConfigurationNotFoundError')) return undefined;
    throw error;
  });
  const rule = answer?.ServerSideEncryptionConfiguration.Rules[0];
  const keyArn = rule?.ApplyServerSideEncryptionByDefault.KMSMasterKeyID;
  if (rule === undefined || keyArn === undefined) return undefined;
  if (!keyArn.startsWith('arn:')) throw new Error(`${bucket} names its key as ${keyArn}; only a key's ARN can be checked here`);
  return { keyArn, usesBucketKey: rule.BucketKeyEnabled === true };
}
