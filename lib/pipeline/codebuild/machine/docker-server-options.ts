import { CodeBuildComputeType } from './compute-type';

/** A Docker engine of a build project's own that outlives its builds, and keeps their layers. */
export interface CodeBuildDockerServerOptions {
  /**
   * Its size; anything else is the error `InvalidComputeType`.
   *
   * @default CodeBuildComputeType.SMALL
   */
  readonly computeType?: CodeBuildComputeType;
  /**
   * 1 to 5 security groups of it, as those of the VPC.
   *
   * @default - CodeBuild's own
   */
  readonly securityGroupIds?: string[];
}
