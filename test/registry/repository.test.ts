import { RepositoryEncryption } from '../../lib/registry/encryption/repository-encryption';
import { GoldenImageRepository, GoldenImageRepositoryProps } from '../../lib/registry/golden-image-repository';
import { LifecyclePolicy } from '../../lib/registry/lifecycle/lifecycle-policy';
import { errorOf, expectRefused } from '../support/errors';
import { Block, newStack, synthesize } from '../support/stack';

const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/k';

function repository(props: Partial<GoldenImageRepositoryProps> = {}): Record<string, Block> {
  const stack = newStack();
  new GoldenImageRepository(stack, 'Repo', { repositoryName: 'golden/debian', encryption: RepositoryEncryption.kms({ keyArn: KEY }), ...props });
  const synthesized = synthesize(stack);
  return {
    repository: synthesized.resource('aws_ecr_repository', 'Repo/Resource'),
    lifecycle: synthesized.resource('aws_ecr_lifecycle_policy', 'Repo/Lifecycle'),
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
  const { rules } = JSON.parse(repository({ lifecycle: LifecyclePolicy.candidates() }).lifecycle!.policy);
  expect(rules).toMatchObject([{ selection: { tagStatus: 'any', countNumber: 14 }, action: { type: 'expire' } }]);
});

test('what looks like a template in a policy that was read is a text to Terraform', () => {
  const text = JSON.stringify({ rules: [{ rulePriority: 1, description: '${a} %{b} $c', selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 1 }, action: { type: 'expire' } }] });
  expect(repository({ lifecycle: LifecyclePolicy.fromJson(text) }).lifecycle!.policy).toContain('"$${a} %%{b} $c"');
});

test('names and the encryption are checked when the object is made', () => {
  expectRefused('InvalidRepositoryName', ['', 'Debian', 'a', 'golden/', undefined], (repositoryName) => repository({ repositoryName }));
  expect(errorOf(() => new GoldenImageRepository(newStack(), 'Repo', undefined as never)).code).toBe('InvalidRepositoryName');
  expect(() => repository({ encryption: undefined as never })).toThrow('[MissingProperty] stack/Repo: encryption is missing');
});
