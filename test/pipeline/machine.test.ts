import { TerraformVariable } from 'cdktf';

import { ImagePlatform } from '../../lib/core/platform';
import { CodeBuildPipeline, CodeBuildPipelineProps } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { CodeBuildImage } from '../../lib/pipeline/codebuild/machine/codebuild-image';
import { CodeBuildComputeType } from '../../lib/pipeline/codebuild/machine/compute-type';
import { GoldenImageRepository } from '../../lib/registry/golden-image-repository';
import { arn, rightsOf } from '../support/applied';
import { actionsOf, isAllowed } from '../support/iam';
import { withProviderVersion } from '../support/provider-version';
import { Block, debianIn, DIGEST, newStack, Synthesized, synthesize, synthesizeDebian } from '../support/stack';

const BOTH = { platforms: [ImagePlatform.LINUX_AMD64, ImagePlatform.LINUX_ARM64] };
const PROJECTS = ['Debian/Build/Project', 'Debian/Build/Arm64Project', 'Debian/Release/Project'];
const VPC = { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-00000001', 'subnet-00000002'], securityGroupIds: ['sg-00000001'] };

const make = (props: CodeBuildPipelineProps): Synthesized => synthesizeDebian(BOTH, props);
const projectOf = (synthesized: Synthesized, path: string): Block => synthesized.resource('aws_codebuild_project', `${path}/Resource`);
const environmentOf = (synthesized: Synthesized, path: string): Record<string, string> =>
  Object.fromEntries((projectOf(synthesized, path).environment.environment_variable as Block[]).map(({ name, value }) => [name, value]));

describe('without options', () => {
  const plain = make({});

  test.each(PROJECTS)('%s is in no VPC, speaks through no proxy, and has no right in EC2', (path) => {
    const project = projectOf(plain, path);
    expect(project).not.toHaveProperty('vpc_config');
    expect(project).not.toHaveProperty('depends_on');
    expect(project.environment).not.toHaveProperty('image_pull_credentials_type');
    expect(project.environment.compute_type).toBe('BUILD_GENERAL1_SMALL');
    expect(project.source.buildspec).not.toContain('proxy');
    expect(Object.keys(environmentOf(plain, path)).filter((name) => /proxy/i.test(name))).toEqual([]);
    expect(actionsOf(rightsOf(plain, path)).filter((action) => action.startsWith('ec2:'))).toEqual([]);
  });
});

describe('in a VPC', () => {
  const synthesized = make({ vpc: VPC });
  const interfaces = arn('ec2', 'network-interface/eni-1');
  const subnet = (id: string): { context: Record<string, string> } => ({ context: { 'ec2:Subnet': arn('ec2', `subnet/${id}`), 'ec2:AuthorizedService': 'codebuild.amazonaws.com' } });

  test.each(PROJECTS)('%s is in its subnets, and is made after its rights', (path) => {
    const project = projectOf(synthesized, path);
    expect(project.vpc_config).toEqual({ vpc_id: VPC.vpcId, subnets: VPC.subnetIds, security_group_ids: VPC.securityGroupIds });
    expect(project.depends_on).toEqual([expect.stringMatching(/^aws_iam_role_policy\./)]);
  });

  test.each(PROJECTS)('the role of %s has the rights in EC2 that CodeBuild needs, and no other', (path) => {
    expect(actionsOf(rightsOf(synthesized, path)).filter((action) => action.startsWith('ec2:')).sort()).toEqual([
      'ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission', 'ec2:DeleteNetworkInterface', 'ec2:DescribeDhcpOptions',
      'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs',
    ]);
  });

  test.each(PROJECTS)('the role of %s reaches no other subnet or security group, and lends to CodeBuild alone', (path) => {
    const rights = [rightsOf(synthesized, path)];
    const can = (action: string, resource: string, context?: Record<string, string>): boolean => isAllowed(rights, { action, resource, ...(context && { context }) });
    for (const resource of [interfaces, arn('ec2', 'subnet/subnet-00000002'), arn('ec2', 'security-group/sg-00000001')]) expect(can('ec2:CreateNetworkInterface', resource)).toBe(true);
    for (const resource of [arn('ec2', 'subnet/subnet-00000003'), arn('ec2', 'security-group/sg-00000002')]) expect(can('ec2:CreateNetworkInterface', resource)).toBe(false);
    for (const action of ['ec2:DeleteNetworkInterface', 'ec2:CreateNetworkInterfacePermission']) {
      expect(can(action, interfaces, subnet('subnet-00000001').context)).toBe(true);
      expect(can(action, interfaces, subnet('subnet-00000003').context)).toBe(false);
    }
    expect(can('ec2:CreateNetworkInterfacePermission', interfaces, { ...subnet('subnet-00000001').context, 'ec2:AuthorizedService': 'lambda.amazonaws.com' })).toBe(false);
  });

  test('the ids may be made by Terraform', () => {
    const stack = newStack();
    const id = new TerraformVariable(stack, 'subnet', { type: 'string' }).stringValue;
    debianIn(stack, { pipeline: new CodeBuildPipeline(stack, 'Factory', { vpc: { vpcId: id, subnetIds: [id], securityGroupIds: [id] } }) });
    expect(projectOf(synthesize(stack), 'Debian/Build/Project').vpc_config).toEqual({ vpc_id: '${var.subnet}', subnets: ['${var.subnet}'], security_group_ids: ['${var.subnet}'] });
  });
});

describe('through a proxy', () => {
  const synthesized = make({ proxy: { httpProxy: 'http://proxy.example.com:3128', httpsProxy: 'http://proxy.example.com:3129', noProxy: ['.amazonaws.com'] } });

  test.each(PROJECTS)('%s says so in both spellings, and to the agent that writes its log', (path) => {
    const direct = 'localhost,127.0.0.1,169.254.169.254,169.254.170.2,.amazonaws.com';
    expect(environmentOf(synthesized, path)).toMatchObject({
      HTTP_PROXY: 'http://proxy.example.com:3128', http_proxy: 'http://proxy.example.com:3128',
      HTTPS_PROXY: 'http://proxy.example.com:3129', https_proxy: 'http://proxy.example.com:3129',
      NO_PROXY: direct, no_proxy: direct,
    });
    expect(projectOf(synthesized, path).source.buildspec).toMatch(/\nproxy:\n {2}logs: yes\n$/);
  });

  test('one that is for https alone says nothing of http', () => {
    const environment = environmentOf(make({ proxy: { httpsProxy: 'https://proxy.example.com' } }), PROJECTS[0]!);
    expect(Object.keys(environment).filter((name) => /proxy/i.test(name)).sort()).toEqual(['HTTPS_PROXY', 'NO_PROXY', 'https_proxy', 'no_proxy']);
  });
});

describe('with build images', () => {
  const stack = newStack();
  const repository = GoldenImageRepository.fromRepositoryAttributes(stack, 'Tools', {
    repositoryName: 'tools/build', repositoryArn: 'arn:aws:ecr:eu-west-1:210987654321:repository/tools/build', repositoryUri: '210987654321.dkr.ecr.eu-west-1.amazonaws.com/tools/build',
  });
  const buildImages = { amd64: CodeBuildImage.fromRepository(repository, { digest: DIGEST }), arm64: CodeBuildImage.curated('aws/codebuild/amazonlinux-aarch64-standard:3.0-24.10.01') };
  debianIn(stack, { ...BOTH, pipeline: new CodeBuildPipeline(stack, 'Factory', { buildImages }) });
  const synthesized = synthesize(stack);
  const canPull = (path: string, resource: string): boolean => isAllowed([rightsOf(synthesized, path)], { action: 'ecr:BatchGetImage', resource });

  test.each([PROJECTS[0]!, PROJECTS[2]!])('%s runs in the one of ECR, by its digest, which its own role may pull', (path) => {
    expect(projectOf(synthesized, path).environment).toMatchObject({
      image: `210987654321.dkr.ecr.eu-west-1.amazonaws.com/tools/build@${DIGEST}`, image_pull_credentials_type: 'SERVICE_ROLE', type: 'LINUX_CONTAINER',
    });
    expect(canPull(path, repository.repositoryArn)).toBe(true);
    expect(canPull(path, `${repository.repositoryArn}-other`)).toBe(false);
    expect(isAllowed([rightsOf(synthesized, path)], { action: 'ecr:PutImage', resource: repository.repositoryArn })).toBe(false);
  });

  test('a curated one is pulled by CodeBuild, and its role gets no right', () => {
    expect(projectOf(synthesized, PROJECTS[1]!).environment).toMatchObject({ image: 'aws/codebuild/amazonlinux-aarch64-standard:3.0-24.10.01', type: 'ARM_CONTAINER' });
    expect(projectOf(synthesized, PROJECTS[1]!).environment).not.toHaveProperty('image_pull_credentials_type');
    expect(canPull(PROJECTS[1]!, repository.repositoryArn)).toBe(false);
  });
});

test('a larger machine is for builds alone', () => {
  const synthesized = make({ computeType: CodeBuildComputeType.LARGE });
  expect(PROJECTS.map((path) => projectOf(synthesized, path).environment.compute_type)).toEqual(['BUILD_GENERAL1_LARGE', 'BUILD_GENERAL1_LARGE', 'BUILD_GENERAL1_SMALL']);
});

describe('with a Docker server and version 6 of the provider', () => {
  const stack = newStack();
  withProviderVersion('6.10.0', () =>
    debianIn(stack, { ...BOTH, pipeline: new CodeBuildPipeline(stack, 'Factory', { dockerServer: { computeType: CodeBuildComputeType.MEDIUM, securityGroupIds: ['sg-00000001'] } }) }),
  );
  const synthesized = synthesize(stack);

  test('each build project has one', () => {
    for (const path of PROJECTS.slice(0, 2)) {
      expect(projectOf(synthesized, path).environment.docker_server).toEqual({ compute_type: 'BUILD_GENERAL1_MEDIUM', security_group_ids: ['sg-00000001'] });
    }
  });

  test('the release project, which runs no Docker, has none', () => {
    expect(projectOf(synthesized, PROJECTS[2]!).environment).not.toHaveProperty('docker_server');
  });
});
