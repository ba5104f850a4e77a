import { checkText } from '../../core/check';
import { ACCOUNT_ID, IAM_ROLE_ARN, ORGANIZATION_ID, ORGANIZATIONAL_UNIT_ID } from '../../core/grammar';
import { isUnresolved } from '../../core/token';

/** What a principal is to a repository policy. */
export type PrincipalKind = 'account' | 'lambda' | 'organization' | 'organizational-unit' | 'role';

/**
 * Who may use a repository, besides the account that holds it.
 *
 * Tasks of ECS and nodes of EKS pull with a role of their own account: give that account or that role. A Lambda function
 * in another account is pulled for by the Lambda service as well: give the account and `lambda`.
 *
 * @example
 * RepositoryPrincipal.organization('o-a1b2c3d4e5');
 * RepositoryPrincipal.account('111122223333');
 */
export class RepositoryPrincipal {
  /**
   * Every account of an AWS organization, by the condition `aws:PrincipalOrgID`.
   *
   * @param organizationId `o-` and 10 to 32 lower-case letters and digits; anything else is the error `InvalidOrganizationId`
   */
  public static organization(organizationId: string): RepositoryPrincipal {
    return new RepositoryPrincipal('organization', checkText(ORGANIZATION_ID, organizationId, 'RepositoryPrincipal.organization'));
  }

  /**
   * Every account in an organizational unit and in those below it, by the condition `aws:PrincipalOrgPaths`.
   *
   * @param organizationId as for `organization`: ids of organizational units are unique within it alone
   * @param organizationalUnitId such as `ou-ab12-11111111`; anything else is the error `InvalidOrganizationalUnitId`
   */
  public static organizationalUnit(organizationId: string, organizationalUnitId: string): RepositoryPrincipal {
    const where = 'RepositoryPrincipal.organizationalUnit';
    const unit = checkText(ORGANIZATIONAL_UNIT_ID, organizationalUnitId, where);
    // A path names the root and every unit above; it ends in "/" (IAM user guide, aws:PrincipalOrgPaths).
    return new RepositoryPrincipal('organizational-unit', `${checkText(ORGANIZATION_ID, organizationId, where)}/*/${unit}/*`);
  }

  /**
   * One account. It decides itself which of its roles may use the repository.
   *
   * @param accountId a string of 12 digits; anything else is the error `InvalidAccountId`
   */
  public static account(accountId: string): RepositoryPrincipal {
    return new RepositoryPrincipal('account', checkText(ACCOUNT_ID, accountId, 'RepositoryPrincipal.account'));
  }

  /**
   * One IAM role. ECR refuses a policy that names a role which is not there yet: give the `arn` of the role's resource
   * where it is made in the same app.
   *
   * @param roleArn ARN of a role in any partition; anything else is the error `InvalidRoleArn`
   */
  public static role(roleArn: string): RepositoryPrincipal {
    if (isUnresolved(roleArn)) return new RepositoryPrincipal('role', roleArn);
    return new RepositoryPrincipal('role', checkText(IAM_ROLE_ARN, roleArn, 'RepositoryPrincipal.role'));
  }

  /**
   * The Lambda service, for the functions of one account. It may pull and nothing else.
   *
   * Source: AWS Lambda developer guide, "Amazon ECR permissions", cross-account.
   *
   * @param accountId a string of 12 digits; anything else is the error `InvalidAccountId`
   */
  public static lambda(accountId: string): RepositoryPrincipal {
    return new RepositoryPrincipal('lambda', checkText(ACCOUNT_ID, accountId, 'RepositoryPrincipal.lambda'));
  }

  private constructor(
    /** @internal */
    public readonly _kind: PrincipalKind,
    /** Id of the account or the organization, path of the organizational unit, or ARN of the role. */
    public readonly principalId: string,
  ) {}
}
