import { checkText } from '../../core/check';
import { ACCOUNT_ID } from '../../core/grammar';
import { REGION } from '../../core/registry-grammar';

/**
 * Where releases are copied to.
 *
 * @example
 * ReplicationDestination.region('eu-central-1');
 * ReplicationDestination.account('111122223333', 'eu-west-1');
 */
export class ReplicationDestination {
  /**
   * Another region of the same account.
   *
   * @param region such as `eu-central-1`; anything else is the error `InvalidRegion`
   */
  public static region(region: string): ReplicationDestination {
    return new ReplicationDestination(undefined, checkText(REGION, region, 'ReplicationDestination.region'));
  }

  /**
   * Another account, whose registry must accept it: `replicas.from` of its own `GoldenImageRegistry`.
   *
   * @param accountId a string of 12 digits; anything else is the error `InvalidAccountId`
   * @param region as for `region`
   */
  public static account(accountId: string, region: string): ReplicationDestination {
    const where = 'ReplicationDestination.account';
    return new ReplicationDestination(checkText(ACCOUNT_ID, accountId, where), checkText(REGION, region, where));
  }

  private constructor(
    /**
     * Undefined for the account of the registry itself.
     *
     * @internal
     */
    public readonly _accountId: string | undefined,
    /** @internal */
    public readonly _region: string,
  ) {}
}
