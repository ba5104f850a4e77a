import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/** The parameters that tell consumers of releases, by the stack that makes them. */
const MADE = new WeakMap<IConstruct, SsmParameter[]>();

/** Makes a parameter known to those who read it in the same stack. */
export function announceParameter(parameter: SsmParameter): void {
  const stack = TerraformStack.of(parameter);
  const made = MADE.get(stack) ?? [];
  made.push(parameter);
  MADE.set(stack, made);
}

/** The parameters that the stack of a construct makes and whose names are asked for. */
export function parametersBeside(scope: IConstruct, isAskedFor: (name: string) => boolean): readonly SsmParameter[] {
  return (MADE.get(TerraformStack.of(scope)) ?? []).filter(({ nameInput }) => isAskedFor(nameInput!));
}
