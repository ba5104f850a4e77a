import { checkOneOf } from '../../../core/check';
import { BY_RULE, checkShape, Shape } from '../../../core/shape';
import { CodeBuildImages } from './codebuild-image';
import { CodeBuildComputeType, COMPUTE_TYPES } from './compute-type';
import { DockerServer, resolveDockerServer } from './docker-server';
import { resolveImages } from './images';
import { CodeBuildMachineOptions } from './machine-options';
import { proxyEnvironment } from './proxy';
import { resolveVpc, Vpc } from './vpc';

export const MACHINE_SHAPE: Shape<CodeBuildMachineOptions> = {
  vpc: BY_RULE,
  proxy: BY_RULE,
  buildImages: BY_RULE,
  computeType: BY_RULE,
  dockerServer: BY_RULE,
};

/** The same, checked. */
export interface MachineSettings {
  readonly vpc?: Vpc;
  /** Empty where there is no proxy. */
  readonly proxy: { readonly [name: string]: string };
  readonly images: CodeBuildImages;
  readonly computeType: CodeBuildComputeType;
  readonly dockerServer?: DockerServer;
}

export function resolveMachine(given: CodeBuildMachineOptions, where: string): MachineSettings {
  const { vpc, proxy, buildImages, computeType, dockerServer } = checkShape(MACHINE_SHAPE, given, 'props', where);
  return {
    ...(vpc !== undefined && { vpc: resolveVpc(vpc, where) }),
    proxy: proxy === undefined ? {} : proxyEnvironment(proxy, where),
    images: buildImages === undefined ? {} : resolveImages(buildImages, where),
    computeType: checkOneOf('InvalidComputeType', 'compute type', COMPUTE_TYPES, computeType ?? CodeBuildComputeType.SMALL, where),
    ...(dockerServer !== undefined && { dockerServer: resolveDockerServer(dockerServer, where) }),
  };
}
