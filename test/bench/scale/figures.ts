/** Where a figure comes from: the address and what it says, or plainly that it is assumed. */
export interface Figure {
  readonly value: number;
  readonly source: string;
}

const assumed = (value: number, why: string): Figure => ({ value, source: `assumed: ${why}` });
const documented = (value: number, source: string): Figure => ({ value, source });

const ECR = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html';
const QUOTA_LIST = 'default listed by the Service Quotas API (gruntwork-io/terraform-aws-utilities, docs/quotas.md)';

/** What a quota counts: calls a second, or builds that run at once. */
export type QuotaKind = 'calls per second' | 'concurrent builds';

/** A quota of an account and region, in us-east-1 where it differs by region. */
export interface Quota extends Figure {
  readonly name: string;
  readonly kind: QuotaKind;
}

const rate = (name: string, figure: Figure): Quota => ({ name, kind: 'calls per second', ...figure });
const builds = (name: string, figure: Figure): Quota => ({ name, kind: 'concurrent builds', ...figure });

export const QUOTAS = {
  linuxBuilds: builds('CodeBuild Linux/Small builds at once', documented(300, `${QUOTA_LIST}, L-9D07B6EF: 300, and 1 in another version of the list; a new account begins with 1 to 5 (awsdocs/aws-codebuild-user-guide, limits.md)`)),
  armBuilds: builds('CodeBuild ARM/Small builds at once', documented(300, `${QUOTA_LIST}, L-5ED1D25B: 300, and 1 in another version of the list`)),
  startBuild: rate('CodeBuild StartBuild', assumed(10, 'AWS publishes no rate (https://www.repost.aws/questions/QUa5ruxsa3ThyKzalgoJ9kaA/bitbucket-webhooks-for-aws-codebuild-throttled-rate-limited)')),
  authorization: rate('ECR GetAuthorizationToken', documented(500, `${ECR}: 500 per second`)),
  batchGetImage: rate('ECR BatchGetImage', documented(2000, `${ECR}: 2,000 per second`)),
  downloadUrl: rate('ECR GetDownloadUrlForLayer', documented(3000, `${ECR}: 3,000 per second`)),
  checkLayer: rate('ECR BatchCheckLayerAvailability', documented(1000, `${ECR}: 1,000 per second`)),
  initiateUpload: rate('ECR InitiateLayerUpload', documented(100, `${ECR}: 100 per second`)),
  uploadPart: rate('ECR UploadLayerPart', documented(500, `${ECR}: 500 per second`)),
  completeUpload: rate('ECR CompleteLayerUpload', documented(100, `${ECR}: 100 per second`)),
  putImage: rate('ECR PutImage', documented(10, `${ECR}: 10 per second`)),
  sign: rate('KMS Sign with an elliptic curve', assumed(300, 'of the quota for cryptographic operations (ECC); https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html has it, and was not to be read to its table')),
  scanFindings: rate('ECR DescribeImageScanFindings', assumed(50, 'the page of quotas names none')),
  getParameter: rate('SSM GetParameter', documented(40, 'AWS documentation as quoted at https://dev.classmethod.jp (2022-09-02): default throughput 40, shared by GetParameter, GetParameters and GetParametersByPath')),
  putParameter: rate('SSM PutParameter', documented(3, 'https://github.com/github-aws-runners/terraform-aws-github-runner/issues/2944: AWS support told 3 per second, at most 10 with higher throughput')),
  invocations: rate('EventBridge invocations of rules', documented(18_750, 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: us-east-1 18,750 per second (750 in the smallest regions)')),
  schedules: rate('EventBridge Scheduler invocations', documented(1000, 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/scheduler-quotas.html: 1,000 per second in primary Regions')),
  putEvents: rate('EventBridge PutEvents', documented(10_000, 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: us-east-1 10,000 per second, as quoted at https://notes.paulswail.com/public/AWS+EventBridge')),
} as const satisfies { readonly [id: string]: Quota };

export type QuotaId = keyof typeof QUOTAS;
export const QUOTA_IDS = Object.keys(QUOTAS) as QuotaId[];

export const RULES = {
  /** As many builds wait as this many times the concurrent builds; a further StartBuild is refused. */
  queueFactor: documented(5, 'https://docs.aws.amazon.com/codebuild/latest/userguide/builds-working.html: the queue holds five times the concurrent build limit'),
  retryAttempts: documented(185, 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html: 24 hours and up to 185 times, with exponential back off and jitter'),
  retryHours: documented(24, 'the same'),
  longestRetrySeconds: assumed(600, 'AWS publishes no delays; 1 s, doubled up to this, the half of it jitter'),
  dollarsPerMinute: documented(0.005, 'general1.small on Linux, https://c3x.dev/resources/aws/aws_codebuild_project/: $0.005 per minute; each build is rounded up to a minute (assumed)'),
} as const;

/** One image. Megabytes are 10^6 bytes, compressed. */
export const WORK = {
  provisionSeconds: assumed(30, 'from StartBuild to the first command'),
  setupSeconds: assumed(10, 'source, scripts, pinned tools'),
  buildSeconds: assumed(80, 'without cache, with tests; bench:image measured 42 and 79 s for naive uncached builds on two cores, and 4 to 7 s for a golden image whose cache is warm'),
  scanSeconds: assumed(60, 'a basic scan of an image of this size'),
  scanPolls: assumed(6, 'one each ten seconds'),
  packagesSeconds: assumed(10, 'syft on an image of this size'),
  basePulledMB: documented(28, 'debian:12-slim, measured 28 MB compressed'),
  imageMB: documented(45, 'npm run bench:image: Debian with python3, 45 MB in the registry; a new base makes every layer new'),
  layers: assumed(8, 'base and declared stages'),
  parts: assumed(10, 'one for each layer, and one more for each 20 MB (UploadLayerPart API)'),
  megabytesPerSecond: assumed(50, 'between CodeBuild and ECR in a region'),
  scheduleWindowSeconds: assumed(3600, 'the first level is started by schedules, spread over an hour'),
} as const;

/** How many there may be at all, against what an image has of them. */
export interface StandingQuota extends Figure {
  readonly name: string;
  readonly perImage: number;
}

const standing = (name: string, value: number, perImage: number, source: string): StandingQuota => ({ name, value, perImage, source });

/** An image of one platform, with one channel, a schedule and a parent. */
export const STANDING: readonly StandingQuota[] = [
  standing('EventBridge rules of a bus', 300, 3, `${QUOTA_LIST}, L-244521F2: 300; an image has one for its candidates, and is assumed to have one for its declaration and one for its parent`),
  standing('IAM roles', 1000, 2, `${QUOTA_LIST}, L-FE177D64: 1,000`),
  standing('CodeBuild projects', 5000, 2, `${QUOTA_LIST}, L-ACCF6C0D: 5,000`),
  standing('SSM standard parameters', 10_000, 5, 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-throughput.html: 10,000 in a Region, 100,000 advanced ones'),
  standing('ECR repositories', 100_000, 2, `${ECR}: 100,000`),
];
