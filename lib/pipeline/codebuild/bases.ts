import { Fn, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';

import { EcrPull } from '../../base-image/ecr-pull';
import { BuildPlan } from '../../build/build-plan';
import { GoldenImageError } from '../../core/error';
import { PULL_ACTIONS } from '../../registry/access/pull-actions';
import { AwsEnvironment } from '../../registry/aws-environment';
import { differentRegions } from '../literal-region';
import { AllowStatement } from './iam';

/** Source: Amazon ECR user guide, "IAM permissions required to pull from an upstream registry with ECR pull through cache". */
const CACHE_ACTIONS = ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'];

/** A build in CodeBuild cannot ask Terraform what the newest release is. */
export function refuseParentsWithoutChannel({ bases }: BuildPlan, where: string): void {
  const parent = bases.find((base) => base.parent !== undefined && base.channelParameterName === undefined)?.parent;
  if (parent === undefined) return;
  throw new GoldenImageError('ParentWithoutChannel', {
    where,
    problem: 'the newest release of this golden image is written down in no SSM parameter',
    given: parent.imageName,
    expected: 'a parent whose pipeline keeps a channel, such as CodeBuildPipeline, or a reference to a channel',
    remedy: 'build parent and child with the same pipeline; look up an image of another app by GoldenImageReference.fromChannel',
  });
}

/**
 * The parent's channel is read, and its change is an event, where the child is built. What is known of it is the literal regions of
 * two stacks of the app; those of one account may say who they are in different ways.
 */
export function refuseParentsElsewhere({ bases }: BuildPlan, image: IConstruct): void {
  const own = TerraformStack.of(image);
  for (const parent of bases.map((base): unknown => base.parent).filter(Construct.isConstruct)) {
    const stack = parent.node.scopes.find((scope): scope is TerraformStack => TerraformStack.isStack(scope));
    const regions = stack && differentRegions(own, stack);
    if (regions === undefined) continue;
    const [here, there] = regions;
    throw new GoldenImageError('ParentElsewhere', {
      where: image.node.path,
      problem: 'what a golden image is built on lies in its account and region',
      given: `${parent.node.path} in ${there}`,
      expected: `a parent in ${here}`,
      remedy: 'build the image where its parent is; or replicate the parent, and build on the replica with BaseImage.fromPrivateRegistry',
    });
  }
}

/** What both scripts are told of the images that are looked up, and of those that are pinned. */
export function basesEnvironment({ bases, pins }: BuildPlan): { readonly [name: string]: string } {
  const items = bases.map(({ argument, name, repositoryUri, channelParameterName, tag, digest }) => ({
    argument,
    ...(name !== undefined && { name }),
    repository: repositoryUri,
    ...(channelParameterName !== undefined && { channel: channelParameterName }),
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  }));
  const pinned = pins.map(({ argument, repositoryUri, tag, digest }) => ({ argument, repository: repositoryUri, tag, digest }));
  return {
    ...(items.length > 0 && { BASES: JSON.stringify(items) }),
    ...(pinned.length > 0 && { PINS: JSON.stringify(pinned) }),
  };
}

/** What build.sh is told of the registries that it logs in to. */
export function pullEnvironment({ ecrPulls }: BuildPlan): { readonly [name: string]: string } {
  return ecrPulls.length === 0 ? {} : { PULL_REGISTRIES: [...new Set(ecrPulls.map((pull) => split(pull)[0]))].join(' ') };
}

/** The rights to pull what the image and its stages are built on, and no other repository. */
export function pullStatements({ bases, ecrPulls }: BuildPlan, aws: AwsEnvironment): AllowStatement[] {
  const parents = bases.flatMap(({ parent }) => parent ?? []);
  const channels = bases.flatMap(({ channelParameterName }) => channelParameterName ?? []);
  const statements: AllowStatement[] = [
    { sid: 'PullParents', actions: PULL_ACTIONS, resources: parents.map(({ repositoryArn }) => repositoryArn) },
    {
      sid: 'ReadParentChannels',
      actions: ['ssm:GetParameter'],
      resources: channels.map((name) => aws.arn('ssm', `parameter${name}`)),
    },
    { sid: 'PullBases', actions: PULL_ACTIONS, resources: ecrPulls.map((pull) => arnOf(pull, aws)) },
    { sid: 'FillCaches', actions: CACHE_ACTIONS, resources: ecrPulls.filter(({ throughCache }) => throughCache).map((pull) => arnOf(pull, aws)) },
  ];
  return statements.filter(({ resources }) => resources.length > 0).map((statement) => ({ ...statement, resources: [...new Set(statement.resources)] }));
}

function arnOf(pull: EcrPull, aws: AwsEnvironment): string {
  const { account = aws.account, region = aws.region } = pull;
  return `arn:${aws.partition}:ecr:${region}:${account}:repository/${split(pull)[1]}`;
}

/** Host and name. Where Terraform alone knows both, Terraform tells them apart. */
function split({ repositoryUri }: EcrPull): [string, string] {
  const slash = repositoryUri.indexOf('/');
  if (slash >= 0) return [repositoryUri.slice(0, slash), repositoryUri.slice(slash + 1)];
  return [Fn.element(Fn.split('/', repositoryUri), 0) as string, Fn.replace(repositoryUri, '/^[^/]+[/]/', '')];
}
