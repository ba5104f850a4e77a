import { comparable, differencesOf, statementsOf } from './statements';

const STACK = {
  '//': { metadata: {} },
  provider: { aws: [{ region: 'eu-west-1' }] },
  data: { aws_caller_identity: { Account: { '//': {} } } },
  resource: { aws_ssm_parameter: { One: { '//': {}, allowed_pattern: 'x', lifecycle: { ignore_changes: ['value'] }, depends_on: ['aws_s3_bucket.Two'] } } },
};

test('each block is a construct of the bindings, with its attributes in their names', () => {
  expect(statementsOf(STACK)).toEqual([
    { path: '@cdktf/provider-aws/lib/provider', type: 'AwsProvider', id: 'aws', address: 'provider.aws', props: { region: 'eu-west-1' } },
    { path: '@cdktf/provider-aws/lib/data-aws-caller-identity', type: 'DataAwsCallerIdentity', id: 'Account', address: 'data.aws_caller_identity.Account', props: {} },
    { path: '@cdktf/provider-aws/lib/ssm-parameter', type: 'SsmParameter', id: 'One', address: 'aws_ssm_parameter.One', props: { allowedPattern: 'x', lifecycle: { ignoreChanges: ['value'] }, dependsOn: ['aws_s3_bucket.Two'] } },
  ]);
});

test('what refers to an attribute of another comes behind it, and names both', () => {
  const stack = {
    data: { aws_partition: { Partition: {} } },
    resource: {
      aws_ssm_parameter: { One: { value: 'arn:${data.aws_partition.Partition.partition}:s3:::${aws_s3_bucket.Two.bucket_domain_name}/*' } },
      aws_s3_bucket: { Two: { bucket: '${aws_s3_bucket.Three.id}' }, Three: {} },
    },
  };
  const statements = statementsOf(stack);
  expect(statements.map(({ address }) => address)).toEqual(['data.aws_partition.Partition', 'aws_s3_bucket.Three', 'aws_s3_bucket.Two', 'aws_ssm_parameter.One']);
  expect(statements.map(({ props }) => props)).toEqual([
    {},
    {},
    { bucket: { text: ['', ['aws_s3_bucket.Three', 'id'], ''] } },
    { value: { text: ['arn:', ['data.aws_partition.Partition', 'partition'], ':s3:::', ['aws_s3_bucket.Two', 'bucketDomainName'], '/*'] } },
  ]);
});

test('what has no construct in the bindings is an error', () => {
  expect(() => statementsOf({ resource: { aws_ssm_parameter_x: { One: {} } } })).toThrow();
});

test('differences are found wherever they are, and metadata is none', () => {
  expect(differencesOf(comparable({ b: 1, '//': 1, a: [1, { c: 2 }] }), comparable({ a: [1, { c: 2 }], b: 1 }))).toEqual([]);
  expect(differencesOf({ a: [1, { c: 2 }] }, { a: [1, { c: 3 }], d: 1 })).toEqual(['.a.1.c: 2 and 3', '.d: undefined and 1']);
});
