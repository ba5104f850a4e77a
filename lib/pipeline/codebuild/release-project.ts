import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { Construct } from 'constructs';

import { RELEASE_EVENTS } from '../../build/image-event';
import { scanGateDocument } from '../../build/scan-gate-document';
import { ImagePlatform } from '../../core/platform';
import { PULL_ACTIONS } from '../../registry/access/pull-actions';
import { PUSH_ACTIONS } from '../../registry/access/push-actions';
import { EcrBindOptions } from '../ecr-storage';
import { CodeBuildJob } from './codebuild-job';
import { Factory, SCRIPTS_PREFIX } from './factory';
import { AllowStatement } from './iam';
import { imageEnvironment } from './image-environment';
import { putEvents } from './put-events';

/**
 * With enhanced scanning, ecr:DescribeImageScanFindings reads from Inspector as its caller. Both only list; the guide's own
 * policy names no resource for them. Source: Amazon ECR user guide, "IAM permissions required for enhanced scanning".
 */
const READ_INSPECTOR: AllowStatement = { sid: 'ReadInspectorFindings', actions: ['inspector2:ListCoverage', 'inspector2:ListFindings'], resources: ['*'] };

/**
 * Releases candidates: unprivileged, and the only one that may write to the image's release repository and channel. A
 * pushed candidate starts it.
 */
export function releaseProject(scope: Construct, factory: Factory, options: EcrBindOptions): void {
  const { plan, candidates, releases, channels, channelTags } = options;
  const { aws, scripts, tools } = factory;
  const { imageName, scanGate } = plan;
  const job = new Construct(scope, 'Release');
  const release = new CodeBuildJob(job, 'Project', {
    factory,
    imageName,
    job: 'release',
    description: `Releases candidates of golden image ${imageName}`,
    source: scripts,
    readable: [SCRIPTS_PREFIX],
    privileged: false,
    // The wait for the scan, and time for the copy.
    timeoutMinutes: scanGate.timeoutMinutes + 30,
    environment: {
      ...imageEnvironment(factory, plan, ImagePlatform.LINUX_AMD64),
      SCRIPTS_HASH: scripts.contentHash,
      PLATFORMS: plan.platforms.join(' '),
      CANDIDATE_REPOSITORY: candidates.repositoryUri,
      RELEASE_REPOSITORY: releases.repositoryUri,
      CHANNELS: JSON.stringify(
        Object.fromEntries(channels.map(({ variant, parameterName, lastReleaseParameterName }) => [variant, { channel: parameterName, lastRelease: lastReleaseParameterName }])),
      ),
      ...(channelTags && { CHANNEL_TAGS: 'true' }),
      SCAN_GATE: scanGateDocument(scanGate),
      SCAN_TIMEOUT_SECONDS: String(scanGate.timeoutMinutes * 60),
      SIGNING_KEY_ARN: factory.signingKey.signingKeyArn,
      COSIGN_URL: tools.cosign.url,
      COSIGN_SHA256: tools.cosign.sha256,
      SYFT_URL: tools.syft.url,
      SYFT_SHA256: tools.syft.sha256,
    },
    statements: [
      {
        sid: 'ReadCandidates',
        actions: [...PULL_ACTIONS, 'ecr:DescribeImages', 'ecr:DescribeImageScanFindings'],
        resources: [candidates.repositoryArn],
      },
      ...(scanGate.enhanced ? [READ_INSPECTOR] : []),
      // Also pulls: syft lists the packages of the last release, to tell what changed since. cosign asks for referrers.
      { sid: 'PushReleases', actions: [...PUSH_ACTIONS, 'ecr:DescribeImages', 'ecr:GetDownloadUrlForLayer', 'ecr:ListImageReferrers'], resources: [releases.repositoryArn] },
      { sid: 'SignReleases', actions: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'], resources: [factory.signingKey.signingKeyArn] },
      {
        sid: 'MoveChannels',
        actions: ['ssm:GetParameter', 'ssm:PutParameter'],
        resources: channels.flatMap(({ parameterArn, lastReleaseParameterArn }) => [parameterArn, lastReleaseParameterArn]),
      },
      putEvents(aws, RELEASE_EVENTS),
    ],
  });
  startOnPush(job, factory, options, release);
}

/** A pushed candidate starts its release; the event hands over its digest and tag. */
function startOnPush(scope: Construct, factory: Factory, { plan, candidates }: EcrBindOptions, release: CodeBuildJob): void {
  const rule = new CloudwatchEventRule(scope, 'CandidatePushed', {
    name: `${factory.namespace}-${plan.imageName}-candidate-pushed`,
    description: `Starts the release of candidates of golden image ${plan.imageName}`,
    eventPattern: JSON.stringify({
      source: ['aws.ecr'],
      'detail-type': ['ECR Image Action'],
      detail: {
        'action-type': ['PUSH'],
        result: ['SUCCESS'],
        'repository-name': [candidates.repositoryName],
        // A candidate's tag begins with the version; what is pushed by digest alone is none.
        'image-tag': [{ prefix: plan.imageVersion }],
      },
    }),
  });
  new CloudwatchEventTarget(scope, 'StartRelease', {
    rule: rule.name,
    arn: release.projectArn,
    roleArn: factory.ruleRoleArn,
    inputTransformer: {
      inputPaths: { digest: '$.detail.image-digest', tag: '$.detail.image-tag' },
      inputTemplate: JSON.stringify({
        environmentVariablesOverride: [
          { name: 'CANDIDATE_DIGEST', value: '<digest>', type: 'PLAINTEXT' },
          { name: 'CANDIDATE_TAG', value: '<tag>', type: 'PLAINTEXT' },
        ],
      }),
    },
    // A release of the same image may be running: CodeBuild then refuses the start, and EventBridge tries again.
    retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
  });
}
