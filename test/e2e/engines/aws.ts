import type { PolicyDocument } from '../../support/iam';
import { run } from './process';
import type { World } from './world';

/** What the AWS CLI answers to the test world's administrator; undefined where it answers nothing. */
export async function aws<T>(world: Pick<World, 'env' | 'region'>, ...args: readonly string[]): Promise<T> {
  const stdout = await run('aws', [...args, '--region', world.region, '--output', 'json'], { env: world.env });
  return (stdout.trim() === '' ? undefined : JSON.parse(stdout)) as T;
}

export interface Role {
  readonly arn: string;
  readonly trust: PolicyDocument;
  /** What the role may do: its inline policies, then its attached ones. */
  readonly policies: readonly PolicyDocument[];
}

/** A role as it was applied. */
export async function readRole(world: World, roleArn: string): Promise<Role> {
  const name = roleArn.split('/').pop()!;
  const [{ Role: role }, { PolicyNames }, { AttachedPolicies }] = await Promise.all([
    aws<{ Role: { Arn: string; AssumeRolePolicyDocument: PolicyDocument } }>(world, 'iam', 'get-role', '--role-name', name),
    aws<{ PolicyNames: string[] }>(world, 'iam', 'list-role-policies', '--role-name', name),
    aws<{ AttachedPolicies: { PolicyArn: string }[] }>(world, 'iam', 'list-attached-role-policies', '--role-name', name),
  ]);
  const policies = await Promise.all([
    ...PolicyNames.map((policy) => inlinePolicy(world, name, policy)),
    ...AttachedPolicies.map(({ PolicyArn }) => managedPolicy(world, PolicyArn)),
  ]);
  return { arn: role.Arn, trust: role.AssumeRolePolicyDocument, policies };
}

async function inlinePolicy(world: World, role: string, policy: string): Promise<PolicyDocument> {
  const answer = await aws<{ PolicyDocument: PolicyDocument }>(
    world, 'iam', 'get-role-policy', '--role-name', role, '--policy-name', policy);
  return answer.PolicyDocument;
}

async function managedPolicy(world: World, arn: string): Promise<PolicyDocument> {
  const { Policy } = await aws<{ Policy: { DefaultVersionId: string } }>(world, 'iam', 'get-policy', '--policy-arn', arn);
  const answer = await aws<{ PolicyVersion: { Document: PolicyDocument } }>(
    world, 'iam', 'get-policy-version', '--policy-arn', arn, '--version-id', Policy.DefaultVersionId);
  return answer.PolicyVersion.Document;
}
