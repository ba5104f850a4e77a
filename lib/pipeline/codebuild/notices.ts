import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';

/** The SSM parameter in which scheduled builds note what people were told, so that they are told once. */
export interface NoticesParameter {
  readonly name: string;
  readonly arn: string;
}

export function noticesParameter(scope: Construct, namespace: string, imageName: string): NoticesParameter {
  const name = `/${namespace}/${imageName}/notices`;
  const { arn } = new SsmParameter(scope, 'Notices', {
    name,
    description: `What people were told of golden image ${imageName}, and when`,
    type: 'String',
    insecureValue: '{}',
    lifecycle: { ignoreChanges: ['insecure_value'] },
  });
  return { name, arn };
}
