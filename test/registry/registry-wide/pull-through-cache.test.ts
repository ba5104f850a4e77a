import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';

import { BaseImage } from '../../../lib/base-image/base-image';
import { Libc } from '../../../lib/core/libc';
import { PackageManager } from '../../../lib/core/package-manager';
import { RepositoryEncryption } from '../../../lib/registry/encryption/repository-encryption';
import { CacheCredentials } from '../../../lib/registry/registry-wide/cache-credentials';
import { GoldenImageRegistry } from '../../../lib/registry/registry-wide/golden-image-registry';
import { PullThroughCache } from '../../../lib/registry/registry-wide/pull-through-cache';
import { errorOf } from '../../support/errors';
import { Block, debianIn, DIGEST, newStack, Synthesized, synthesize } from '../../support/stack';
import { KEY, synthesizeRegistry } from './registry';

const ENCRYPTION = RepositoryEncryption.kms(KEY);
const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/upstream-a1b2c3';
const ROLE = 'arn:aws:iam::111122223333:role/pull';
const credentials = CacheCredentials.fromSecretArn(SECRET);
const ECR = '444455556666.dkr.ecr.us-east-1.amazonaws.com';

/** Every upstream that ECR knows: its prefix, what ECR is told, and what images of it are called. */
const UPSTREAMS: readonly [string, () => PullThroughCache, string, string, Block][] = [
  ['ecr-public', () => PullThroughCache.ecrPublic(), 'public.ecr.aws', 'public.ecr.aws', {}],
  ['kubernetes', () => PullThroughCache.kubernetes(), 'registry.k8s.io', 'registry.k8s.io', {}],
  ['quay', () => PullThroughCache.quay(), 'quay.io', 'quay.io', {}],
  ['docker-hub', () => PullThroughCache.dockerHub({ credentials }), 'registry-1.docker.io', 'docker.io', { credential_arn: SECRET }],
  ['github', () => PullThroughCache.github({ credentials }), 'ghcr.io', 'ghcr.io', { credential_arn: SECRET }],
  ['gitlab', () => PullThroughCache.gitlab({ credentials }), 'registry.gitlab.com', 'registry.gitlab.com', { credential_arn: SECRET }],
  ['chainguard', () => PullThroughCache.chainguard({ credentials }), 'cgr.dev', 'cgr.dev', { credential_arn: SECRET }],
  ['azure', () => PullThroughCache.azure({ credentials, registry: 'contoso.azurecr.io' }), 'contoso.azurecr.io', 'contoso.azurecr.io', { credential_arn: SECRET }],
  ['ecr', () => PullThroughCache.privateEcr({ registry: ECR, roleArn: ROLE }), ECR, ECR, { custom_role_arn: ROLE }],
];

const everything = (): Synthesized => synthesizeRegistry({ pullThroughCaches: UPSTREAMS.map(([, cache]) => cache()), encryption: ENCRYPTION });

test.each(UPSTREAMS)('%s is pulled from its own registry, with what it asks for', (prefix, _, registry, __, more) => {
  const rule = everything().resource('aws_ecr_pull_through_cache_rule', `Registry/Caches/${prefix}/Rule`);
  expect(rule).toEqual({ ecr_repository_prefix: prefix, upstream_registry_url: registry, ...more, depends_on: expect.anything(), '//': expect.anything() });
});

test.each(UPSTREAMS)('%s is cached in repositories that are encrypted, follow their upstream and lose what is untagged', (prefix) => {
  const synthesized = everything();
  const template = synthesized.resource('aws_ecr_repository_creation_template', `Registry/Caches/${prefix}/Template`);
  expect(template).toMatchObject({
    prefix,
    applied_for: ['PULL_THROUGH_CACHE'],
    image_tag_mutability: 'MUTABLE',
    encryption_configuration: [{ encryption_type: 'KMS', kms_key: KEY.keyArn }],
    custom_role_arn: expect.stringContaining('aws_iam_role'),
  });
  expect(JSON.parse(template.lifecycle_policy).rules).toMatchObject([{ selection: { tagStatus: 'untagged', countUnit: 'days', countNumber: 365 } }]);
  const rule = synthesized.resource('aws_ecr_pull_through_cache_rule', `Registry/Caches/${prefix}/Rule`);
  expect(rule.depends_on).toEqual([expect.stringMatching(/^aws_ecr_repository_creation_template\./)]);
});

test.each(UPSTREAMS)('%s carries images of its own registry and no others', (prefix, cache, _, imageHost) => {
  const registry = new GoldenImageRegistry(newStack(), 'Registry', { pullThroughCaches: [cache()], encryption: ENCRYPTION });
  const from = (host: string): BaseImage =>
    BaseImage.fromPrivateRegistry(`${host}/a/b`, '1', { digest: DIGEST, libc: Libc.GLIBC, packageManager: PackageManager.NONE, pullFrom: registry.pullSource(prefix) });
  expect(from(imageHost)._source).toMatchObject({ pulledFrom: expect.stringMatching(new RegExp(`/${prefix}/a/b$`)), pulledThroughCache: true });
  const error = errorOf(() => from('registry.example.com'));
  expect(error.code).toBe('NotInPullSource');
  expect(error.message).toContain(`expected: an image of ${imageHost}`);
});

test('a registry without caches is told to have some before one is pulled through', () => {
  const error = errorOf(() => new GoldenImageRegistry(newStack(), 'Registry', { encryption: ENCRYPTION }).pullSource('docker-hub'));
  expect(error.code).toBe('UnknownPullThroughCache');
  expect(error.message).toContain('expected: a registry with pullThroughCaches\n');
});

test('a prefix that no cache has is answered with those that there are', () => {
  const registry = new GoldenImageRegistry(newStack(), 'Registry', { pullThroughCaches: [PullThroughCache.quay(), PullThroughCache.ecrPublic()], encryption: ENCRYPTION });
  expect(errorOf(() => registry.pullSource('docker-hub')).message).toContain('expected: one of quay, ecr-public\n');
});

test('the role makes cached repositories, and replicates nothing where there are no replicas', () => {
  const { Statement } = JSON.parse(everything().resource('aws_iam_role_policy', 'Registry/TemplateRole/Policy').policy);
  expect(Statement.map(({ Sid }: Block) => Sid)).toEqual(['MakeRepositories', 'EncryptRepositories']);
  expect(Statement[0].Resource).toHaveLength(UPSTREAMS.length);
  expect(Statement[0].Resource).toContainEqual(expect.stringMatching(/:repository\/docker-hub\/\*$/));
});

test('a prefix may be chosen, with slashes', () => {
  const synthesized = synthesizeRegistry({ pullThroughCaches: [PullThroughCache.quay({ prefix: 'mirrors/quay' })], encryption: ENCRYPTION });
  expect(Object.values(synthesized.resources('aws_ecr_pull_through_cache_rule'))).toMatchObject([{ ecr_repository_prefix: 'mirrors/quay' }]);
});

test('a secret is found by its name, or by the ARN that Terraform makes', () => {
  const stack = newStack();
  const secret = new SecretsmanagerSecret(stack, 'Secret', { name: 'ecr-pullthroughcache/github' });
  new GoldenImageRegistry(stack, 'Registry', {
    pullThroughCaches: [
      PullThroughCache.dockerHub({ credentials: CacheCredentials.fromSecretName('ecr-pullthroughcache/docker-hub') }),
      PullThroughCache.github({ credentials: CacheCredentials.fromSecretArn(secret.arn) }),
    ],
    encryption: ENCRYPTION,
  });
  const synthesized = synthesize(stack);
  expect(Object.values(synthesized.data('aws_secretsmanager_secret'))).toMatchObject([{ name: 'ecr-pullthroughcache/docker-hub' }]);
  const arn = (prefix: string): string => synthesized.resource('aws_ecr_pull_through_cache_rule', `Registry/Caches/${prefix}/Rule`).credential_arn;
  expect(arn('docker-hub')).toMatch(/^\$\{data\.aws_secretsmanager_secret\.[\w-]+\.arn\}$/);
  expect(arn('github')).toBe('${aws_secretsmanager_secret.Secret.arn}');
});

function environment(synthesized: Synthesized): Record<string, string> {
  const project = synthesized.resource('aws_codebuild_project', 'Debian/Build/Project/Resource');
  return Object.fromEntries(project.environment.environment_variable.map(({ name, value }: Block) => [name, value]));
}

test('a golden image is built through a cache of its stack by one property', () => {
  const stack = newStack();
  const registry = new GoldenImageRegistry(stack, 'Registry', { pullThroughCaches: [PullThroughCache.dockerHub({ credentials })], encryption: ENCRYPTION });
  const image = debianIn(stack, { base: BaseImage.debian('12-slim', { digest: DIGEST, pullFrom: registry.pullSource('docker-hub') }) });
  expect(image.plan.bases).toMatchObject([{ argument: 'BASE', name: 'docker.io/library/debian:12-slim', tag: '12-slim', digest: DIGEST }]);
  expect(image.plan.ecrPulls).toMatchObject([{ throughCache: true }]);

  const synthesized = synthesize(stack);
  const host = /\$\{data\.aws_caller_identity\.Registry_\w+\.account_id\}\.dkr\.ecr\.\$\{data\.aws_region\.Registry_\w+\.name\}\.\$\{data\.aws_partition\.Registry_\w+\.dns_suffix\}/.source;
  const { BASES, PULL_REGISTRIES } = environment(synthesized);
  expect(JSON.parse(BASES!)).toEqual([
    {
      argument: 'BASE',
      name: 'docker.io/library/debian:12-slim',
      repository: expect.stringMatching(new RegExp(`^${host}/docker-hub/library/debian$`)),
      tag: '12-slim',
      digest: DIGEST,
    },
  ]);
  expect(PULL_REGISTRIES).toMatch(new RegExp(`^${host}$`));
  const { Statement } = JSON.parse(synthesized.resource('aws_iam_role_policy', 'Debian/Build/Project/Policy').policy);
  const cached = [expect.stringMatching(/^arn:\$\{data\.aws_partition\.\w+\.partition\}:ecr:\$\{.*\}:\$\{.*\}:repository\/docker-hub\/library\/debian$/)];
  expect(Statement).toContainEqual(expect.objectContaining({ Sid: 'PullBases', Resource: cached }));
  expect(Statement).toContainEqual(expect.objectContaining({ Sid: 'FillCaches', Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'], Resource: cached }));
});
