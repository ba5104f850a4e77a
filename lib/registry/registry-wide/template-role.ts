import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

import { AwsEnvironment } from '../aws-environment';

/** Which repositories ECR makes, and with which key. */
export interface TemplateRoleProps {
  readonly aws: AwsEnvironment;
  readonly keyArn: string;
  /** What the names of replicas begin with, without the `/`. */
  readonly replicated: readonly string[];
  /** What the names of cached repositories begin with, without the `/`. */
  readonly cached: readonly string[];
}

/** The role that ECR takes to make repositories that are encrypted with a KMS key; without one it can make only others. */
export class TemplateRole extends Construct {
  public readonly roleArn: string;
  /** What must be there before ECR makes a repository. */
  public readonly rights: ITerraformDependable;

  public constructor(scope: Construct, id: string, { aws, keyArn, replicated, cached }: TemplateRoleProps) {
    super(scope, id);
    const repositories = (prefixes: readonly string[]): string[] => prefixes.map((prefix) => aws.arn('ecr', `repository/${prefix}/*`));
    const role = new IamRole(this, 'Role', {
      namePrefix: 'golden-image-templates-',
      // As Amazon ECR documents it ("Create an IAM role for repository creation templates"). It documents no
      // aws:SourceAccount here; ECR takes a role only for the registry of the role's own account.
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'ecr.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    });
    // Source: Amazon ECR user guide, "Create a custom policy for repository creation templates", which allows it on everything.
    this.rights = new IamRolePolicy(this, 'Policy', {
      name: 'rights',
      role: role.name,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Sid: 'MakeRepositories', Effect: 'Allow', Action: ['ecr:CreateRepository'], Resource: repositories([...replicated, ...cached]) },
          ...(replicated.length === 0 ? [] : [{ Sid: 'Replicate', Effect: 'Allow', Action: ['ecr:ReplicateImage'], Resource: repositories(replicated) }]),
          { Sid: 'EncryptRepositories', Effect: 'Allow', Action: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'], Resource: keyArn },
        ],
      }),
    });
    this.roleArn = role.arn;
  }
}
