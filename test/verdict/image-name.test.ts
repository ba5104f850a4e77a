import { parseImageName, repositoryOf } from '../../lib/verdict/image-name';
import { mayBeIn, registryOf } from '../../lib/verdict/registry-host';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test.each([
  ['nginx', 'docker.io/library/nginx', undefined, undefined],
  ['nginx:1.21.6', 'docker.io/library/nginx', '1.21.6', undefined],
  ['prom/prometheus:v2.2.1', 'docker.io/prom/prometheus', 'v2.2.1', undefined],
  ['index.docker.io/library/nginx', 'docker.io/library/nginx', undefined, undefined],
  ['Docker.IO/nginx', 'docker.io/library/nginx', undefined, undefined],
  ['localhost/app', 'localhost/app', undefined, undefined],
  ['repo.mycompany.com:8080/foo-service:v1', 'repo.mycompany.com:8080/foo-service', 'v1', undefined],
  [`r.io/a/b:1@${DIGEST}`, 'r.io/a/b', '1', DIGEST],
  ['aws/codebuild/standard:7.0', 'aws/codebuild/standard', '7.0', undefined],
  ['k8s.gcr.io/pause:2.0', 'k8s.gcr.io/pause', '2.0', undefined],
])('%s is of the repository %s', (text, repository, tag, digest) => {
  const name = parseImageName(text)!;
  expect([repositoryOf(name), name.tag, name.digest]).toEqual([repository, tag, digest]);
});

test.each(['', 'Nginx', 'a b', 'nginx:', 'nginx@', `nginx@sha256:x`, '/nginx', 'nginx/', 'https://r.io/a', '${var.image}', 'r.io/a:1:2', '-a', 'a'.repeat(64), DIGEST])('%j is no reference of an image', (text) => {
  expect(parseImageName(text)).toBeUndefined();
});

test('a private ECR registry is one under all of its names, and another account, region or domain is another', () => {
  const names = ['111122223333.dkr.ecr.eu-west-1.amazonaws.com', '111122223333.dkr.ecr-fips.eu-west-1.amazonaws.com', '111122223333.dkr-ecr.eu-west-1.on.aws'];
  expect(new Set(names.map(registryOf)).size).toBe(1);
  expect(registryOf('111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn')).toBe('ecr:111122223333:cn-north-1');
  expect(registryOf('111122223333.dkr.ecr.us-gov-west-1.amazonaws.com')).toBe('ecr:111122223333:us-gov-west-1');
  const others = ['111122223334.dkr.ecr.eu-west-1.amazonaws.com', '111122223333.dkr.ecr.eu-west-2.amazonaws.com', '111122223333.dkr.ecr.eu-west-1.amazonaws.com.example.com'];
  for (const other of others) expect(registryOf(other)).not.toBe(registryOf(names[0]!));
});

test('a registry may be that of an account and a region that are not named, and no other registry may', () => {
  const registry = registryOf('111122223333.dkr.ecr.eu-west-1.amazonaws.com');
  for (const [account, region] of [[undefined, undefined], ['111122223333', undefined], [undefined, 'eu-west-1'], ['111122223333', 'eu-west-1']] as const) expect(mayBeIn(registry, account, region)).toBe(true);
  for (const [account, region] of [['666666666666', undefined], [undefined, 'us-east-1'], ['666666666666', 'eu-west-1'], ['111122223333', 'us-east-1']] as const) expect(mayBeIn(registry, account, region)).toBe(false);
  for (const other of ['mirror.example.com', 'ecr:5000']) expect(mayBeIn(other)).toBe(false);
});
