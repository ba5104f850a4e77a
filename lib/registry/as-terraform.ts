import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

/** A value as Terraform reads it where the scope is: what is known now, and expressions for the rest. */
export function asTerraform(value: unknown, scope: IConstruct): unknown {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
}
