import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { App, TerraformOutput, TerraformStack, TerraformVariable, Testing } from 'cdktf';

import { refuseTooLong, repositoryPolicy } from '../../lib/registry/access/repository-policy';
import { RepositoryPrincipal } from '../../lib/registry/access/repository-principal';
import { RepositoryEncryption } from '../../lib/registry/encryption/repository-encryption';
import { GoldenImageRepository } from '../../lib/registry/golden-image-repository';
import { IImageRepository } from '../../lib/registry/image-repository';
import { errorOf, expectRefused } from '../support/errors';
import { Block, debianIn, newStack, Synthesized, synthesize } from '../support/stack';

const { account, lambda, organization, organizationalUnit, role } = RepositoryPrincipal;
const ROLE = 'arn:aws:iam::111111111111:role/team/deploy';
const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

const PUSH = [
  'ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:CompleteLayerUpload', 'ecr:GetDownloadUrlForLayer', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart',
];

const pull = (principal: RepositoryPrincipal): Parameters<typeof repositoryPolicy>[0][number] => ({ access: 'pull', principal });

/** The policy of a repository on which these grants were made. */
function policyAfter(grant: (repository: GoldenImageRepository) => void): Block | undefined {
  const stack = newStack();
  grant(new GoldenImageRepository(stack, 'Repo', { repositoryName: 'golden/debian', encryption: RepositoryEncryption.aes256() }));
  const made = synthesize(stack).resources('aws_ecr_repository_policy')['Repo/AccessPolicy'] as Block | undefined;
  return made && { ...made, ...JSON.parse(made.policy) };
}

test('nobody else may pull unless it is granted', () => {
  expect(policyAfter(() => {})).toBeUndefined();
});

test('each kind of principal may pull and do nothing else, by a statement of its own', () => {
  const grants = [account('222222222222'), role(ROLE), organization('o-a1b2c3d4e5'), organizationalUnit('o-a1b2c3d4e5', 'ou-ab12-11111111'), lambda('111111111111'), account('111111111111')];
  expect(JSON.parse(repositoryPolicy(grants.map(pull), 'aws-cn')).Statement).toEqual([
    {
      Sid: 'PullFromAccounts',
      Effect: 'Allow',
      Action: PULL,
      Principal: { AWS: ['arn:aws-cn:iam::111111111111:root', 'arn:aws-cn:iam::222222222222:root'] },
    },
    {
      Sid: 'PullFromLambdaFunctions',
      Effect: 'Allow',
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Principal: { Service: 'lambda.amazonaws.com' },
      Condition: { ArnLike: { 'aws:SourceArn': ['arn:aws-cn:lambda:*:111111111111:function:*'] } },
    },
    { Sid: 'PullFromOrganizations', Effect: 'Allow', Action: PULL, Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'] } } },
    {
      Sid: 'PullFromOrganizationalUnits',
      Effect: 'Allow',
      Action: PULL,
      Principal: '*',
      Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/*/ou-ab12-11111111/*'] } },
    },
    { Sid: 'PullFromRoles', Effect: 'Allow', Action: PULL, Principal: { AWS: [ROLE] } },
  ]);
});

test('everyone is a principal only together with a condition', () => {
  const all = [account('222222222222'), role(ROLE), organization('o-a1b2c3d4e5'), organizationalUnit('o-a1b2c3d4e5', 'ou-ab12-11111111'), lambda('111111111111')];
  const { Statement } = JSON.parse(repositoryPolicy(all.flatMap((principal) => [pull(principal), { access: 'push', principal }]), 'aws'));
  const open = Statement.filter(({ Principal }: Block) => JSON.stringify(Principal).includes('"*"'));
  expect(open).toHaveLength(4);
  for (const { Condition } of open) expect(Object.keys(Condition)).toHaveLength(1);
});

test('the order of grants, and granting twice, is no change', () => {
  const [a, b] = [pull(account('111111111111')), pull(account('222222222222'))] as const;
  expect(repositoryPolicy([b, a, b], 'aws')).toBe(repositoryPolicy([a, b], 'aws'));
});

test('all grants become one policy, which belongs to the repository', () => {
  const policy = policyAfter((repository) => {
    repository.grantPull(organization('o-a1b2c3d4e5'));
    repository.grantPush(role(ROLE));
  });
  expect(policy!.repository).toMatch(/^\$\{aws_ecr_repository\.Repo_\w+\.name\}$/);
  expect(policy!.Statement.map(({ Sid }: Block) => Sid)).toEqual(['PullFromOrganizations', 'PushFromRoles']);
  expect(policy!.Version).toBe('2012-10-17');
  expect(policy!.Statement[1].Action).toEqual(PUSH);
});

test('a role of the same app is named by its resource, so that it is there before the policy', () => {
  const stack = newStack();
  const repository = new GoldenImageRepository(stack, 'Repo', { repositoryName: 'golden/debian', encryption: RepositoryEncryption.aes256() });
  repository.grantPull(role(new IamRole(stack, 'Role', { assumeRolePolicy: '{}' }).arn));
  const { policy } = synthesize(stack).resources('aws_ecr_repository_policy')['Repo/AccessPolicy'] as Block;
  expect(JSON.parse(policy).Statement[0].Principal).toEqual({ AWS: ['${aws_iam_role.Role.arn}'] });
});

test('roles of the same app are there once each, in the order of what Terraform calls them, whatever the order of grants', () => {
  const principals = (...order: ('A' | 'B')[]): unknown => {
    const stack = newStack();
    const roles = { A: new IamRole(stack, 'A', { assumeRolePolicy: '{}' }), B: new IamRole(stack, 'B', { assumeRolePolicy: '{}' }) };
    const repository = new GoldenImageRepository(stack, 'Repo', { repositoryName: 'golden/debian', encryption: RepositoryEncryption.aes256() });
    for (const name of order) repository.grantPull(role(roles[name].arn));
    return JSON.parse((synthesize(stack).resources('aws_ecr_repository_policy')['Repo/AccessPolicy'] as Block).policy).Statement[0].Principal;
  };
  expect(principals('B', 'A', 'B')).toEqual({ AWS: ['${aws_iam_role.A.arn}', '${aws_iam_role.B.arn}'] });
});

test('roles of two other stacks that read alike there are two principals', () => {
  const app = Testing.app();
  const c = newStack('c', new TerraformStack(app, 'beside'));
  const [a, b] = [newStack('a', c), newStack('b', c)] as const;
  const repository = new GoldenImageRepository(c, 'Repo', { repositoryName: 'golden/debian', encryption: RepositoryEncryption.aes256() });
  for (const stack of [a, b]) repository.grantPull(role(new IamRole(stack, 'Role', { assumeRolePolicy: '{}' }).arn));
  app.synth();
  const { aws_ecr_repository_policy: policies } = JSON.parse(readFileSync(join(app.outdir, 'stacks/c/cdk.tf.json'), 'utf8')).resource;
  const [{ policy }] = Object.values(policies) as [Block];
  expect(JSON.parse(policy).Statement[0].Principal.AWS).toEqual([expect.stringContaining('input-a.outputs'), expect.stringContaining('input-b.outputs')]);
});

test('a policy that ECR would not take is refused with the grant that makes it too long', () => {
  const many = (count: number) => (repository: GoldenImageRepository): void => {
    for (let index = 0; index < count; index++) repository.grantPull(account(String(index).padStart(12, '0')));
  };
  // As ECR sees it in AWS GovCloud, where names are longest: 40 characters each.
  expect(policyAfter(many(249))).toBeDefined();
  expectRefused('RepositoryPolicyTooLong', [260], (count) => policyAfter(many(count)));
});

test('a policy may have 10,240 characters and not one more', () => {
  const arns = Array.from({ length: 200 }, (_, index) => `${ROLE}-${String(index).padStart(3, '0')}`);
  const padded = (length: number): Parameters<typeof refuseTooLong>[0] => {
    const missing = length - repositoryPolicy(arns.map((arn) => pull(role(arn))), 'aws-us-gov').length;
    const each = Math.floor(missing / arns.length);
    return arns.map((arn, index) => pull(role(arn + 'x'.repeat(each + (index < missing % arns.length ? 1 : 0)))));
  };
  expect(repositoryPolicy(padded(10_240), 'aws-us-gov')).toHaveLength(10_240);
  expect(() => refuseTooLong(padded(10_240), 'Here')).not.toThrow();
  expect(() => refuseTooLong(padded(10_241), 'Here')).toThrow('[RepositoryPolicyTooLong] Here: the repository policy has 10241 characters');
});

test('only its pipeline pushes to the repositories of a golden image', () => {
  const image = debianIn(newStack());
  expectRefused('PushReserved', [role(ROLE)], (principal) => image.repository.grantPush(principal));
  expect(errorOf(() => image.repository.grantPush(role(ROLE))).message).toMatch(/only its pipeline pushes[^]*remedy: {3}grant pull, or declare a GoldenImageRepository of its own/);
  expectRefused('PushReserved', [role(ROLE)], (principal) => image.candidates.grantPush(principal));
});

test('principals are checked when they are made', () => {
  expectRefused('InvalidAccountId', ['', '123', undefined, '11111111111a'], (id) => account(id));
  expectRefused('InvalidAccountId', ['', '123', undefined], (id) => lambda(id));
  expectRefused('InvalidOrganizationId', ['', 'o-', undefined], (id) => organization(id));
  expectRefused('InvalidOrganizationId', ['', 'o-', undefined], (id) => organizationalUnit(id, 'ou-ab12-11111111'));
  expectRefused('InvalidOrganizationalUnitId', ['', 'ou-ab-1', 'r-ab12', undefined], (id) => organizationalUnit('o-a1b2c3d4e5', id));
  expectRefused('InvalidRoleArn', ['', 'deploy', 'arn:aws:iam::1:role/a', 'arn:aws:iam::111111111111:user/a', `${ROLE}*`, 'arn:aws:iam::111111111111:role/*/deploy', undefined], (arn) => role(arn));
  expectRefused('InvalidPushPrincipal', [lambda('111111111111')], (principal) => policyAfter((repository) => repository.grantPush(principal)));
  expect(() => policyAfter((repository) => repository.grantPull(undefined as never))).toThrow('[MissingProperty] stack/Repo: principal is missing');
  expect(() => policyAfter((repository) => repository.grantPull('111111111111' as never))).toThrow('[InvalidType] stack/Repo: principal is not an object of the class RepositoryPrincipal');
});

describe('a repository of another app', () => {
  const NAME = { repositoryName: 'golden/debian' };
  const ARN = 'arn:aws-cn:ecr:cn-north-1:111122223333:repository/golden/debian';

  function rights(grant: (repository: IImageRepository) => void): Synthesized {
    const stack = newStack();
    grant(GoldenImageRepository.fromRepositoryArn(stack, 'Repo', ARN));
    return synthesize(stack);
  }

  test('is known by its ARN, by its name, and by what is known of it', () => {
    const stack = newStack();
    expect(GoldenImageRepository.fromRepositoryArn(stack, 'Arn', ARN)).toMatchObject({ ...NAME, repositoryUri: '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/golden/debian' });
    expect(GoldenImageRepository.fromRepositoryArn(stack, 'Elsewhere', 'arn:aws:ecr:eu-west-1:111122223333:repository/golden/debian').repositoryUri).toBe('111122223333.dkr.ecr.eu-west-1.amazonaws.com/golden/debian');
    const named = GoldenImageRepository.fromRepositoryName(stack, 'Name', 'golden/debian');
    new TerraformOutput(stack, 'Output', { value: named.repositoryArn });
    new TerraformOutput(stack, 'Uri', { value: named.repositoryUri });
    const { Output, Uri } = (synthesize(stack).json as Block).output;
    expect(Uri.value).toMatch(/^\$\{data\.aws_caller_identity.*\}\.dkr\.ecr\.\$\{data\.aws_region.*\}\.\$\{data\.aws_partition.*\}\/golden\/debian$/);
    expect(Output.value).toMatch(/^arn:\$\{data\.aws_partition.*:ecr:\$\{data\.aws_region.*\}:\$\{data\.aws_caller_identity.*\}:repository\/golden\/debian$/);
    expect(GoldenImageRepository.fromRepositoryAttributes(stack, 'All', { ...NAME, repositoryArn: ARN, repositoryUri: 'uri' })).toMatchObject({ ...NAME, repositoryUri: 'uri' });
    expectRefused('InvalidRepositoryArn', ['', 'golden/debian', 'arn:aws:s3:::a', undefined], (arn) => GoldenImageRepository.fromRepositoryArn(newStack(), 'Arn', arn));
    expectRefused('InvalidRepositoryName', ['', 'A', undefined], (name) => GoldenImageRepository.fromRepositoryName(newStack(), 'Name', name));
    expect(() => GoldenImageRepository.fromRepositoryAttributes(newStack(), 'All', NAME as never)).toThrow('[MissingProperty] GoldenImageRepository.fromRepositoryAttributes: repositoryArn is missing');
    const attributes = { ...NAME, repositoryArn: ARN, repositoryUri: 'uri' };
    expectRefused('InvalidRepositoryArn', ['garbage', ''], (repositoryArn) => GoldenImageRepository.fromRepositoryAttributes(newStack(), 'All', { ...attributes, repositoryArn }));
    expectRefused('InvalidRepositoryName', ['Golden/X', 5], (repositoryName) => GoldenImageRepository.fromRepositoryAttributes(newStack(), 'All', { ...attributes, repositoryName }));
  });

  test('is known by what only Terraform knows of it', () => {
    const stack = newStack();
    const value = new TerraformVariable(stack, 'value', { type: 'string' }).stringValue;
    const repository = GoldenImageRepository.fromRepositoryAttributes(stack, 'Repo', { repositoryName: value, repositoryArn: value, repositoryUri: value });
    new TerraformOutput(stack, 'Output', { value: [repository.repositoryName, repository.repositoryArn, repository.repositoryUri] });
    expect((synthesize(stack).json as Block).output.Output.value).toEqual(['${var.value}', '${var.value}', '${var.value}']);
  });

  test('is pulled from by a role through a policy of the role', () => {
    const synthesized = rights((repository) => repository.grantPull(role(ROLE)));
    const [[path, { role: name, name: policyName, policy }], ...others] = Object.entries(synthesized.resources('aws_iam_role_policy')) as [[string, Block]];
    expect(others).toEqual([]);
    expect(path).toMatch(/^Repo\/PullBy[a-f0-9]{8}$/);
    expect(name).toBe('${replace("arn:aws:iam::111111111111:role/team/deploy", "/^.*[/]/", "")}');
    // A role has one policy of a name, and may be granted several repositories.
    expect(policyName).toMatch(/^pull-[a-f0-9]{16}$/);
    expect(JSON.parse(policy).Version).toBe('2012-10-17');
    expect(JSON.parse(policy).Statement).toEqual([
      { Sid: 'RegistryLogin', Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: '*' },
      { Sid: 'Pull', Effect: 'Allow', Action: PULL, Resource: ARN },
    ]);
    expect(synthesized.resources('aws_ecr_repository_policy')).toEqual({});
  });

  test('is pushed to, and pulled from, by a role through a policy of the role', () => {
    const [[path, { policy }], ...others] = Object.entries(rights((repository) => repository.grantPush(role(ROLE))).resources('aws_iam_role_policy')) as [[string, Block]];
    expect(others).toEqual([]);
    expect(path).toMatch(/^Repo\/PushBy[a-f0-9]{8}$/);
    expect(JSON.parse(policy).Statement[1]).toEqual({ Sid: 'Push', Effect: 'Allow', Action: PUSH, Resource: ARN });
  });

  test('keeps the policy of a role, whatever is granted besides and however often', () => {
    const other = role('arn:aws:iam::111111111111:role/other');
    const paths = (...principals: RepositoryPrincipal[]): string[] =>
      Object.keys(rights((repository) => principals.forEach((principal) => repository.grantPull(principal))).resources('aws_iam_role_policy'));
    const [alone] = paths(role(ROLE));
    expect(paths(other, role(ROLE), role(ROLE))).toHaveLength(2);
    expect(paths(other, role(ROLE), role(ROLE))).toContain(alone);
  });

  test('tells roles of two stacks apart that read alike', () => {
    const app = new App();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => new TerraformStack(app, name)) as [TerraformStack, TerraformStack, TerraformStack];
    const repository = GoldenImageRepository.fromRepositoryArn(c, 'Repo', ARN);
    for (const stack of [a, b]) repository.grantPull(role(new IamRole(stack, 'Role', { assumeRolePolicy: '{}' }).arn));
    expect(c.node.findAll().filter((node) => node instanceof IamRolePolicy).map(({ node }) => node.id)).toEqual([expect.stringMatching(/^PullBy[a-f0-9]{8}$/), expect.stringMatching(/^PullBy[a-f0-9]{8}-2$/)]);
  });

  test('refuses what cannot be done to it from here', () => {
    expectRefused('ImportedRepository', [account('111111111111'), organization('o-a1b2c3d4e5'), lambda('111111111111')], (principal) =>
      rights((repository) => repository.grantPull(principal)),
    );
    expect(errorOf(() => rights((repository) => repository.grantPull(account('111111111111')))).message).toMatch(/another app owns cannot be changed from here[^]*remedy: {3}grant where the repository is declared/);
    expectRefused('ImportedRepository', [account('111111111111')], (principal) => rights((repository) => repository.grantPush(principal)));
    expectRefused('InvalidPushPrincipal', [lambda('111111111111')], (principal) => rights((repository) => repository.grantPush(principal)));
  });
});
