import { checkText } from '../core/check';
import { ACCOUNT_ID, ORGANIZATION_ID } from '../core/grammar';

/**
 * Who may pull released images, besides the account that holds them.
 *
 * @example
 * PullPrincipal.organization('o-a1b2c3d4e5');
 * PullPrincipal.account('111122223333');
 */
export class PullPrincipal {
  /**
   * Every account of an AWS organization, by the condition `aws:PrincipalOrgID`.
   *
   * @param organizationId `o-` and 10 to 32 lower-case letters and digits; anything else is the error `InvalidOrganizationId`
   */
  public static organization(organizationId: string): PullPrincipal {
    return new PullPrincipal('organization', checkText(ORGANIZATION_ID, organizationId, 'PullPrincipal.organization'));
  }

  /**
   * One account. It decides itself which of its roles may pull.
   *
   * @param accountId a string of 12 digits; anything else is the error `InvalidAccountId`
   */
  public static account(accountId: string): PullPrincipal {
    return new PullPrincipal('account', checkText(ACCOUNT_ID, accountId, 'PullPrincipal.account'));
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'organization' | 'account',
    /** Id of the organization or the account. */
    public readonly principalId: string,
  ) {}
}
