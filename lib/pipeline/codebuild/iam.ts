import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';

/** A statement of an identity policy; only ever allows. */
export interface AllowStatement {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
}

/** Who may assume a role: one service, on behalf of one resource of one account. */
export interface ServiceTrust {
  readonly service: string;
  readonly sourceAccount: string;
  /** With `*` where one role serves several resources. */
  readonly sourceArn: string | readonly string[];
}

function statement({ sid, actions, resources, condition }: AllowStatement): object {
  return { Sid: sid, Effect: 'Allow', Action: [...actions].sort(), Resource: resources, ...(condition && { Condition: condition }) };
}

/** An identity policy of these statements. */
export function policyDocument(statements: readonly AllowStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements.map(statement) });
}

/** A role for one service, with one inline policy: two resources, both in plain sight of the plan. */
export function serviceRole(scope: Construct, name: string, trust: ServiceTrust, statements: readonly AllowStatement[]): IamRole {
  const role = new IamRole(scope, 'Role', {
    name,
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: trust.service },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': trust.sourceAccount },
            ArnLike: { 'aws:SourceArn': trust.sourceArn },
          },
        },
      ],
    }),
  });
  new IamRolePolicy(scope, 'Policy', {
    name: 'rights',
    role: role.name,
    policy: policyDocument(statements),
  });
  return role;
}
