import { GoldenImageRepository, GoldenImageRepositoryProps } from '../../lib/registry/golden-image-repository';
import { RepositoryLifecycle } from '../../lib/registry/lifecycle';
import { pullPolicy } from '../../lib/registry/pull-policy';
import { PullPrincipal } from '../../lib/registry/pull-principal';
import { expectRefused } from '../support/errors';
import { Block, newStack, synthesize } from '../support/stack';

const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/k';

function repository(props: Partial<GoldenImageRepositoryProps> = {}): Record<string, Block> {
  const stack = newStack();
  new GoldenImageRepository(stack, 'Repo', { repositoryName: 'golden/debian', encryptionKey: { keyArn: KEY }, ...props });
  const synthesized = synthesize(stack);
  return {
    repository: synthesized.resource('aws_ecr_repository', 'Repo/Resource'),
    lifecycle: synthesized.resource('aws_ecr_lifecycle_policy', 'Repo/Lifecycle'),
    policy: synthesized.resources('aws_ecr_repository_policy')['Repo/PullPolicy'] as Block,
  };
}

test('a repository is encrypted, scanned on push, immutable and protected without being asked to', () => {
  expect(repository().repository).toMatchObject({
    name: 'golden/debian',
    image_tag_mutability: 'IMMUTABLE',
    image_scanning_configuration: { scan_on_push: true },
    encryption_configuration: [{ encryption_type: 'KMS', kms_key: KEY }],
    force_delete: false,
    lifecycle: { prevent_destroy: true },
  });
});

test('a release is never deleted by age or count', () => {
  expect(JSON.parse(repository().lifecycle!.policy).rules).toEqual([
    {
      rulePriority: 1,
      description: 'expire untagged images after 14 days',
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
      action: { type: 'expire' },
    },
  ]);
});

test('candidates expire, tagged or not', () => {
  const { rules } = JSON.parse(repository({ lifecycle: RepositoryLifecycle.candidates() }).lifecycle!.policy);
  expect(rules).toMatchObject([{ selection: { tagStatus: 'any', countNumber: 14 }, action: { type: 'expire' } }]);
});

test('nobody else may pull unless it is declared', () => {
  expect(repository().policy).toBeUndefined();
  expect(repository({ pullableBy: [] }).policy).toBeUndefined();
});

test('an organization and accounts may pull and do nothing else', () => {
  const principals = [PullPrincipal.account('222222222222'), PullPrincipal.organization('o-a1b2c3d4e5'), PullPrincipal.account('111111111111')];
  const actions = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
  expect(JSON.parse(pullPolicy(principals, 'aws-cn')).Statement).toEqual([
    {
      Sid: 'PullFromAccounts',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws-cn:iam::111111111111:root', 'arn:aws-cn:iam::222222222222:root'] },
      Action: actions,
    },
    {
      Sid: 'PullFromOrganizations',
      Effect: 'Allow',
      Principal: '*',
      Action: actions,
      Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'] } },
    },
  ]);
});

test('everyone is never a principal without an organization as the condition', () => {
  const { Statement } = JSON.parse(pullPolicy([PullPrincipal.account('111111111111')], 'aws'));
  expect(Statement).toHaveLength(1);
  expect(JSON.stringify(Statement)).not.toContain('"*"');
});

test('the order of principals, and naming one twice, is no change', () => {
  const [a, b] = [PullPrincipal.account('111111111111'), PullPrincipal.account('222222222222')];
  expect(pullPolicy([b, a, b], 'aws')).toBe(pullPolicy([a, b], 'aws'));
});

test('a declared principal becomes the policy of the repository', () => {
  const { policy } = repository({ pullableBy: [PullPrincipal.organization('o-a1b2c3d4e5')] });
  expect(JSON.parse(policy!.policy).Statement[0].Sid).toBe('PullFromOrganizations');
});

test('names and principals are checked when the object is made', () => {
  expectRefused('InvalidRepositoryName', ['', 'Debian', 'a', 'golden/', undefined], (repositoryName) => repository({ repositoryName }));
  expectRefused('InvalidAccountId', ['', '123', undefined], (id) => PullPrincipal.account(id));
  expectRefused('InvalidOrganizationId', ['', 'o-', undefined], (id) => PullPrincipal.organization(id));
  expect(() => repository({ encryptionKey: undefined as never })).toThrow('[MissingProperty] stack/Repo: encryptionKey is missing');
});
