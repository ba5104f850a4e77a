import { Construct } from 'constructs';

import { buildspec } from '../../build/script-files';
import { PULL_ACTIONS } from '../../registry/pull-policy';
import { BuildPipelineBindOptions } from '../build-pipeline';
import { CodeBuildJob } from './codebuild-job';
import { Factory, SCRIPTS_PREFIX } from './factory';
import { PUSH_ACTIONS } from './push-actions';
import { SourceObject } from './source-object';

/** The build project of an image, and where its files are written. */
export interface BuildProject {
  readonly projectName: string;
  readonly contextPath: string;
}

/**
 * Builds and tests candidates. Privileged, because it runs the Docker engine, and so it may do little: pull what the
 * image is built on, and push to the image's own candidate repository.
 */
export function buildProject(scope: Construct, factory: Factory, options: BuildPipelineBindOptions): BuildProject {
  const { plan, candidates } = options;
  const { aws, bucket, scripts, tools } = factory;
  const { imageName, parent } = plan;
  const contextPrefix = `contexts/${imageName}`;
  const job = new Construct(scope, 'Build');
  const context = new SourceObject(job, 'Context', {
    bucket,
    folder: imageName,
    keyPrefix: contextPrefix,
    files: plan.contextFiles,
    companions: { 'buildspecs/build.yml': buildspec('build'), 'buildspecs/release.yml': buildspec('release') },
  });
  const { projectName } = new CodeBuildJob(job, 'Project', {
    factory,
    imageName,
    job: 'build',
    description: `Builds candidates of golden image ${imageName}`,
    source: context,
    secondarySource: scripts,
    readable: [contextPrefix, SCRIPTS_PREFIX],
    privileged: true,
    timeoutMinutes: 60,
    environment: {
      IMAGE_VERSION: plan.imageVersion,
      CANDIDATE_REPOSITORY: candidates.repositoryUri,
      CONTAINER_STRUCTURE_TEST_URL: tools.containerStructureTestUrl,
      CONTAINER_STRUCTURE_TEST_SHA256: tools.containerStructureTestSha256,
      // Read by nobody but people: a weaker image is seen in the plan.
      ...(plan.weakenings.length > 0 && { DECLARED_WEAKENINGS: plan.weakenings.join('; ') }),
      ...(parent && { BASE_REPOSITORY: parent.repositoryUri, BASE_CHANNEL_PARAMETER: parent.channelParameterName }),
    },
    statements: [
      { sid: 'PushCandidates', actions: PUSH_ACTIONS, resources: [candidates.repositoryArn] },
      ...(parent
        ? [
            { sid: 'PullParent', actions: PULL_ACTIONS, resources: [parent.repositoryArn] },
            {
              sid: 'ReadParentChannel',
              actions: ['ssm:GetParameter'],
              resources: [aws.arn('ssm', `parameter${parent.channelParameterName}`)],
            },
          ]
        : []),
    ],
  });
  return { projectName, contextPath: context.outputPath };
}

