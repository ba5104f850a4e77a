import { matches } from './eventbridge-pattern';

const event = {
  'source': 'aws.ecr',
  'detail-type': 'ECR Image Action',
  'resources': ['arn:one', 'arn:two'],
  'detail': { 'result': 'SUCCESS', 'repository-name': 'golden/debian-candidate', 'image-tag': '1.2.3', 'size': 3, 'final': true },
};

describe('an event pattern', () => {
  test.each<[what: string, holds: object, fails: object]>([
    ['an exact value', { source: ['aws.ecr'] }, { source: ['aws.ECR'] }],
    ['one of several values', { source: ['aws.s3', 'aws.ecr'] }, { source: ['aws.s3', 'aws.sns'] }],
    ['every field', { 'source': ['aws.ecr'], 'detail-type': ['ECR Image Action'] }, { 'source': ['aws.ecr'], 'detail-type': ['ECR Image Scan'] }],
    ['a nested field', { detail: { result: ['SUCCESS'] } }, { detail: { result: ['FAILURE'] } }],
    ['a number as a number', { detail: { size: [3] } }, { detail: { size: ['3'] } }],
    ['a truth value', { detail: { final: [true] } }, { detail: { final: [false] } }],
    ['a prefix', { detail: { 'repository-name': [{ prefix: 'golden/' }] } }, { detail: { 'repository-name': [{ prefix: 'debian' }] } }],
    ['a suffix', { detail: { 'repository-name': [{ suffix: '-candidate' }] } }, { detail: { 'repository-name': [{ suffix: 'golden' }] } }],
    ['a wildcard', { detail: { 'repository-name': [{ wildcard: 'golden/*-candidate' }] } }, { detail: { 'repository-name': [{ wildcard: 'golden/*-release' }] } }],
    ['a wildcard as a whole', { source: [{ wildcard: 'aws.*' }] }, { source: [{ wildcard: '*w' }] }],
    ['a value in any case', { source: [{ 'equals-ignore-case': 'AWS.ECR' }] }, { source: [{ 'equals-ignore-case': 'AWS.S3' }] }],
    ['a field that is there', { detail: { 'image-tag': [{ exists: true }] } }, { detail: { digest: [{ exists: true }] } }],
    ['a field that is not there', { detail: { digest: [{ exists: false }] } }, { detail: { 'image-tag': [{ exists: false }] } }],
    ['no field under a missing one', { other: { digest: [{ exists: false }] } }, { other: { digest: ['a'] } }],
    ['anything but a value', { detail: { result: [{ 'anything-but': 'FAILURE' }] } }, { detail: { result: [{ 'anything-but': 'SUCCESS' }] } }],
    ['anything but some values', { detail: { result: [{ 'anything-but': ['A', 'B'] }] } }, { detail: { result: [{ 'anything-but': ['A', 'SUCCESS'] }] } }],
    ['anything but a prefix', { detail: { 'image-tag': [{ 'anything-but': { prefix: 'sha256-' } }] } }, { detail: { 'image-tag': [{ 'anything-but': { prefix: '1.' } }] } }],
    ['one value of a list', { resources: ['arn:two'] }, { resources: ['arn:three'] }],
  ])('matches %s', (_, holds, fails) => {
    expect(matches(holds, event)).toBe(true);
    expect(matches(fails, event)).toBe(false);
  });

  test('with "anything but" does not match a field that is missing', () => {
    expect(matches({ detail: { digest: [{ 'anything-but': 'a' }] } }, event)).toBe(false);
  });

  test.each([
    { source: 'aws.ecr' },
    { detail: { size: [{ numeric: ['>', 1] }] } },
    { detail: { result: [{ prefix: 'S', suffix: 'S' }] } },
    { source: [{ wildcard: 'aws.**' }] },
    { $or: [{ source: ['aws.ecr'] }] },
  ])('that is not known here is refused: %j', (pattern) => {
    expect(() => matches(pattern, event)).toThrow(/event pattern/);
  });
});
