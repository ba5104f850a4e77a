import { Construct } from 'constructs';

import { buildspec } from '../../build/script-files';
import { PUSH_ACTIONS } from '../../registry/access/push-actions';
import { BuildPipelineBindOptions } from '../build-pipeline';
import { basesEnvironment, pullStatements } from './bases';
import { CodeBuildJob } from './codebuild-job';
import { Factory, SCRIPTS_PREFIX } from './factory';
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
  const { imageName } = plan;
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
      VARIANTS: plan.variants.join(' '),
      CANDIDATE_REPOSITORY: candidates.repositoryUri,
      CONTAINER_STRUCTURE_TEST_URL: tools.containerStructureTestUrl,
      CONTAINER_STRUCTURE_TEST_SHA256: tools.containerStructureTestSha256,
      // Read by nobody but people: a weaker image is seen in the plan.
      ...(plan.weakenings.length > 0 && { DECLARED_WEAKENINGS: plan.weakenings.join('; ') }),
      ...basesEnvironment(plan),
    },
    statements: [
      { sid: 'PushCandidates', actions: PUSH_ACTIONS, resources: [candidates.repositoryArn] },
      ...pullStatements(plan, aws),
    ],
  });
  return { projectName, contextPath: context.outputPath };
}

