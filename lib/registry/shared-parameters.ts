import { RamPrincipalAssociation } from '@cdktf/provider-aws/lib/ram-principal-association';
import { RamResourceAssociation } from '@cdktf/provider-aws/lib/ram-resource-association';
import { RamResourceShare } from '@cdktf/provider-aws/lib/ram-resource-share';
import { Construct } from 'constructs';

import { checkText, TextRule } from '../core/check';
import { refuseDuplicates } from '../core/duplicates';
import { consumerParametersIn } from './consumer-parameters';

/** Source: AWS RAM API, AssociateResourceShare, principals; of those, what shares with accounts and not with single roles. */
const SHARE_PRINCIPAL: TextRule = {
  code: 'InvalidSharePrincipal',
  noun: 'principal of a resource share',
  pattern: /^(\d{12}|arn:aws[a-z-]*:organizations::\d{12}:(organization\/o-[a-z0-9]{10,32}|ou\/o-[a-z0-9]{10,32}\/ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}))$/,
  maxLength: 200,
  expected: 'an account id of 12 digits, or the ARN of an organization or an organizational unit',
  remedy: 'give it such as "111122223333" or "arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5"',
};

const DUPLICATE = {
  code: 'InvalidSharePrincipal',
  problem: 'the channels are shared with this principal twice',
  expected: 'each principal once',
  remedy: 'remove one of the two',
} as const;

/**
 * Lets other accounts read the parameters of an image: AWS RAM shares parameters of the advanced tier alone
 * (AWS Systems Manager user guide, "Working with shared parameters"). Only the organization's own accounts can be given access.
 */
export class SharedParameters extends Construct {
  private readonly share: RamResourceShare;

  public constructor(scope: Construct, id: string, name: string, principals: readonly string[]) {
    super(scope, id);
    const where = scope.node.path;
    const checked = principals.map((principal) => checkText(SHARE_PRINCIPAL, principal, where));
    refuseDuplicates(DUPLICATE, checked, where);
    this.share = new RamResourceShare(this, 'Resource', { name, allowExternalPrincipals: false });
    for (const principal of checked) {
      new RamPrincipalAssociation(this, `Principal${principal.replace(/[^A-Za-z0-9]+/g, '-')}`, { principal, resourceShareArn: this.share.arn });
    }
  }

  /** Shares what lies below a construct and tells consumers of releases. */
  public add(scope: Construct): void {
    for (const parameter of consumerParametersIn(scope)) {
      parameter.tier = 'Advanced';
      new RamResourceAssociation(this, `Parameter${parameter.nameInput!.replaceAll('/', '-')}`, { resourceArn: parameter.arn, resourceShareArn: this.share.arn });
    }
  }
}
