import { randomUUID } from 'node:crypto';

import { ACCOUNT, REGION } from './applied';

/**
 * The documented event of a parameter of SSM's Parameter Store: AWS Systems Manager user guide, "Amazon EventBridge event
 * examples for Systems Manager".
 */
export function parameterChange(name: string, operation: string, time: string): object {
  return {
    'version': '0',
    'id': randomUUID(),
    'detail-type': 'Parameter Store Change',
    'source': 'aws.ssm',
    'account': ACCOUNT,
    'time': time,
    'region': REGION,
    'resources': [`arn:aws:ssm:${REGION}:${ACCOUNT}:parameter${name}`],
    'detail': { operation, name, type: 'String' },
  };
}
