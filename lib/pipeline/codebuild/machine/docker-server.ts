import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';

import { checkOneOf } from '../../../core/check';
import { GoldenImageError } from '../../../core/error';
import { BY_RULE, checkShape, LIST, Shape } from '../../../core/shape';
import { CodeBuildComputeType, COMPUTE_TYPES } from './compute-type';
import { CodeBuildDockerServerOptions } from './docker-server-options';
import { checkIds } from './id-list';
import { SECURITY_GROUPS } from './vpc';

const SHAPE: Shape<CodeBuildDockerServerOptions> = { computeType: BY_RULE, securityGroupIds: LIST };

/** The same, checked. */
export interface DockerServer {
  readonly computeType: CodeBuildComputeType;
  readonly securityGroupIds?: string[];
}

export function resolveDockerServer(given: CodeBuildDockerServerOptions, factory: string): DockerServer {
  const where = `${factory} dockerServer`;
  const { computeType, securityGroupIds } = checkShape(SHAPE, given, 'dockerServer', where);
  return {
    computeType: checkOneOf('InvalidComputeType', 'compute type', COMPUTE_TYPES, computeType ?? CodeBuildComputeType.SMALL, where),
    ...(securityGroupIds !== undefined && { securityGroupIds: checkIds(SECURITY_GROUPS, securityGroupIds, where) }),
  };
}

/** The block came in provider 6 (its pull request 42982); the bindings of 5.x do not know it, so it is an override. */
export function applyDockerServer(project: CodebuildProject, { computeType, securityGroupIds }: DockerServer): void {
  const version = project.terraformGeneratorMetadata?.providerVersion ?? 'unknown';
  if (!(Number(version.split('.')[0]) >= 6)) {
    throw new GoldenImageError('ProviderTooOld', {
      where: project.node.path,
      problem: 'this version of the AWS provider knows no Docker servers',
      given: version,
      expected: 'version 6 of the AWS provider',
      remedy: 'install a newer @cdktf/provider-aws, or leave dockerServer out',
    });
  }
  project.addOverride('environment.docker_server', { compute_type: computeType, ...(securityGroupIds && { security_group_ids: securityGroupIds }) });
}
