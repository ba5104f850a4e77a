import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImageNotifications } from '../../lib/events/golden-image-notifications';
import { NotificationKind } from '../../lib/events/notification-kind';
import { GoldenImage } from '../../lib/golden-image';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { buildEnded, imageEvent } from '../support/codebuild-event';
import { parameterChange } from '../support/parameter-change';
import { aws } from './engines/aws';
import { deliverEvent, type StartBuild } from './engines/eventbridge';
import { scheduledBuild, scheduledInputs } from './engines/scheduler';
import { startWorld, type World } from './engines/world';
import { AppliedStack } from './factory';

const TIME = '2026-12-01T04:05:06Z';
const DECLARATION = '/golden/debian/declaration';

let world: World;
let stack: AppliedStack;

/** A parent, a child on top of it, and a topic that is told of everything. */
function family(packages: string[] = []): (app: App) => TerraformStack {
  return (app) => {
    const made = new TerraformStack(app, 'triggers');
    new AwsProvider(made, 'Aws', { region: world.region });
    const pipeline = new CodeBuildPipeline(made, 'Factory');
    new GoldenImageNotifications(made, 'Notifications', { pipeline, kinds: Object.values(NotificationKind) });
    const common = { version: '1.0.0', owner: 'platform-team', rationale: 'to be started', pipeline };
    const base = BaseImage.debian('12-slim', { digest: world.upstream.digest });
    const debian = new GoldenImage(made, 'Debian', { ...common, name: 'debian', base, packages });
    new GoldenImage(made, 'Child', { ...common, name: 'child', base: BaseImage.fromGoldenImage(debian) });
    return made;
  };
}

/** The builds that a change of a parameter starts, with what they are told. */
async function startedBy(parameter: string, operation: string): Promise<Record<string, Record<string, string>>> {
  const { builds, messages } = await deliverEvent(world, parameterChange(parameter, operation, TIME));
  expect(messages).toEqual([]);
  return Object.fromEntries(builds.map(({ projectName, environment }: StartBuild) => [projectName, Object.fromEntries(environment.map(({ name, value }) => [name, value]))]));
}

/** A parameter as it was applied. */
async function parameter(name: string): Promise<{ Value: string; Version: number }> {
  return (await aws<{ Parameter: { Value: string; Version: number } }>(world, 'ssm', 'get-parameter', '--name', name)).Parameter;
}

/** What an event is told as. */
async function told(event: object): Promise<Record<string, unknown>> {
  const { builds, messages } = await deliverEvent(world, event);
  expect(builds).toEqual([]);
  expect(messages.map(({ topic }) => topic)).toEqual(['golden-image-notifications']);
  return JSON.parse(messages[0]!.text) as Record<string, unknown>;
}

beforeAll(async () => {
  world = await startWorld();
  stack = new AppliedStack(world, 'triggers');
  await stack.apply(family());
});
afterAll(() => world?.stop());

describe('a parent and a child', () => {
  test('are planned without a difference once they are applied', async () => {
    expect(await stack.terraform.plan()).toMatchObject({ changes: false });
  });

  test('are checked once a day, each at a minute of its own, for the time that was scheduled', async () => {
    const inputs = await scheduledInputs(world, TIME, 'golden-images');
    expect(inputs.map(({ schedule }) => schedule).sort()).toEqual(['child_amd64', 'debian_amd64']);
    expect(new Set(inputs.map(({ expression }) => expression)).size).toBe(2);
    const [{ environment }] = inputs.map(scheduledBuild) as [StartBuild];
    expect(environment).toEqual([{ name: 'TRIGGER', value: 'schedule' }, { name: 'REFRESH_EPOCH', value: TIME }]);
  });

  test('of which the parent is applied with a change start the build of the parent alone', async () => {
    const [before, child] = await Promise.all([parameter(DECLARATION), parameter('/golden/child/declaration')]);
    await stack.apply(family(['tzdata']));
    const after = await parameter(DECLARATION);
    expect(after.Value).not.toBe(before.Value);
    expect(after.Version).toBe(before.Version + 1);
    expect(await parameter('/golden/child/declaration')).toMatchObject({ Version: child.Version });
    expect(await startedBy(DECLARATION, 'Update')).toEqual({ 'golden-debian-build': { TRIGGER: 'declaration' } });
    expect(await stack.terraform.plan()).toMatchObject({ changes: false });
  });

  test('start the build of the child when the parent was released, and not that of the parent', async () => {
    expect(await startedBy('/golden/debian/channels/stable', 'Update')).toEqual({ 'golden-child-build': { TRIGGER: 'parent', REFRESH_EPOCH: TIME } });
  });

  test('start nothing when the child was released', async () => {
    expect(await startedBy('/golden/child/channels/stable', 'Update')).toEqual({});
  });
});

describe('people are told', () => {
  test('of a build that failed: which one, where its log is and how to start it again', async () => {
    const message = await told(buildEnded('golden-debian-build', 'FAILED', TIME));
    expect(message).toMatchObject({ title: 'Build golden-debian-build: FAILED', log: expect.stringContaining('stream=golden-debian-build/1') });
    expect(message.message).toMatch(/aws codebuild retry-build --id \S*golden-debian-build:/);
  });

  test('of a refused candidate: in the words of the release, with its findings', async () => {
    const detail = { namespace: 'golden', image: 'debian', version: '1.0.0', message: 'The gate refused it:\n"CVE-2026-1" is HIGH.', findings: [{ name: 'CVE-2026-1' }] };
    expect(await told(imageEvent('Golden Image Refused', detail, TIME))).toEqual({ title: 'Golden image debian 1.0.0: a candidate was refused', message: detail.message, detail, time: TIME });
  });

  test('of nothing that another factory does', async () => {
    expect(await deliverEvent(world, buildEnded('other-debian-build', 'FAILED', TIME))).toEqual({ builds: [], messages: [] });
  });

  test('of nothing any more when the key no longer lets EventBridge encrypt, which the test world says', async () => {
    const { Attributes } = await aws<{ Attributes: { KmsMasterKeyId: string; TopicArn: string } }>(
      world, 'sns', 'get-topic-attributes', '--topic-arn', `arn:aws:sns:${world.region}:${world.account}:golden-image-notifications`);
    const key = ['--key-id', Attributes.KmsMasterKeyId, '--policy-name', 'default'];
    const { Policy } = await aws<{ Policy: string }>(world, 'kms', 'get-key-policy', ...key);
    await aws(world, 'kms', 'put-key-policy', ...key, '--policy', JSON.stringify({ Version: '2012-10-17', Statement: [] }));
    await expect(deliverEvent(world, buildEnded('golden-debian-build', 'FAILED', TIME))).rejects.toThrow(/the key of .* does not allow kms:GenerateDataKey/);
    await aws(world, 'kms', 'put-key-policy', ...key, '--policy', Policy);
    expect((await deliverEvent(world, buildEnded('golden-debian-build', 'FAILED', TIME))).messages).toHaveLength(1);
  });
});
