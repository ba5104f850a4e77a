import { randomUUID } from 'node:crypto';

import { isAllowed, isTrusted } from '../../support/iam';
import { aws, readRole } from './aws';
import type { StartBuild } from './eventbridge';
import type { World } from './world';

export interface ScheduledInput {
  readonly schedule: string;
  readonly expression: string;
  readonly targetArn: string;
  /** What the target is given, the context attributes filled in. */
  readonly input: string;
}

interface Schedule {
  readonly Arn: string;
  readonly Name: string;
  readonly GroupName: string;
  readonly ScheduleExpression: string;
  readonly State: string;
  readonly Target: { readonly Arn: string; readonly RoleArn: string; readonly Input?: string };
}

const START_BUILD = 'arn:aws:scheduler:::aws-sdk:codebuild:startBuild';

/** What the applied schedules that are on would give their targets at a time (`2026-01-31T03:00:00Z`). */
export async function scheduledInputs(world: World, scheduledTime: string, groupName?: string): Promise<ScheduledInput[]> {
  const inGroup = groupName === undefined ? [] : ['--group-name', groupName];
  const { Schedules } = await aws<{ Schedules: Schedule[] }>(world, 'scheduler', 'list-schedules', ...inGroup);
  return Promise.all(Schedules.filter(({ State }) => State === 'ENABLED').map(async ({ Name, GroupName }) => {
    const schedule = await aws<Schedule>(world, 'scheduler', 'get-schedule', '--name', Name, '--group-name', GroupName);
    const input = withContext(schedule.Target.Input ?? '', schedule, scheduledTime);
    await requireInvocable(world, schedule, input);
    return { schedule: Name, expression: schedule.ScheduleExpression, targetArn: schedule.Target.Arn, input };
  }));
}

/** The build that a scheduled input starts, by the universal target or by CodeBuild's own. */
export function scheduledBuild({ targetArn, input }: Pick<ScheduledInput, 'targetArn' | 'input'>): StartBuild {
  const request = (input === '' ? {} : JSON.parse(input)) as {
    ProjectName?: string;
    EnvironmentVariablesOverride?: { Name: string; Value: string }[];
  };
  const projectName = targetArn === START_BUILD ? request.ProjectName : /:project\/(.+)$/.exec(targetArn)?.[1];
  if (projectName === undefined) throw new Error(`${targetArn} starts no build`);
  const environment = (request.EnvironmentVariablesOverride ?? []).map(({ Name, Value }) => ({ name: Name, value: Value }));
  return { projectName, environment };
}

function withContext(input: string, schedule: Schedule, scheduledTime: string): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.Arn)
    .replaceAll('<aws.scheduler.scheduled-time>', scheduledTime)
    .replaceAll('<aws.scheduler.execution-id>', randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');
}

/** Scheduler presents itself to the role as the schedule's group, never as the schedule. */
async function requireInvocable(world: World, schedule: Schedule, input: string): Promise<void> {
  const group = `arn:aws:scheduler:${world.region}:${world.account}:schedule-group/${schedule.GroupName}`;
  const role = await readRole(world, schedule.Target.RoleArn);
  if (!isTrusted(role.trust, 'scheduler.amazonaws.com', { 'aws:SourceArn': group, 'aws:SourceAccount': world.account })) {
    throw new Error(`schedule ${schedule.Name}: ${role.arn} does not trust its group ${group}`);
  }
  const { projectName } = scheduledBuild({ targetArn: schedule.Target.Arn, input });
  const project = `arn:aws:codebuild:${world.region}:${world.account}:project/${projectName}`;
  if (!isAllowed(role.policies, { action: 'codebuild:StartBuild', resource: project })) {
    throw new Error(`schedule ${schedule.Name}: ${role.arn} may not start ${project}`);
  }
}
