import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';

/** Where scheduled builds note what people were told, so that they are told once. Answers the parameter's name. */
export function noticesParameter(scope: Construct, namespace: string, imageName: string): string {
  const name = `/${namespace}/${imageName}/notices`;
  new SsmParameter(scope, 'Notices', {
    name,
    description: `What people were told of golden image ${imageName}, and when`,
    type: 'String',
    insecureValue: '{}',
    lifecycle: { ignoreChanges: ['insecure_value'] },
  });
  return name;
}
