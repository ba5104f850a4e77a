import { actionsOf, isAllowed, isAllowedByResource, isTrusted, type PolicyDocument, type Statement, withoutAction } from './iam';

const REPOSITORY = 'arn:aws:ecr:eu-west-1:123456789012:repository/golden/debian';

const policy = (...statements: Partial<Statement>[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
});

const allowed = (document: PolicyDocument, action = 'ecr:PutImage', resource = REPOSITORY, context = {}): boolean =>
  isAllowed([document], { action, resource, context });

/** Whether a condition lets a request with this context through. */
const passes = (operator: string, wanted: string | string[], context: Record<string, string | string[]>): boolean =>
  allowed(policy({ Action: '*', Resource: '*', Condition: { [operator]: { 'aws:Key': wanted } } }), undefined, undefined, context);

describe('an identity policy', () => {
  test('allows nothing when it is silent', () => {
    expect(isAllowed([], { action: 'ecr:PutImage', resource: REPOSITORY })).toBe(false);
    expect(allowed(policy({ Action: 'ecr:PutImage', Resource: REPOSITORY }))).toBe(true);
  });

  test('compares actions without regard to case, and with wildcards', () => {
    expect(allowed(policy({ Action: ['ECR:putimage'], Resource: '*' }))).toBe(true);
    expect(allowed(policy({ Action: 'ecr:Put*', Resource: '*' }))).toBe(true);
    expect(allowed(policy({ Action: 'ecr:PutImag?', Resource: '*' }))).toBe(true);
    expect(allowed(policy({ Action: 'ecr:PutImage?', Resource: '*' }))).toBe(false);
    expect(allowed(policy({ Action: 'ecr-public:*', Resource: '*' }))).toBe(false);
  });

  test('compares resources with regard to case, and with wildcards', () => {
    expect(allowed(policy({ Action: '*', Resource: REPOSITORY.replace('golden', 'g?lden') }))).toBe(true);
    expect(allowed(policy({ Action: '*', Resource: 'arn:aws:ecr:*:*:repository/golden/*' }))).toBe(true);
    expect(allowed(policy({ Action: '*', Resource: REPOSITORY.replace('golden', 'Golden') }))).toBe(false);
    expect(allowed(policy({ Action: '*', Resource: `${REPOSITORY}-candidate` }))).toBe(false);
  });

  test('takes a dot in an ARN as a dot', () => {
    const document = policy({ Action: '*', Resource: 'arn:aws:s3:::my.bucket/*' });
    expect(allowed(document, 's3:GetObject', 'arn:aws:s3:::my.bucket/source.zip')).toBe(true);
    expect(allowed(document, 's3:GetObject', 'arn:aws:s3:::my-bucket/source.zip')).toBe(false);
  });

  test('allows all but what NotAction and NotResource name', () => {
    expect(allowed(policy({ NotAction: 'ecr:Delete*', Resource: '*' }))).toBe(true);
    expect(allowed(policy({ NotAction: 'ecr:Delete*', Resource: '*' }), 'ecr:DeleteRepository')).toBe(false);
    expect(allowed(policy({ Action: '*', NotResource: `${REPOSITORY}-candidate` }))).toBe(true);
    expect(allowed(policy({ Action: '*', NotResource: REPOSITORY }))).toBe(false);
  });

  test('denies over any allow, wherever the allow stands', () => {
    const allow = policy({ Action: '*', Resource: '*' });
    const deny = policy({ Effect: 'Deny', Action: 'ecr:PutImage', Resource: '*' });
    expect(isAllowed([allow, deny], { action: 'ecr:GetImage', resource: REPOSITORY })).toBe(true);
    expect(isAllowed([allow, deny], { action: 'ecr:PutImage', resource: REPOSITORY })).toBe(false);
  });

  test('is not evaluated when it uses policy variables', () => {
    expect(() => allowed(policy({ Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}' }))).toThrow('policy variables');
    expect(() => passes('StringEquals', '${aws:username}', { 'aws:Key': 'a' })).toThrow('policy variables');
  });
});

describe('a condition', () => {
  test.each<[operator: string, wanted: string | string[], holds: string, fails: string]>([
    ['StringEquals', ['a', 'b'], 'b', 'B'],
    ['StringNotEquals', ['a', 'b'], 'c', 'b'],
    ['StringEqualsIgnoreCase', 'a', 'A', 'b'],
    ['StringLike', 'a*', 'abc', 'bac'],
    ['StringNotLike', 'a*', 'bac', 'abc'],
    ['Bool', 'true', 'True', 'false'],
    ['ArnLike', 'arn:aws:codebuild:*:1:project/*', 'arn:aws:codebuild:eu-west-1:1:project/a', 'arn:aws:codebuild:eu:west:1:project/a'],
    ['ArnEquals', 'arn:aws:events:eu-west-1:1:rule/*', 'arn:aws:events:eu-west-1:1:rule/bus/a', 'arn:aws:events:eu-west-1:2:rule/a'],
    ['ArnNotLike', 'arn:aws:sns:*:1:*', 'arn:aws:sns:eu-west-1:2:a', 'arn:aws:sns:eu-west-1:1:a'],
  ])('%s %j holds for %s and not for %s', (operator, wanted, holds, fails) => {
    expect(passes(operator, wanted, { 'aws:Key': holds })).toBe(true);
    expect(passes(operator, wanted, { 'aws:Key': fails })).toBe(false);
  });

  test.each([
    ['StringEquals', false], ['StringLike', false], ['ArnLike', false], ['Bool', false], ['ForAnyValue:StringEquals', false],
    ['StringEqualsIfExists', true], ['ArnLikeIfExists', true], ['StringNotEquals', true], ['ForAllValues:StringEquals', true],
  ])('%s on a key the request does not have: %s', (operator, verdict) => {
    expect(passes(operator, 'a', {})).toBe(verdict);
  });

  test('IfExists still compares a key the request has', () => {
    expect(passes('StringEqualsIfExists', 'a', { 'aws:Key': 'a' })).toBe(true);
    expect(passes('StringEqualsIfExists', 'a', { 'aws:Key': 'b' })).toBe(false);
  });

  test('Null asks whether the request has the key', () => {
    expect(passes('Null', 'true', {})).toBe(true);
    expect(passes('Null', 'true', { 'aws:Key': 'a' })).toBe(false);
  });

  test('on several values holds for any or for all of them, as it says', () => {
    expect(passes('ForAnyValue:StringEquals', 'a', { 'aws:Key': ['a', 'b'] })).toBe(true);
    expect(passes('ForAnyValue:StringEquals', 'c', { 'aws:Key': ['a', 'b'] })).toBe(false);
    expect(passes('ForAllValues:StringEquals', ['a', 'b'], { 'aws:Key': ['a', 'b'] })).toBe(true);
    expect(passes('ForAllValues:StringEquals', 'a', { 'aws:Key': ['a', 'b'] })).toBe(false);
    expect(() => passes('StringEquals', 'a', { 'aws:Key': ['a', 'b'] })).toThrow('ForAnyValue');
  });

  test('finds its key whatever the case of its name', () => {
    expect(passes('StringEquals', 'a', { 'AWS:key': 'a' })).toBe(true);
    expect(passes('StringEquals', 'a', { 'AWS:kex': 'a' })).toBe(false);
  });

  test('must hold for every operator and every key', () => {
    const document = policy({
      Action: '*', Resource: '*',
      Condition: { StringEquals: { 'aws:A': 'a', 'aws:B': 'b' }, Bool: { 'aws:SecureTransport': 'true' } },
    });
    const context = { 'aws:A': 'a', 'aws:B': 'b', 'aws:SecureTransport': 'true' };
    expect(allowed(document, undefined, undefined, context)).toBe(true);
    for (const key of Object.keys(context)) {
      expect(allowed(document, undefined, undefined, { ...context, [key]: 'other' })).toBe(false);
    }
  });

  test('with an unknown operator neither grants nor lifts a denial', () => {
    const unknown = { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } };
    const everything = policy({ Action: '*', Resource: '*' });
    expect(allowed(policy({ Action: '*', Resource: '*', Condition: unknown }))).toBe(false);
    expect(isAllowed([everything, policy({ Effect: 'Deny', Action: '*', Resource: '*', Condition: unknown })],
      { action: 'ecr:PutImage', resource: REPOSITORY })).toBe(false);
  });
});

describe('a trust policy', () => {
  const trust = policy({
    Action: 'sts:AssumeRole',
    Principal: { Service: 'codebuild.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
  });

  test('lets in the service it names, on its conditions', () => {
    expect(isTrusted(trust, 'codebuild.amazonaws.com', { 'aws:SourceAccount': '123456789012' })).toBe(true);
    expect(isTrusted(trust, 'codebuild.amazonaws.com', { 'aws:SourceAccount': '210987654321' })).toBe(false);
    expect(isTrusted(trust, 'events.amazonaws.com', { 'aws:SourceAccount': '123456789012' })).toBe(false);
  });
});

describe("a resource's policy", () => {
  const topic = 'arn:aws:sns:eu-west-1:123456789012:alerts';
  const document = policy({ Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish', Resource: topic, Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:123456789012:rule/a' } } });
  const lets = (service: string, action: string, resource: string, rule: string): boolean =>
    isAllowedByResource(document, service, { action, resource, context: { 'aws:SourceArn': `arn:aws:events:eu-west-1:123456789012:rule/${rule}` } });

  test('lets in the service that it names, for its action, resource and conditions alone', () => {
    expect(lets('events.amazonaws.com', 'sns:Publish', topic, 'a')).toBe(true);
    expect(lets('s3.amazonaws.com', 'sns:Publish', topic, 'a')).toBe(false);
    expect(lets('events.amazonaws.com', 'sns:Subscribe', topic, 'a')).toBe(false);
    expect(lets('events.amazonaws.com', 'sns:Publish', `${topic}-2`, 'a')).toBe(false);
    expect(lets('events.amazonaws.com', 'sns:Publish', topic, 'b')).toBe(false);
  });
});

describe('the actions of a policy', () => {
  const document = policy(
    { Sid: 'Push', Action: ['ecr:PutImage', 'ecr:BatchGetImage'], Resource: REPOSITORY },
    { Sid: 'Login', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    { Sid: 'Read', Action: ['ecr:BatchGetImage', 'ecr:Describe*'], Resource: `${REPOSITORY}-candidate` },
    { Sid: 'Never', Effect: 'Deny', Action: 'ecr:BatchGetImage', Resource: 'arn:aws:ecr:*:*:repository/secret' },
  );

  test('are listed once each, in order, without those it denies', () => {
    expect(actionsOf(document)).toEqual(['ecr:BatchGetImage', 'ecr:Describe*', 'ecr:GetAuthorizationToken', 'ecr:PutImage']);
    expect(actionsOf(policy({ Effect: 'Deny', Action: '*' }))).toEqual([]);
  });

  test('lose one in every statement that allows it, and no other', () => {
    expect(withoutAction(document, 'ECR:BatchGetImage').Statement).toEqual([
      { Effect: 'Allow', Sid: 'Push', Action: ['ecr:PutImage'], Resource: REPOSITORY },
      { Effect: 'Allow', Sid: 'Login', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
      { Effect: 'Allow', Sid: 'Read', Action: ['ecr:Describe*'], Resource: `${REPOSITORY}-candidate` },
      { Effect: 'Deny', Sid: 'Never', Action: 'ecr:BatchGetImage', Resource: 'arn:aws:ecr:*:*:repository/secret' },
    ]);
  });

  test('lose the statement with its last one', () => {
    const statements = withoutAction(document, 'ecr:GetAuthorizationToken').Statement as Statement[];
    expect(statements.map((statement) => statement.Sid)).toEqual(['Push', 'Read', 'Never']);
  });
});
