import { BaseImage } from '../../lib/base-image/base-image';
import { ImageVariant } from '../../lib/core/image-variant';
import { RateUnit, Schedule } from '../../lib/core/schedule';
import { BuildStage } from '../../lib/image/build-stage';
import { BuildPipelineBinding, IBuildPipeline } from '../../lib/pipeline/build-pipeline';
import { ecrBinding, ecrStorage } from '../../lib/pipeline/ecr-storage';
import { errorOf } from '../support/errors';
import { matches } from '../support/eventbridge-pattern';
import { transform } from '../support/eventbridge-transform';
import { parameterChange } from '../support/parameter-change';
import { parentWith } from '../support/parent';
import { Block, debianIn, newStack, Synthesized, synthesize, synthesizeDebian } from '../support/stack';

const TIME = '2026-12-01T04:05:06Z';

/** A pipeline with two projects. */
const TWO_PLATFORMS: IBuildPipeline = {
  namespace: 'golden',
  bind: (scope, options): BuildPipelineBinding => ({
    ...ecrBinding(ecrStorage(scope, 'golden', { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' }, options)),
    contextPath: 'x',
    starts: {
      builds: ['Amd64', 'Arm64'].map((id) => ({ id, projectArn: `arn:${id}`, projectName: `project-${id}` })),
      scheduleTargetArn: 'arn:start',
      scheduleRoleArn: 'arn:schedule',
      scheduleGroupName: 'group',
      ruleRoleArn: 'arn:rule',
    },
  }),
};

/** A parent, a child with a base and a stage on it, a child with stages on its variants alone, and a grandchild. */
function family(): Synthesized {
  const stack = newStack();
  const debian = debianIn(stack, { variants: [{ variant: ImageVariant.DEV }, { variant: ImageVariant.DEBUG }] });
  const on = (variant: ImageVariant): BuildStage => BuildStage.of(`on-${variant}`, { base: BaseImage.fromGoldenImage(debian, { variant }) });
  const node = debianIn(stack, {
    name: 'node',
    base: BaseImage.fromGoldenImage(debian),
    stages: [on(ImageVariant.DEV)],
  }, 'Node');
  debianIn(stack, { name: 'built', stages: [on(ImageVariant.DEV), on(ImageVariant.DEBUG)] }, 'Built');
  debianIn(stack, { name: 'app', base: BaseImage.fromGoldenImage(node) }, 'App');
  return synthesize(stack);
}

const synthesized = family();

/** What an image's builds are started with by the change of a parameter. */
function startedBy(parameter: string, operation = 'Update'): Record<string, Record<string, string>> {
  const event = parameterChange(parameter, operation, TIME);
  const rules = Object.entries(synthesized.resources('aws_cloudwatch_event_rule')).filter(([, rule]) => matches(JSON.parse(rule.event_pattern), event));
  return Object.fromEntries(rules.map(([path]) => {
    const target = synthesized.resource('aws_cloudwatch_event_target', path.replace(/Rule$/, 'Amd64'));
    const { input_paths: inputPathsMap, input_template: inputTemplate } = target.input_transformer ?? {};
    const input = (target.input === undefined ? transform({ inputPathsMap, inputTemplate }, event) : JSON.parse(target.input)) as { environmentVariablesOverride: Block[] };
    return [path.split('/')[0]!, Object.fromEntries(input.environmentVariablesOverride.map(({ name, value }) => [name, value]))];
  }));
}

describe('a change of the declaration', () => {
  test.each(['Create', 'Update'])('starts the image that is declared and no other: %s', (operation) => {
    expect(startedBy('/golden/node/declaration', operation)).toEqual({ Node: { TRIGGER: 'declaration' } });
  });

  test('is no change when the parameter is deleted', () => {
    expect(startedBy('/golden/node/declaration', 'Delete')).toEqual({});
  });

  test('is the hash of the context, written when the project and its rule are there', () => {
    const stack = newStack();
    const image = debianIn(stack);
    const parameter = synthesize(stack).resource('aws_ssm_parameter', 'Debian/Declaration/Resource');
    expect(parameter).toMatchObject({ name: '/golden/debian/declaration', insecure_value: image.plan.declarationHash, type: 'String' });
    const dependencies = parameter.depends_on.join();
    // Terraform takes addresses here and no expressions.
    expect(dependencies).not.toContain('$');
    for (const type of ['aws_codebuild_project.Debian_Build', 'aws_iam_role_policy.Debian_Build', 'aws_s3_object.Debian_Build_Context', 'aws_cloudwatch_event_rule.Debian_DeclarationChanged', 'aws_cloudwatch_event_target.Debian_DeclarationChanged']) {
      expect(dependencies).toContain(type);
    }
  });
});

describe('a release', () => {
  test('starts the children of the channel that moved, at the time of the move, and not the image itself', () => {
    expect(startedBy('/golden/debian/channels/stable')).toEqual({ Node: { TRIGGER: 'parent', REFRESH_EPOCH: TIME } });
    expect(startedBy('/golden/node/channels/stable')).toEqual({ App: { TRIGGER: 'parent', REFRESH_EPOCH: TIME } });
    expect(startedBy('/golden/app/channels/stable')).toEqual({});
  });

  test('starts an image once that is built on several of its variants: with the image itself, or else with the first of them', () => {
    expect(startedBy('/golden/debian/channels/stable-dev')).toEqual({ Built: { TRIGGER: 'parent', REFRESH_EPOCH: TIME } });
    expect(startedBy('/golden/debian/channels/stable-debug')).toEqual({});
  });

  test('is not that Terraform makes the channel', () => {
    expect(startedBy('/golden/debian/channels/stable', 'Create')).toEqual({});
  });

  test('of what is built on nothing golden is listened to by no rule', () => {
    expect(Object.keys(synthesized.resources('aws_cloudwatch_event_rule')).filter((path) => path.includes('ParentReleased'))).toEqual(['App/ParentReleased/Rule', 'Built/ParentReleased/Rule', 'Node/ParentReleased/Rule']);
  });

  test('is tried for a day when CodeBuild refuses builds', () => {
    for (const trigger of ['DeclarationChanged', 'ParentReleased']) {
      expect(synthesized.resource('aws_cloudwatch_event_target', `Node/${trigger}/Amd64`).retry_policy).toEqual({ maximum_event_age_in_seconds: 86_400, maximum_retry_attempts: 185 });
    }
  });
});

describe('a schedule', () => {
  const schedule = (one: Synthesized): Block => one.resource('aws_scheduler_schedule', 'Debian/Schedule/Amd64');

  test('checks every day, at a minute of the image, for the time that was scheduled', () => {
    const daily = schedule(synthesizeDebian());
    expect(daily).toMatchObject({ name: 'debian_amd64', schedule_expression: 'cron(5 3 * * ? *)', schedule_expression_timezone: 'UTC', flexible_time_window: { mode: 'OFF' } });
    expect(daily.target.arn).toMatch(/:scheduler:::aws-sdk:codebuild:startBuild$/);
    expect(JSON.parse(daily.target.input)).toEqual({
      ProjectName: expect.stringContaining('aws_codebuild_project.Debian_Build'),
      EnvironmentVariablesOverride: [
        { Name: 'TRIGGER', Value: 'schedule', Type: 'PLAINTEXT' },
        { Name: 'REFRESH_EPOCH', Value: '<aws.scheduler.scheduled-time>', Type: 'PLAINTEXT' },
      ],
    });
  });

  test.each([
    [Schedule.rate(1, RateUnit.DAYS), 'rate(1 day)'],
    [Schedule.cron('0 3 ? * MON *'), 'cron(0 3 ? * MON *)'],
  ])('stays as it is written: %#', (rebuildSchedule, expression) => {
    expect(schedule(synthesizeDebian({ rebuildSchedule })).schedule_expression).toBe(expression);
  });
});

describe('an image of several platforms', () => {
  const several = (): Synthesized => {
    const stack = newStack();
    debianIn(stack, { pipeline: TWO_PLATFORMS });
    return synthesize(stack);
  };

  test('is checked by a schedule for each, all of one time', () => {
    const schedules = Object.values(several().resources('aws_scheduler_schedule'));
    expect(schedules.map(({ name }) => name)).toEqual(['debian_amd64', 'debian_arm64']);
    expect(new Set(schedules.map(({ schedule_expression }) => schedule_expression)).size).toBe(1);
    expect(schedules.map(({ target }) => JSON.parse(target.input).ProjectName)).toEqual(['project-Amd64', 'project-Arm64']);
  });

  test('is started by one event for all of them', () => {
    const one = several();
    const rule = expect.stringContaining('aws_cloudwatch_event_rule.Debian_DeclarationChanged');
    expect(Object.values(one.resources('aws_cloudwatch_event_target'))).toEqual([
      expect.objectContaining({ rule, arn: 'arn:Amd64', role_arn: 'arn:rule' }),
      expect.objectContaining({ rule, arn: 'arn:Arm64', role_arn: 'arn:rule' }),
    ]);
  });

  test('takes no rate, which starts each platform at a time of its own', () => {
    expect(() => debianIn(newStack(), { pipeline: TWO_PLATFORMS, rebuildSchedule: Schedule.rate(1, RateUnit.DAYS) })).toThrow('[UnalignedSchedule] stack/Debian/Schedule: a rate counts');
    expect(() => debianIn(newStack(), { pipeline: TWO_PLATFORMS, rebuildSchedule: Schedule.cron('0 3 ? * MON *') })).not.toThrow();
  });
});

describe('images that are built on each other', () => {
  /** A golden image that is known by its name alone, as one of another stack would be. */
  const named = (name: string): BaseImage => {
    const channelParameterName = `/golden/${name}/channels/stable`;
    const parent = parentWith({ channelParameterName });
    return BaseImage.fromGoldenImage({ ...parent, imageName: name, channelParameterName });
  };

  test('are an error that names all of them', () => {
    const stack = newStack();
    const a = debianIn(stack, { name: 'a', base: named('c') }, 'A');
    const b = debianIn(stack, { name: 'b', base: BaseImage.fromGoldenImage(a) }, 'B');
    expect(errorOf(() => debianIn(stack, { name: 'c', base: BaseImage.fromGoldenImage(b) }, 'C'))).toMatchObject({
      code: 'ParentCycle',
      where: 'stack/C',
      message: expect.stringContaining('"golden/c on golden/b on golden/a on golden/c"'),
    });
  });

  test('by a stage alone are one too', () => {
    const stack = newStack();
    const a = debianIn(stack, { name: 'a', stages: [BuildStage.of('build', { base: named('b') })] }, 'A');
    expect(() => debianIn(stack, { name: 'b', base: BaseImage.fromGoldenImage(a) }, 'B')).toThrow('"golden/b on golden/a on golden/b"');
  });

  test('include one that is built on itself', () => {
    expect(() => debianIn(newStack(), { name: 'a', base: named('a') })).toThrow('"golden/a on golden/a"');
    expect(() => debianIn(newStack(), { name: 'a', base: named('a'), channel: 'next' })).not.toThrow();
  });

  test('are found in other stacks of the account and region', () => {
    const stack = newStack();
    const other = newStack('other', stack);
    debianIn(stack, { name: 'a', base: named('b') }, 'A');
    expect(() => debianIn(other, { name: 'b', base: named('a') }, 'B')).toThrow('[ParentCycle] other/B');
  });

  test('are none in other regions, or where the way does not lead back', () => {
    const stack = newStack();
    const abroad = newStack('abroad', stack, 'us-east-1');
    debianIn(stack, { name: 'a', base: named('b') }, 'A');
    expect(() => debianIn(abroad, { name: 'b', base: named('a') }, 'B')).not.toThrow();
    expect(() => debianIn(stack, { name: 'c', base: named('a'), stages: [BuildStage.of('build', { base: named('b') })] }, 'C')).not.toThrow();
  });
});
