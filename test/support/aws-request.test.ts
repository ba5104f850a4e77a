import { type AwsRequest, awsRequest } from './aws-request';

const scope = { account: '123456789012', region: 'eu-west-1' };
const signedFor = (service: string): { authorization: string } =>
  ({ authorization: `AWS4-HMAC-SHA256 Credential=ASIAX/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0` });

const json = (service: string, operation: string, input: object): AwsRequest | undefined => awsRequest({
  method: 'POST', url: '/', headers: { ...signedFor(service), 'x-amz-target': `Target_V1.${operation}` }, body: JSON.stringify(input),
}, scope);
const form = (service: string, fields: Record<string, string>): AwsRequest | undefined => awsRequest({
  method: 'POST', url: '/', headers: signedFor(service), body: new URLSearchParams(fields).toString(),
}, scope);
const s3 = (method: string, url: string): AwsRequest | undefined => awsRequest({ method, url, headers: signedFor('s3'), body: '' }, scope);

describe('a request to AWS', () => {
  test.each<[service: string, operation: string, input: object, resources: string[]]>([
    ['ecr', 'GetAuthorizationToken', {}, ['*']],
    ['ecr', 'DescribeImages', { repositoryName: 'golden/debian' }, ['arn:aws:ecr:eu-west-1:123456789012:repository/golden/debian']],
    ['ecr', 'DescribeRepositories', { repositoryNames: ['a', 'b'] },
      ['arn:aws:ecr:eu-west-1:123456789012:repository/a', 'arn:aws:ecr:eu-west-1:123456789012:repository/b']],
    ['ssm', 'PutParameter', { Name: '/golden/debian/stable' }, ['arn:aws:ssm:eu-west-1:123456789012:parameter/golden/debian/stable']],
    ['ssm', 'GetParameters', { Names: ['a', '/b'] },
      ['arn:aws:ssm:eu-west-1:123456789012:parameter/a', 'arn:aws:ssm:eu-west-1:123456789012:parameter/b']],
    ['codebuild', 'StartBuild', { projectName: 'release' }, ['arn:aws:codebuild:eu-west-1:123456789012:project/release']],
    ['codebuild', 'ListBuildsForProject', { projectName: 'release' }, ['arn:aws:codebuild:eu-west-1:123456789012:project/release']],
    ['kms', 'Sign', { KeyId: 'arn:aws:kms:eu-west-1:123456789012:key/1' }, ['arn:aws:kms:eu-west-1:123456789012:key/1']],
    ['kms', 'GetPublicKey', { KeyId: '1' }, ['arn:aws:kms:eu-west-1:123456789012:key/1']],
    ['kms', 'DescribeKey', { KeyId: '1' }, ['arn:aws:kms:eu-west-1:123456789012:key/1']],
  ])('of %s in JSON names its action %s and resources', (service, operation, input, resources) => {
    expect(json(service, operation, input)).toEqual({ action: `${service}:${operation}`, resources });
  });

  test('that puts events names for each its bus, its source and its type', () => {
    expect(json('events', 'PutEvents', { Entries: [{ Source: 'a', DetailType: 'b' }, { EventBusName: 'golden' }] })).toEqual({
      action: 'events:PutEvents',
      resources: ['arn:aws:events:eu-west-1:123456789012:event-bus/default', 'arn:aws:events:eu-west-1:123456789012:event-bus/golden'],
      contexts: [{ 'events:source': 'a', 'events:detail-type': 'b' }, { 'events:source': '', 'events:detail-type': '' }],
    });
  });

  test('in a form names its action and resources', () => {
    expect(form('sts', { Action: 'GetCallerIdentity' })).toEqual({ action: 'sts:GetCallerIdentity', resources: ['*'] });
    expect(form('sns', { Action: 'Publish', TopicArn: 'arn:aws:sns:eu-west-1:123456789012:golden' }))
      .toEqual({ action: 'sns:Publish', resources: ['arn:aws:sns:eu-west-1:123456789012:golden'] });
  });

  test('to Inspector is told by its method and path', () => {
    const inspector = (method: string, url: string): AwsRequest | undefined => awsRequest({ method, url, headers: signedFor('inspector2'), body: '{}' }, scope);
    expect(inspector('POST', '/findings/list')).toEqual({ action: 'inspector2:ListFindings', resources: ['*'] });
    expect(inspector('POST', '/coverage/list')).toEqual({ action: 'inspector2:ListCoverage', resources: ['*'] });
    expect(inspector('GET', '/findings/list')).toBeUndefined();
    expect(inspector('POST', '/enable')).toBeUndefined();
  });

  test('to S3 is told by its method, path and query', () => {
    const resources = ['arn:aws:s3:::bucket/a b/source.zip'];
    expect(s3('GET', '/bucket/a%20b/source.zip')).toEqual({ action: 's3:GetObject', resources });
    expect(s3('HEAD', '/bucket/a%20b/source.zip?versionId=1')).toEqual({ action: 's3:GetObjectVersion', resources });
    expect(s3('PUT', '/bucket/a%20b/source.zip')).toEqual({ action: 's3:PutObject', resources });
    expect(s3('GET', '/bucket?list-type=2')).toEqual({ action: 's3:ListBucket', resources: ['arn:aws:s3:::bucket'] });
  });

  test('that is not known here is undefined', () => {
    expect(json('kms', 'Decrypt', {})).toBeUndefined();
    expect(json('kms', 'Sign', { KeyId: 'alias/signing' })).toBeUndefined();
    expect(json('codebuild', 'DeleteProject', { name: 'release' })).toBeUndefined();
    expect(form('sns', { Action: 'DeleteTopic' })).toBeUndefined();
    expect(s3('DELETE', '/bucket/key')).toBeUndefined();
    expect(s3('GET', '/')).toBeUndefined();
    expect(awsRequest({ method: 'GET', url: '/', headers: {}, body: '' }, scope)).toBeUndefined();
  });
});
