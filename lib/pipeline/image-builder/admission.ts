import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { Construct } from 'constructs';

import { buildspec } from '../../build/script-files';
import { ImagePlatform } from '../../core/platform';
import { PULL_ACTIONS } from '../../registry/access/pull-actions';
import { CodeBuildJob } from '../codebuild/codebuild-job';
import { Factory, SCRIPTS_PREFIX } from '../codebuild/factory';
import { SourceObject } from '../codebuild/source-object';
import { startRole } from '../codebuild/start-role';
import { EcrBindOptions } from '../ecr-storage';
import { ImageBuilderFactory } from './image-builder-factory';

/** Name of the rule that starts the admissions of an image; the factory's role trusts them by it. */
function imageBuiltRuleName(namespace: string, imageName: string): string {
  return `${namespace}-${imageName}-image-built`;
}

/** ARN of the role with which rules start the admissions of a factory. */
export function admitRole(scope: Construct, { namespace, aws }: Factory): string {
  return startRole(scope, namespace, aws, { kind: 'start', job: 'admit', service: 'events.amazonaws.com', sourceArn: aws.arn('events', `rule/${imageBuiltRuleName(namespace, '*')}`) });
}

/**
 * Admits what Image Builder built: tests it from outside and gives it a candidate's tag. Privileged, because it runs the
 * Docker engine for the tests; it can push no layer, and release nothing. Returns where the files are written.
 */
export function admission(scope: Construct, factory: ImageBuilderFactory, name: string, { plan, candidates }: EcrBindOptions, documents: { readonly [path: string]: string }): string {
  const { aws, bucket, scripts } = factory;
  const test = factory.tools.containerStructureTest(ImagePlatform.LINUX_AMD64);
  const { imageName } = plan;
  const contextPrefix = `contexts/${imageName}`;
  const job = new Construct(scope, 'Admission');
  const context = new SourceObject(job, 'Context', {
    bucket,
    folder: imageName,
    keyPrefix: contextPrefix,
    files: plan.contextFiles,
    companions: { 'buildspecs/admit.yml': buildspec('admit'), 'buildspecs/release.yml': buildspec('release'), ...documents },
  });
  const project = new CodeBuildJob(job, 'Project', {
    factory,
    imageName,
    job: 'admit',
    description: `Tests and admits candidates of golden image ${imageName} that Image Builder built`,
    source: context,
    secondarySource: scripts,
    readable: [contextPrefix, SCRIPTS_PREFIX],
    privileged: true,
    timeoutMinutes: 60,
    environment: {
      RECIPE_NAME: name,
      IMAGE_VERSION: plan.imageVersion,
      DECLARATION_HASH: plan.declarationHash,
      CANDIDATE_REPOSITORY: candidates.repositoryUri,
      CONTAINER_STRUCTURE_TEST_URL: test.url,
      CONTAINER_STRUCTURE_TEST_SHA256: test.sha256,
      ...(plan.weakenings.length > 0 && { DECLARED_WEAKENINGS: plan.weakenings.join('; ') }),
    },
    statements: [
      { sid: 'ReadBuilt', actions: ['imagebuilder:GetImage'], resources: [aws.arn('imagebuilder', `image/${name}/*`)] },
      { sid: 'TagCandidates', actions: [...PULL_ACTIONS, 'ecr:DescribeImages', 'ecr:PutImage'], resources: [candidates.repositoryArn] },
    ],
  });
  const rule = new CloudwatchEventRule(job, 'ImageBuilt', {
    name: imageBuiltRuleName(factory.namespace, imageName),
    description: `Starts the admission of golden image ${imageName}`,
    // Source: EventBridge events reference, "EC2 Image Builder Image State Change".
    eventPattern: JSON.stringify({
      source: ['aws.imagebuilder'],
      'detail-type': ['EC2 Image Builder Image State Change'],
      resources: [{ prefix: aws.arn('imagebuilder', `image/${name}/`) }],
      detail: { state: { status: ['AVAILABLE'] } },
    }),
  });
  new CloudwatchEventTarget(job, 'StartAdmission', {
    rule: rule.name,
    arn: project.projectArn,
    roleArn: factory.admitRoleArn,
    inputTransformer: {
      inputPaths: { image: '$.resources[0]' },
      inputTemplate: JSON.stringify({ environmentVariablesOverride: [{ name: 'IMAGE_BUILD_ARN', value: '<image>', type: 'PLAINTEXT' }] }),
    },
    retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
  });
  return context.outputPath;
}
