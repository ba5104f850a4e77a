import { createHash } from 'node:crypto';

import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

import { GoldenImageError } from '../core/error';
import { checkPrincipal } from './access/check-principal';
import { PULL_ACTIONS } from './access/pull-actions';
import { PUSH_ACTIONS } from './access/push-actions';
import { refusePushBy } from './access/refuse-push-by';
import { RepositoryPrincipal } from './access/repository-principal';
import { asTerraform } from './as-terraform';
import { IImageRepository, RepositoryAttributes } from './image-repository';

/** A repository that another app owns: its policy cannot be changed from here, and its settings are not known. */
export class ImportedRepository extends Construct implements IImageRepository {
  public readonly repositoryName: string;
  public readonly repositoryArn: string;
  public readonly repositoryUri: string;

  /** Whom there is a policy for, by its id. */
  private readonly granted = new Map<string, readonly string[]>();

  public constructor(scope: Construct, id: string, { repositoryName, repositoryArn, repositoryUri }: RepositoryAttributes) {
    super(scope, id);
    this.repositoryName = repositoryName;
    this.repositoryArn = repositoryArn;
    this.repositoryUri = repositoryUri;
  }

  public grantPull(principal: RepositoryPrincipal): void {
    this.grant('Pull', PULL_ACTIONS, checkPrincipal(principal, this.node.path));
  }

  public grantPush(principal: RepositoryPrincipal): void {
    refusePushBy(checkPrincipal(principal, this.node.path), this.node.path);
    this.grant('Push', [...new Set([...PULL_ACTIONS, ...PUSH_ACTIONS])].sort(), principal);
  }

  /** A policy of the role: it suffices in the account of the repository, and elsewhere together with the repository's own. */
  private grant(access: string, actions: readonly string[], { _kind, principalId }: RepositoryPrincipal): void {
    if (_kind !== 'role') {
      throw new GoldenImageError('ImportedRepository', {
        where: this.node.path,
        problem: 'the policy of a repository that another app owns cannot be changed from here',
        given: principalId,
        expected: 'a role, which can be given a policy of its own',
        remedy: 'grant where the repository is declared, or grant to RepositoryPrincipal.role(…)',
      });
    }
    // Named after the role: another grant is no change of this one.
    const role = String(asTerraform(principalId, this));
    const id = `${access}By${createHash('sha256').update(role).digest('hex').slice(0, 8)}`;
    // Two roles of other stacks may read alike.
    const given = this.granted.get(id) ?? [];
    if (given.includes(principalId)) return;
    this.granted.set(id, [...given, principalId]);
    new IamRolePolicy(this, given.length === 0 ? id : `${id}-${given.length + 1}`, {
      name: `${access.toLowerCase()}-${this.node.addr.slice(0, 16)}`,
      role: Fn.replace(principalId, '/^.*[/]/', ''),
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          // ECR knows no resource for the login (AWS service authorization reference).
          { Sid: 'RegistryLogin', Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
          { Sid: access, Effect: 'Allow', Action: actions, Resource: this.repositoryArn },
        ],
      }),
    });
  }
}
