import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { IConstruct } from 'constructs';

/** The parameters below a construct that tell consumers of releases. */
export function consumerParametersIn(scope: IConstruct): readonly SsmParameter[] {
  return scope.node.findAll().filter((node): node is SsmParameter => node instanceof SsmParameter && isForConsumers(node.nameInput!));
}

function isForConsumers(name: string): boolean {
  return /\/(channels|last-release)\/[^/]+$|\/metadata$/.test(name);
}
