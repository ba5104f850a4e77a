import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { Construct } from 'constructs';

import { GoldenImageError } from '../core/error';
import { Schedule } from '../core/schedule';
import { BuildStart } from '../pipeline/build-pipeline';

/**
 * Starts checks of one image on a schedule, in UTC: the build ends in its first step when nothing is to be done. One
 * schedule for each platform, of one expression, so that all of them are given the same time.
 */
export function rebuildSchedule(scope: Construct, namespace: string, imageName: string, schedule: Schedule, starts: BuildStart): void {
  const expression = schedule._expressionFor(`${namespace}/${imageName}`);
  refuseUnaligned(expression, starts, scope);
  for (const { id, projectName } of starts.builds) {
    new SchedulerSchedule(scope, id, {
      // "_" keeps the name apart from that of an image that is called so.
      name: `${imageName}_${id.toLowerCase()}`,
      groupName: starts.scheduleGroupName,
      description: `Checks golden image ${imageName}, and refreshes it when it is due`,
      scheduleExpression: expression,
      scheduleExpressionTimezone: 'UTC',
      // The scheduled time is what the builds of one check agree on; images are spread by their expressions.
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: starts.scheduleTargetArn,
        roleArn: starts.scheduleRoleArn,
        // A universal target takes the API's parameters in upper camel case.
        input: JSON.stringify({
          ProjectName: projectName,
          EnvironmentVariablesOverride: [
            { Name: 'TRIGGER', Value: 'schedule', Type: 'PLAINTEXT' },
            { Name: 'REFRESH_EPOCH', Value: '<aws.scheduler.scheduled-time>', Type: 'PLAINTEXT' },
          ],
        }),
        retryPolicy: { maximumEventAgeInSeconds: 21_600, maximumRetryAttempts: 185 },
      },
    });
  }
}

/** A rate counts from the moment at which its schedule was made (EventBridge Scheduler user guide, "Rate-based schedules"). */
function refuseUnaligned(expression: string, { builds }: BuildStart, scope: Construct): void {
  if (builds.length < 2 || !expression.startsWith('rate(')) return;
  throw new GoldenImageError('UnalignedSchedule', {
    where: scope.node.path,
    problem: 'a rate counts from the moment at which each schedule is made, so the builds of the platforms would not start together',
    given: expression,
    expected: 'a schedule by the clock, where an image is built for several platforms',
    remedy: 'use Schedule.daily or Schedule.cron',
  });
}
