import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { Construct } from 'constructs';

import { Schedule } from '../core/schedule';
import { BuildStart } from '../pipeline/build-pipeline';

/** Starts refreshes of one image on a schedule, in UTC, so that patches arrive without anyone asking for them. */
export function rebuildSchedule(scope: Construct, name: string, schedule: Schedule, start: BuildStart): void {
  new SchedulerSchedule(scope, 'Schedule', {
    name,
    groupName: start.scheduleGroupName,
    description: `Refreshes golden image ${name}`,
    scheduleExpression: schedule.expression,
    scheduleExpressionTimezone: 'UTC',
    // Images of a factory need not start in the same minute.
    flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 15 },
    target: {
      arn: start.targetArn,
      roleArn: start.roleArn,
      input: start.input,
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
    },
  });
}
