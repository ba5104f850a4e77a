import { BaseImage } from '../../lib/base-image/base-image';
import { arn, ACCOUNT, REGION, rightsOf, trustOf } from '../support/applied';
import { actionsOf, isAllowed, isTrusted, Request } from '../support/iam';
import { debianIn, newStack, Synthesized, synthesize } from '../support/stack';

/** Two images, and one that is built on the first. */
function factory(): Synthesized {
  const stack = newStack();
  const debian = debianIn(stack);
  debianIn(stack, { name: 'debian-x' }, 'Other');
  debianIn(stack, { name: 'node', base: BaseImage.fromGoldenImage(debian) }, 'Child');
  return synthesize(stack);
}

const synthesized = factory();
const BUCKET = `arn:aws:s3:::golden-images-${ACCOUNT}-${REGION}`;
const PUSH = ['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'];
const PULL = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const MANAGE = [
  'ecr:DeleteRepository', 'ecr:BatchDeleteImage', 'ecr:SetRepositoryPolicy', 'ecr:PutImageTagMutability', 'ecr:PutLifecyclePolicy',
];

const releases = (image: string): string => arn('ecr', `repository/golden/${image}`);
const candidates = (image: string): string => arn('ecr', `repository/golden-candidates/${image}`);
const channel = (image: string): string => arn('ssm', `parameter/golden/${image}/channels/stable`);
const lastRelease = (image: string): string => arn('ssm', `parameter/golden/${image}/last-release/stable`);
const notices = (image: string): string => arn('ssm', `parameter/golden/${image}/notices`);
const logs = (image: string, job: string): string => arn('logs', `log-group:/golden-images/golden:log-stream:${image}/${job}/1`);

/** Everything that could be done to an image. */
function everythingOf(image: string): Request[] {
  const on = (actions: readonly string[], resource: string): Request[] => actions.map((action) => ({ action, resource }));
  return [
    ...on([...PUSH, ...PULL, ...MANAGE, 'ecr:DescribeImages', 'ecr:DescribeImageScanFindings'], releases(image)),
    ...on([...PUSH, ...PULL, ...MANAGE, 'ecr:DescribeImages', 'ecr:DescribeImageScanFindings'], candidates(image)),
    ...[channel, lastRelease, notices].flatMap((of) => on(['ssm:GetParameter', 'ssm:GetParameters', 'ssm:PutParameter', 'ssm:DeleteParameter'], of(image))),
    ...on(['ssm:PutParameter', 'ssm:DeleteParameter'], arn('ssm', `parameter/golden/${image}/declaration`)),
    ...['build', 'release'].flatMap((job) => on(['logs:CreateLogStream', 'logs:PutLogEvents'], logs(image, job))),
    ...on(['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion'], `${BUCKET}/contexts/${image}/x.zip`),
    ...['build', 'release'].flatMap((job) =>
      on(['codebuild:StartBuild', 'codebuild:UpdateProject'], arn('codebuild', `project/golden-${image}-${job}`)),
    ),
  ];
}

/** What the role of a project is allowed of everything, as "action resource". */
function allowed(path: string, image: string): string[] {
  const rights = rightsOf(synthesized, path);
  return everythingOf(image)
    .filter((request) => isAllowed([rights], request))
    .map(({ action, resource }) => `${action} ${resource}`)
    .sort();
}

function all(actions: readonly string[], resource: string): string[] {
  return actions.map((action) => `${action} ${resource}`);
}

test.each(['Build', 'Release'])('the %s role of an image can touch nothing of another image', (job) => {
  expect(allowed(`Debian/${job}/Project`, 'debian-x')).toEqual([]);
  expect(allowed(`Other/${job}/Project`, 'debian')).toEqual([]);
});

test('the build role of an image pushes candidates, writes its log and reads its context, and no more', () => {
  expect(allowed('Debian/Build/Project', 'debian')).toEqual(
    [
      // It pulls its own, for the cache.
      ...all([...PUSH, ...PULL, 'ecr:DescribeImages'], candidates('debian')),
      `ssm:GetParameters ${lastRelease('debian')}`,
      ...all(['ssm:GetParameters', 'ssm:PutParameter'], notices('debian')),
      ...all(['logs:CreateLogStream', 'logs:PutLogEvents'], logs('debian', 'build')),
      ...all(['s3:GetObject', 's3:GetObjectVersion'], `${BUCKET}/contexts/debian/x.zip`),
    ].sort(),
  );
});

test('the release role of an image reads candidates, pushes releases and moves its channel, and no more', () => {
  expect(allowed('Debian/Release/Project', 'debian')).toEqual(
    [
      ...all([...PULL, 'ecr:DescribeImages', 'ecr:DescribeImageScanFindings'], candidates('debian')),
      ...all([...PUSH, ...PULL, 'ecr:DescribeImages'], releases('debian')),
      ...all(['ssm:GetParameter', 'ssm:PutParameter'], lastRelease('debian')),
      ...all(['ssm:GetParameter', 'ssm:PutParameter'], channel('debian')),
      ...all(['logs:CreateLogStream', 'logs:PutLogEvents'], logs('debian', 'release')),
    ].sort(),
  );
});

test('the build role of a child pulls its parent and reads its channel, and cannot write either', () => {
  expect(allowed('Child/Build/Project', 'debian')).toEqual(
    [...all(PULL, releases('debian')), `ssm:GetParameter ${channel('debian')}`].sort(),
  );
});

test('nobody but a release role may sign, and it signs with the signing key alone', () => {
  const sign = (path: string, key: string): boolean => isAllowed([rightsOf(synthesized, path)], { action: 'kms:Sign', resource: arn('kms', `key/${key}`) });
  expect(sign('Debian/Release/Project', 'signing')).toBe(true);
  expect(sign('Debian/Release/Project', 'factory')).toBe(false);
  expect(sign('Debian/Build/Project', 'signing')).toBe(false);
});

test.each([
  ['Debian/Build/Project', 'Golden Image Upstream Moved', 'Golden Image Released'],
  ['Debian/Release/Project', 'Golden Image Released', 'Golden Image Upstream Moved'],
])('the role of %s tells of what its script knows, in the name of the library alone', (path, own, other) => {
  const tell = (source: string, detailType: string): boolean =>
    isAllowed([rightsOf(synthesized, path)], { action: 'events:PutEvents', resource: arn('events', 'event-bus/default'), context: { 'events:source': source, 'events:detail-type': detailType } });
  expect(tell('cdktf-golden-image', own)).toBe(true);
  expect(tell('cdktf-golden-image', other)).toBe(false);
  expect(tell('com.example', own)).toBe(false);
});

test('the key decrypts for a project through S3 and for the bucket alone', () => {
  const rights = rightsOf(synthesized, 'Debian/Build/Project');
  const decrypt = (context: Record<string, string>): boolean =>
    isAllowed([rights], { action: 'kms:Decrypt', resource: arn('kms', 'key/factory'), context });
  const right = { 'kms:ViaService': `s3.${REGION}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': BUCKET };
  expect(decrypt(right)).toBe(true);
  expect(decrypt({})).toBe(false);
  expect(decrypt({ ...right, 'kms:ViaService': `ecr.${REGION}.amazonaws.com` })).toBe(false);
  expect(decrypt({ ...right, 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::other' })).toBe(false);
});

const TRUSTS = [
  ['Debian/Build/Project', 'codebuild.amazonaws.com', arn('codebuild', 'project/golden-debian-build')],
  ['Debian/Release/Project', 'codebuild.amazonaws.com', arn('codebuild', 'project/golden-debian-release')],
  ['Factory/StartBuild', 'scheduler.amazonaws.com', arn('scheduler', 'schedule-group/golden-images')],
  ['Factory/TriggerBuild', 'events.amazonaws.com', arn('events', 'rule/golden-debian-declaration')],
  ['Factory/TriggerBuild', 'events.amazonaws.com', arn('events', 'rule/golden-debian-parent')],
  ['Factory/StartRelease', 'events.amazonaws.com', arn('events', 'rule/golden-debian-candidate-pushed')],
] as const;

test.each(TRUSTS)('the role of %s is trusted to %s for its own resource of its own account alone', (path, service, sourceArn) => {
  const trust = trustOf(synthesized, path);
  const context = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': sourceArn };
  expect(isTrusted(trust, service, context)).toBe(true);
  expect(isTrusted(trust, 'ec2.amazonaws.com', context)).toBe(false);
  expect(isTrusted(trust, service, { ...context, 'aws:SourceAccount': '999999999999' })).toBe(false);
  expect(isTrusted(trust, service, { ...context, 'aws:SourceArn': sourceArn.replace('golden-', 'other-') })).toBe(false);
  expect(isTrusted(trust, service, {})).toBe(false);
});

test('a rule that starts releases cannot start builds, nor the other way round', () => {
  const trusted = (path: string, rule: string): boolean =>
    isTrusted(trustOf(synthesized, path), 'events.amazonaws.com', { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': arn('events', `rule/${rule}`) });
  expect(trusted('Factory/TriggerBuild', 'golden-debian-candidate-pushed')).toBe(false);
  expect(trusted('Factory/StartRelease', 'golden-debian-declaration')).toBe(false);
  expect(trusted('Factory/TriggerBuild', 'golden_notify-build-failed')).toBe(false);
});

test.each([
  ['Factory/StartBuild', 'build', 'release'],
  ['Factory/TriggerBuild', 'build', 'release'],
  ['Factory/StartRelease', 'release', 'build'],
])('%s starts %s projects of the factory and nothing else', (path, own, other) => {
  const rights = rightsOf(synthesized, path);
  const start = (project: string): boolean => isAllowed([rights], { action: 'codebuild:StartBuild', resource: arn('codebuild', `project/${project}`) });
  expect(actionsOf(rights)).toEqual(['codebuild:StartBuild']);
  expect(start(`golden-debian-${own}`)).toBe(true);
  expect(start(`golden-debian-${other}`)).toBe(false);
  expect(start(`another-debian-${own}`)).toBe(false);
});

test('no role is allowed an action by a wildcard, and only the login to the registry has no resource', () => {
  const policies = Object.values(synthesized.resources('aws_iam_role_policy')).flatMap(({ policy }) => JSON.parse(policy).Statement);
  expect(policies.length).toBeGreaterThan(20);
  for (const statement of policies) {
    expect(statement.Action.join()).not.toContain('*');
    if (statement.Resource.includes('*')) expect(statement.Action).toEqual(['ecr:GetAuthorizationToken']);
  }
});
