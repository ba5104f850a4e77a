import { randomUUID } from 'node:crypto';

import { matches } from '../../support/eventbridge-pattern';
import { transform } from '../../support/eventbridge-transform';
import { isAllowed, isTrusted } from '../../support/iam';
import { aws, readRole } from './aws';
import { requirePublishable } from './sns';
import type { EcrPush, World } from './world';

export interface StartBuild {
  readonly projectName: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

export interface Rule {
  readonly Name: string;
  readonly Arn: string;
  readonly State: string;
  readonly EventPattern?: string;
}

export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly Input?: string;
  readonly InputTransformer?: { readonly InputPathsMap?: Record<string, string>; readonly InputTemplate: string };
}

/** What an event leads to. */
export interface Delivered {
  /** The builds that would start. */
  readonly builds: readonly StartBuild[];
  /** What would be published, by the topic's name. */
  readonly messages: readonly { readonly topic: string; readonly text: string }[];
}

/** Gives a push to the applied rules, as ECR and EventBridge would; answers with the builds that would start. */
export async function deliver(world: World, push: EcrPush): Promise<StartBuild[]> {
  return [...(await deliverEvent(world, ecrImageAction(world, push))).builds];
}

/** Gives any event to the applied rules of the default bus. What a target cannot be given, for want of a right, is an error. */
export async function deliverEvent(world: World, event: object): Promise<Delivered> {
  const { Rules } = await aws<{ Rules: Rule[] }>(world, 'events', 'list-rules');
  const matching = Rules.filter(({ State, EventPattern }) =>
    State === 'ENABLED' && EventPattern !== undefined && matches(JSON.parse(EventPattern) as object, event));
  const targets = (await Promise.all(matching.map(async (rule) => {
    const { Targets } = await aws<{ Targets: Target[] }>(world, 'events', 'list-targets-by-rule', '--rule', rule.Name);
    return Targets.map((target) => ({ rule, target }));
  }))).flat();
  const of = (service: string): typeof targets => targets.filter(({ target }) => target.Arn.startsWith(`arn:aws:${service}:`));
  return {
    builds: await Promise.all(of('codebuild').map(async ({ rule, target }) => {
      await requireInvocable(world, rule, target);
      return startBuild(target, event);
    })),
    messages: await Promise.all(of('sns').map(async ({ rule, target }) => {
      await requirePublishable(world, rule, target);
      return { topic: target.Arn.split(':').pop()!, text: JSON.stringify(inputOf(target, event)) };
    })),
  };
}

/** The documented event; ECR leaves out the tag of an untagged push. */
function ecrImageAction(world: World, push: EcrPush): object {
  return {
    'version': '0',
    'id': randomUUID(),
    'detail-type': 'ECR Image Action',
    'source': 'aws.ecr',
    'account': world.account,
    'time': push.time,
    'region': world.region,
    'resources': [],
    'detail': {
      'result': 'SUCCESS',
      'repository-name': push.repository,
      'image-digest': push.digest,
      'action-type': 'PUSH',
      ...(push.tag === undefined ? {} : { 'image-tag': push.tag }),
      'manifest-media-type': 'application/vnd.docker.distribution.manifest.v2+json',
      'artifact-media-type': 'application/vnd.docker.container.image.v1+json',
    },
  };
}

/** A target whose role EventBridge cannot use fails without a trace but a metric; a test is to see it. */
async function requireInvocable(world: World, rule: Rule, target: Target): Promise<void> {
  if (target.RoleArn === undefined) throw new Error(`rule ${rule.Name}: target ${target.Id} has no role`);
  const role = await readRole(world, target.RoleArn);
  if (!isTrusted(role.trust, 'events.amazonaws.com', { 'aws:SourceArn': rule.Arn, 'aws:SourceAccount': world.account })) {
    throw new Error(`rule ${rule.Name}: ${role.arn} does not trust it`);
  }
  if (!isAllowed(role.policies, { action: 'codebuild:StartBuild', resource: target.Arn })) {
    throw new Error(`rule ${rule.Name}: ${role.arn} may not start ${target.Arn}`);
  }
}

function startBuild(target: Target, event: object): StartBuild {
  const projectName = target.Arn.split('/').pop()!;
  const input = inputOf(target, event) as { environmentVariablesOverride?: StartBuild['environment'] };
  return { projectName, environment: input.environmentVariablesOverride ?? [] };
}

/** Without an input of its own a target gets the event, which holds nothing that StartBuild takes. */
function inputOf({ Input, InputTransformer }: Target, event: object): unknown {
  if (InputTransformer !== undefined) {
    return transform({ inputPathsMap: InputTransformer.InputPathsMap ?? {}, inputTemplate: InputTransformer.InputTemplate }, event);
  }
  return Input === undefined ? event : JSON.parse(Input);
}
