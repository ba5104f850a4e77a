import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';

import { BaseImage } from '../../lib/base-image/base-image';
import { PullSource } from '../../lib/base-image/pull-source';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { BuildStage } from '../../lib/image/build-stage';
import { errorOf } from '../support/errors';
import { Block, debianIn, DIGEST, newStack, Synthesized, synthesize, synthesizeDebian } from '../support/stack';

const HOST = '111122223333.dkr.ecr.us-east-1.amazonaws.com';

function environment(synthesized: Synthesized): Record<string, string> {
  const project = synthesized.resource('aws_codebuild_project', 'Debian/Build/Project/Resource');
  return Object.fromEntries(project.environment.environment_variable.map(({ name, value }: Block) => [name, value]));
}

function statements(synthesized: Synthesized): Record<string, Block> {
  const { Statement } = JSON.parse(synthesized.resource('aws_iam_role_policy', 'Debian/Build/Project/Policy').policy);
  return Object.fromEntries(Statement.map((statement: Block) => [statement.Sid, statement]));
}

test('a build on a public image may pull nothing from ECR', () => {
  const synthesized = synthesizeDebian();
  expect(Object.keys(statements(synthesized))).not.toEqual(expect.arrayContaining([expect.stringMatching(/Pull|Cache|Parent/)]));
  expect(Object.keys(environment(synthesized))).not.toEqual(expect.arrayContaining([expect.stringMatching(/BASES|REGISTRIES/)]));
});

test('a build logs in to the ECR registry of another account, and may pull that one repository', () => {
  const base = BaseImage.fromPrivateRegistry(`${HOST}/base/debian`, '1', { digest: DIGEST, libc: Libc.GLIBC, packageManager: PackageManager.APT });
  const synthesized = synthesizeDebian({ base });
  expect(environment(synthesized)).toMatchObject({ PULL_REGISTRIES: HOST });
  expect(environment(synthesized).BASES).toBeUndefined();
  expect(statements(synthesized).PullBases).toMatchObject({
    Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    Resource: [expect.stringMatching(/^arn:\$\{data\.aws_partition\..*\}:ecr:us-east-1:111122223333:repository\/base\/debian$/)],
  });
});

test('a build through a cache may fill that cache for its own image', () => {
  const pullFrom = PullSource.pullThroughCache({ registry: HOST, prefix: 'docker-hub' });
  const synthesized = synthesizeDebian({ base: BaseImage.debian('12-slim', { digest: DIGEST, pullFrom }) });
  expect(statements(synthesized).FillCaches).toMatchObject({
    Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
    Resource: [expect.stringMatching(/:ecr:us-east-1:111122223333:repository\/docker-hub\/library\/debian$/)],
  });
});

test('a repository of the same stack is told apart by Terraform, in the account and region of the factory', () => {
  const stack = newStack();
  const { repositoryUrl } = new EcrRepository(stack, 'Approved', { name: 'approved/debian' });
  debianIn(stack, { base: BaseImage.fromPrivateRegistry(repositoryUrl, '1', { trackingReason: 'a canary', libc: Libc.GLIBC, packageManager: PackageManager.APT }) });
  const synthesized = synthesize(stack);
  const { BASES, PULL_REGISTRIES, DECLARED_WEAKENINGS } = environment(synthesized);
  expect(JSON.parse(BASES!)).toEqual([
    { argument: 'BASE', name: '${aws_ecr_repository.Approved.repository_url}:1', repository: '${aws_ecr_repository.Approved.repository_url}', tag: '1' },
  ]);
  expect(PULL_REGISTRIES).toBe('${element(split("/", aws_ecr_repository.Approved.repository_url), 0)}');
  expect(DECLARED_WEAKENINGS).toBe('the base is tracked: a canary');
  // Text for Terraform, which makes JSON of it.
  expect(synthesized.resource('aws_iam_role_policy', 'Debian/Build/Project/Policy').policy).toMatch(
    /"PullBases".*:ecr:\$\{data\.aws_region\.\w+\.name\}:\$\{data\.aws_caller_identity\.\w+\.account_id\}:repository\/\$\{replace\(aws_ecr_repository\.Approved\.repository_url, "\/\^\[\^\/\]\+\[\/\]\/", ""\)\}"/,
  );
});

test('a stage on a golden image gives the right to pull that one', () => {
  const stack = newStack();
  const golang = debianIn(stack, { name: 'golang' }, 'Golang');
  debianIn(stack, { stages: [BuildStage.of('build', { base: BaseImage.fromGoldenImage(golang) })] });
  const synthesized = synthesize(stack);
  expect(JSON.parse(environment(synthesized).BASES!)).toEqual([
    { argument: 'STAGE_1', repository: expect.stringContaining('Golang_Repository'), channel: '/golden/golang/channels/stable' },
  ]);
  expect(statements(synthesized).PullParents!.Resource).toEqual([expect.stringContaining('aws_ecr_repository.Golang_Repository')]);
  expect(statements(synthesized).ReadParentChannels!.Resource).toEqual([expect.stringMatching(/:parameter\/golden\/golang\/channels\/stable$/)]);
});

test('a parent in a stack of another region is refused, one in another stack of the region or of a region that Terraform alone knows is not', () => {
  const child = (region: string, parentRegion: string): void => {
    const stack = newStack('stack', undefined, region);
    const parent = debianIn(newStack('parent', stack, parentRegion));
    debianIn(stack, { name: 'java', base: BaseImage.fromGoldenImage(parent) }, 'Java');
  };
  const error = errorOf(() => child('eu-west-1', 'us-east-1'));
  expect(error).toMatchObject({ code: 'ParentElsewhere', where: 'stack/Java' });
  expect(error.message).toContain('given:    "parent/Debian in us-east-1"');
  expect(() => child('eu-west-1', 'eu-west-1')).not.toThrow();
  expect(() => child('eu-west-1', '${var.region}')).not.toThrow();
});
