import { CodeBuildImages } from './codebuild-image';
import { CodeBuildComputeType } from './compute-type';
import { CodeBuildDockerServerOptions } from './docker-server-options';
import { CodeBuildProxyOptions } from './proxy-options';
import { CodeBuildVpcOptions } from './vpc-options';

/** On what machines, and in which network, the projects of a factory run. */
export interface CodeBuildMachineOptions {
  /**
   * In which network builds and releases run.
   *
   * @default - in none of yours: they reach the internet from AWS's own
   */
  readonly vpc?: CodeBuildVpcOptions;
  /**
   * Through which proxy they speak.
   *
   * @default - through none
   */
  readonly proxy?: CodeBuildProxyOptions;
  /**
   * What they run in.
   *
   * @default - the standard images of CodeBuild, on Amazon Linux 2023
   */
  readonly buildImages?: CodeBuildImages;
  /**
   * Size of the machines that build; those that release are small. Anything else is the error `InvalidComputeType`.
   *
   * @default CodeBuildComputeType.SMALL
   */
  readonly computeType?: CodeBuildComputeType;
  /**
   * Gives each build project a Docker engine of its own that keeps layers between builds; needs version 6 of the AWS
   * provider, else it is the error `ProviderTooOld`. It is another machine: tests that connect to a container
   * (`ImageTest.listens`, and the one that declared ports add) fail on it.
   *
   * @default - the engine of the build's machine, which is new in each build
   */
  readonly dockerServer?: CodeBuildDockerServerOptions;
}
