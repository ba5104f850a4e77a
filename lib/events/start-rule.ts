import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { Construct } from 'constructs';

import { BuildStart } from '../pipeline/build-pipeline';
import { TriggerRule, triggerRuleName } from '../pipeline/trigger-rule';

/** Whose builds are started, and how. */
interface StartedImage {
  readonly namespace: string;
  readonly imageName: string;
  readonly starts: Pick<BuildStart, 'builds' | 'ruleRoleArn'>;
}

/** The declaration's own parameter: made or changed by an apply. */
export function declarationTrigger(scope: Construct, image: StartedImage, parameterName: string): Construct {
  return startRule(new Construct(scope, 'DeclarationChanged'), image, {
    trigger: TriggerRule.DECLARATION,
    description: `Builds image ${image.imageName} when its declaration has changed`,
    detail: { name: [parameterName], operation: ['Create', 'Update'] },
    // No refresh: what has not changed comes from the cache.
    inputPaths: {},
    environment: { TRIGGER: 'declaration' },
  });
}

/** A parent's channel is made without a release: only its updates tell of one. */
export function parentTrigger(scope: Construct, image: StartedImage, channels: readonly string[]): Construct {
  return startRule(new Construct(scope, 'ParentReleased'), image, {
    trigger: TriggerRule.PARENT,
    description: `Builds golden image ${image.imageName} when what it is built on was released`,
    detail: { name: channels, operation: ['Update'] },
    inputPaths: { time: '$.time' },
    environment: { TRIGGER: 'parent', REFRESH_EPOCH: '<time>' },
  });
}

interface Start {
  readonly trigger: TriggerRule;
  readonly description: string;
  readonly detail: object;
  readonly inputPaths: { [name: string]: string };
  readonly environment: { readonly [name: string]: string };
}

/**
 * One rule, and a target for each platform, all of which get the one event.
 *
 * Source of the event: AWS Systems Manager user guide, "Amazon EventBridge event examples for Systems Manager". It is
 * sent at best effort; the daily check finds what was not told.
 */
function startRule(scope: Construct, { namespace, imageName, starts }: StartedImage, { trigger, description, detail, inputPaths, environment }: Start): Construct {
  const rule = new CloudwatchEventRule(scope, 'Rule', {
    name: triggerRuleName(namespace, imageName, trigger),
    description,
    eventPattern: JSON.stringify({ source: ['aws.ssm'], 'detail-type': ['Parameter Store Change'], detail }),
  });
  const input = { environmentVariablesOverride: Object.entries(environment).map(([name, value]) => ({ name, value, type: 'PLAINTEXT' })) };
  for (const { id, projectArn } of starts.builds) {
    new CloudwatchEventTarget(scope, id, {
      rule: rule.name,
      arn: projectArn,
      roleArn: starts.ruleRoleArn,
      ...(Object.keys(inputPaths).length === 0
        ? { input: JSON.stringify(input) }
        : { inputTransformer: { inputPaths, inputTemplate: JSON.stringify(input) } }),
      // A build of the image may be running, or as many as the account may run at once: CodeBuild then refuses the start,
      // and EventBridge tries again, later and later, as often as it does at most.
      retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
    });
  }
  return scope;
}
