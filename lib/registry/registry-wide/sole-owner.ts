import { EcrAccountSetting } from '@cdktf/provider-aws/lib/ecr-account-setting';
import { TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

import { GoldenImageError } from '../../core/error';
import { placeOf } from './provider-settings';

/** Of these there is one in an account and region; of two, each apply would undo the other. */
const SINGLETONS = ['aws_ecr_registry_policy', 'aws_ecr_registry_scanning_configuration', 'aws_ecr_replication_configuration'];

/** Refuses a second owner in a stack: every stack has one default provider, and so one registry. */
export function refuseSecondInStack(owner: IConstruct, isOwner: (node: IConstruct) => boolean): void {
  refuse(owner, TerraformStack.of(owner).node.findAll().find((node) => node !== owner && isOwner(node)));
}

/**
 * Refuses a second owner in the stacks of an app, as far as it is known at synthesis that they are of one account and
 * region. A resource that is written by itself owns what it is, unless it has a provider of its own.
 */
export function refuseSecondInApp(owner: IConstruct, isOwner: (node: IConstruct) => boolean): void {
  const own = owner.node.findAll();
  const types = own.flatMap(singletonType);
  const stack = TerraformStack.of(owner);
  const place = placeOf(stack);
  const isHere = (other: TerraformStack): boolean => other === stack || (place !== undefined && placeOf(other) === place);
  const owners = owner.node.root.node.findAll().filter((node) => !own.includes(node) && (isOwner(node) || singletonType(node).some((type) => types.includes(type))));
  refuse(owner, owners.find((node) => isHere(TerraformStack.of(node))));
}

/** The type of a resource that there is one of; none of anything else. */
function singletonType(node: IConstruct): readonly string[] {
  if (!TerraformResource.isTerraformResource(node) || node.provider !== undefined) return [];
  // Of account settings there is one of each name.
  if (node instanceof EcrAccountSetting) return [`aws_ecr_account_setting ${node.nameInput}`];
  return SINGLETONS.filter((type) => type === node.terraformResourceType);
}

function refuse(owner: IConstruct, other: IConstruct | undefined): void {
  if (other === undefined) return;
  throw new GoldenImageError('DuplicateRegistry', {
    where: owner.node.path,
    problem: `${other.node.path} already owns what the registry of this account and region has once`,
    given: owner.node.path,
    expected: 'one GoldenImageRegistry for each account and region',
    remedy: 'declare all of it in one of the two; if their stacks are of different accounts, say so in their AWS providers (allowedAccountIds)',
  });
}
