import { Construct } from 'constructs';

import { BUILD_EVENTS } from '../../build/image-event';
import { buildspec } from '../../build/script-files';
import { ImagePlatform } from '../../core/platform';
import { PUSH_ACTIONS } from '../../registry/access/push-actions';
import { BuildTarget } from '../build-pipeline';
import { EcrBindOptions } from '../ecr-storage';
import { pullEnvironment, pullStatements } from './bases';
import { CodeBuildJob } from './codebuild-job';
import { Factory, SCRIPTS_PREFIX } from './factory';
import { AllowStatement } from './iam';
import { imageEnvironment } from './image-environment';
import { buildJob } from './job-name';
import { NoticesParameter, noticesParameter } from './notices';
import { putEvents } from './put-events';
import { SourceObject } from './source-object';
import { upkeepEnvironment } from './upkeep-environment';

/** The build projects of an image, and where its files are written. */
export interface BuildProjects {
  readonly builds: BuildTarget[];
  readonly contextPath: string;
}

/** Ids are part of what Terraform knows things by. */
const PROJECT_ID: { readonly [platform in ImagePlatform]: string } = {
  [ImagePlatform.LINUX_AMD64]: 'Project',
  [ImagePlatform.LINUX_ARM64]: 'Arm64Project',
};

/** The same, of what starts them. */
const TARGET_ID: { readonly [platform in ImagePlatform]: string } = {
  [ImagePlatform.LINUX_AMD64]: 'Amd64',
  [ImagePlatform.LINUX_ARM64]: 'Arm64',
};


/**
 * Builds and tests candidates, on a machine of each platform. Privileged, because they run the Docker engine, and so they
 * may do little: pull what the image is built on, and push to the image's own candidate repository.
 */
export function buildProjects(scope: Construct, factory: Factory, options: EcrBindOptions): BuildProjects {
  const { plan } = options;
  const { bucket } = factory;
  const contextPrefix = `contexts/${plan.imageName}`;
  const job = new Construct(scope, 'Build');
  const context = new SourceObject(job, 'Context', {
    bucket,
    folder: plan.imageName,
    keyPrefix: contextPrefix,
    files: plan.contextFiles,
    companions: { 'buildspecs/build.yml': buildspec('build'), 'buildspecs/release.yml': buildspec('release') },
  });
  const notices = noticesParameter(job, factory.namespace, plan.imageName);
  const builds = plan.platforms.map((platform, index) => {
    const tellsPeople = index === 0;
    const project = new CodeBuildJob(job, PROJECT_ID[platform], {
      factory,
      imageName: plan.imageName,
      job: buildJob(platform),
      platform,
      description: `Builds candidates of golden image ${plan.imageName} for ${platform}`,
      source: context,
      secondarySource: factory.scripts,
      readable: [contextPrefix, SCRIPTS_PREFIX],
      privileged: true,
      timeoutMinutes: 60,
      environment: { ...environment(factory, options, platform), ...(tellsPeople && { NOTICES_PARAMETER: notices.name }) },
      statements: [...statements(options), ...(tellsPeople ? noticeStatements(factory, notices) : []), ...pullStatements(plan, factory.aws)],
    });
    return { id: TARGET_ID[platform], projectName: project.projectName, projectArn: project.projectArn };
  });
  return { builds, contextPath: context.outputPath };
}

function environment(factory: Factory, options: EcrBindOptions, platform: ImagePlatform): { readonly [name: string]: string } {
  const { plan, candidates, channels } = options;
  const test = factory.tools.containerStructureTest(platform);
  return {
    ...imageEnvironment(factory, plan, platform),
    VARIANTS: plan.variants.join(' '),
    PLATFORM: platform,
    CANDIDATE_REPOSITORY: candidates.repositoryUri,
    CONTAINER_STRUCTURE_TEST_URL: test.url,
    CONTAINER_STRUCTURE_TEST_SHA256: test.sha256,
    LAST_RELEASE_PARAMETER: channels[0]!.lastReleaseParameterName,
    ...upkeepEnvironment(plan),
    // Read by nobody but people: a weaker image is seen in the plan.
    ...(plan.weakenings.length > 0 && { DECLARED_WEAKENINGS: plan.weakenings.join('; ') }),
    ...pullEnvironment(plan),
  };
}

function statements({ candidates, channels }: EcrBindOptions): AllowStatement[] {
  return [
    { sid: 'PushCandidates', actions: [...PUSH_ACTIONS, 'ecr:DescribeImages', 'ecr:GetDownloadUrlForLayer'], resources: [candidates.repositoryArn] },
    { sid: 'ReadLastRelease', actions: ['ssm:GetParameters'], resources: [channels[0]!.lastReleaseParameterArn] },
  ];
}

function noticeStatements({ aws }: Factory, notices: NoticesParameter): AllowStatement[] {
  return [
    { sid: 'NoteWhatWasTold', actions: ['ssm:GetParameters', 'ssm:PutParameter'], resources: [notices.arn] },
    putEvents(aws, BUILD_EVENTS),
  ];
}
