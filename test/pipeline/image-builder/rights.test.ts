import { ACCOUNT, arn, REGION, rightsOf, trustOf } from '../../support/applied';
import { isAllowed, isTrusted, Request } from '../../support/iam';
import { synthesizeBuilt } from './factory';

const made = synthesizeBuilt();
const instance = rightsOf(made, 'Debian/ImageBuilder/Infrastructure');
const admission = rightsOf(made, 'Debian/Admission/Project');
const BUCKET = `arn:aws:s3:::golden-images-${ACCOUNT}-${REGION}`;

const ofService = { 'aws:CalledVia': 'imagebuilder.amazonaws.com', 'kms:EncryptionContextKeys': 'aws:imagebuilder:arn' };

test('EC2 alone may assume the role of the instances', () => {
  const trust = trustOf(made, 'Debian/ImageBuilder/Infrastructure');
  expect(isTrusted(trust, 'ec2.amazonaws.com', {})).toBe(true);
  expect(isTrusted(trust, 'imagebuilder.amazonaws.com', {})).toBe(false);
});

const MAY: readonly Request[] = [
  { action: 'ecr:PutImage', resource: arn('ecr', 'repository/golden-candidates/debian') },
  { action: 'ecr:GetDownloadUrlForLayer', resource: arn('ecr', 'repository/golden-candidates/debian') },
  { action: 'imagebuilder:GetComponent', resource: arn('imagebuilder', 'component/golden-debian-build/0.1.2/1') },
  { action: 'imagebuilder:GetContainerRecipe', resource: arn('imagebuilder', 'container-recipe/golden-debian/0.1.2') },
  { action: 'logs:PutLogEvents', resource: arn('logs', 'log-group:/aws/imagebuilder/golden-debian:log-stream:0.1.2/1') },
  { action: 's3:PutObject', resource: `${BUCKET}/image-builder-logs/debian/x.log` },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::ec2imagebuilder-toe-eu-west-1-prod/latest/x' },
  { action: 'ssm:UpdateInstanceInformation', resource: arn('ec2', 'instance/i-1') },
];

test.each(MAY)('an instance may $action on $resource', (request) => {
  expect(isAllowed([instance], request)).toBe(true);
});

const MAY_NOT: readonly Request[] = [
  { action: 'ecr:PutImage', resource: arn('ecr', 'repository/golden/debian') },
  { action: 'ecr:PutImage', resource: arn('ecr', 'repository/golden-candidates/debian-12') },
  { action: 'ecr:BatchDeleteImage', resource: arn('ecr', 'repository/golden-candidates/debian') },
  { action: 'imagebuilder:GetComponent', resource: arn('imagebuilder', 'component/golden-debian-12-build/0.1.2/1') },
  { action: 'logs:CreateLogGroup', resource: arn('logs', 'log-group:/aws/imagebuilder/golden-debian') },
  { action: 's3:PutObject', resource: `${BUCKET}/contexts/debian/x.zip` },
  { action: 's3:PutObject', resource: `${BUCKET}/scripts/x.zip` },
  { action: 's3:GetObject', resource: `${BUCKET}/contexts/debian/x.zip` },
  { action: 'ssm:GetParameter', resource: arn('ssm', 'parameter/anything') },
  { action: 'ssm:PutParameter', resource: arn('ssm', 'parameter/golden/debian/channels/stable') },
  { action: 'kms:Decrypt', resource: arn('kms', 'key/1') },
  { action: 'codebuild:StartBuild', resource: arn('codebuild', 'project/golden-debian-release') },
];

test.each(MAY_NOT)('an instance may not $action on $resource', (request) => {
  expect(isAllowed([instance], { ...request, context: request.action === 'kms:Decrypt' ? {} : ofService })).toBe(false);
});

test('the admission may look at what was built and tag candidates, and push no layer and release nothing', () => {
  const may = (action: string, resource: string): boolean => isAllowed([admission], { action, resource });
  const candidates = arn('ecr', 'repository/golden-candidates/debian');
  expect(may('imagebuilder:GetImage', arn('imagebuilder', 'image/golden-debian/0.1.2/1'))).toBe(true);
  expect(may('imagebuilder:GetImage', arn('imagebuilder', 'image/golden-debian-12/0.1.2/1'))).toBe(false);
  expect(may('ecr:PutImage', candidates)).toBe(true);
  expect(may('ecr:UploadLayerPart', candidates)).toBe(false);
  expect(may('ecr:PutImage', arn('ecr', 'repository/golden/debian'))).toBe(false);
  expect(may('ssm:PutParameter', arn('ssm', 'parameter/golden/debian/channels/stable'))).toBe(false);
});
