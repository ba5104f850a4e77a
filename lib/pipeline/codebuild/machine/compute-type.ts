/**
 * Sizes of a CodeBuild machine. Source: CodeBuild user guide, "Build environment compute modes and types".
 */
export enum CodeBuildComputeType {
  /** 2 vCPUs. */
  SMALL = 'BUILD_GENERAL1_SMALL',
  /** 4 vCPUs. */
  MEDIUM = 'BUILD_GENERAL1_MEDIUM',
  /** 8 vCPUs. */
  LARGE = 'BUILD_GENERAL1_LARGE',
}

export const COMPUTE_TYPES: readonly CodeBuildComputeType[] = Object.values(CodeBuildComputeType);
