import { randomUUID } from 'node:crypto';

import { ACCOUNT, arn, REGION } from './applied';

/** The documented event of a build that ended: AWS CodeBuild user guide, "Build notifications input format reference". */
export function buildEnded(project: string, status: string, time: string): object {
  const build = arn('codebuild', `build/${project}:8745a7a9-c340-456a-9166-edf953571bEX`);
  return {
    'version': '0',
    'id': randomUUID(),
    'detail-type': 'CodeBuild Build State Change',
    'source': 'aws.codebuild',
    'account': ACCOUNT,
    'time': time,
    'region': REGION,
    'resources': [build],
    'detail': {
      'build-status': status,
      'project-name': project,
      'build-id': build,
      'additional-information': {
        'build-complete': true,
        'logs': { 'deep-link': `https://console.aws.amazon.com/cloudwatch/home?region=${REGION}#logEvent:group=/golden-images/golden;stream=${project}/1` },
      },
      'current-phase': 'COMPLETED',
      'version': '1',
    },
  };
}

/** What a script puts on the default bus, as EventBridge hands it to rules. */
export function imageEvent(detailType: string, detail: object, time: string, source = 'cdktf-golden-image'): object {
  return { 'version': '0', 'id': randomUUID(), 'detail-type': detailType, source, 'account': ACCOUNT, time, 'region': REGION, 'resources': [], detail };
}
