import { CodebuildProject, CodebuildProjectConfig } from '@cdktf/provider-aws/lib/codebuild-project';
import { TerraformResource } from 'cdktf';

import { ImagePlatform } from '../../../core/platform';
import { PULL_ACTIONS } from '../../../registry/access/pull-actions';
import { AwsEnvironment } from '../../../registry/aws-environment';
import { AllowStatement } from '../iam';
import { CodeBuildComputeType } from './compute-type';
import { applyDockerServer } from './docker-server';
import { MachineSettings } from './machine-settings';
import { withProxiedLogs } from './proxy';
import { vpcStatements } from './vpc';

/** Machines of CodeBuild, with its standard images, which have Docker, the AWS CLI, jq and curl. */
const STANDARD: { readonly [platform in ImagePlatform]: { readonly type: string; readonly image: string } } = {
  [ImagePlatform.LINUX_AMD64]: { type: 'LINUX_CONTAINER', image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0' },
  [ImagePlatform.LINUX_ARM64]: { type: 'ARM_CONTAINER', image: 'aws/codebuild/amazonlinux-aarch64-standard:3.0' },
};

/** What of a factory's settings one project is made of. */
export class Machine {
  public constructor(
    private readonly settings: MachineSettings,
    private readonly platform: ImagePlatform,
    private readonly builds: boolean,
  ) {}

  /** Type, image and size. */
  public get environment(): { readonly type: string; readonly image: string; readonly computeType: string; readonly imagePullCredentialsType?: string } {
    const { image, type } = STANDARD[this.platform];
    const own = this.ownImage;
    return {
      type,
      image: own?._image ?? image,
      computeType: this.builds ? this.settings.computeType : CodeBuildComputeType.SMALL,
      // The project's role pulls it, not CodeBuild itself.
      ...(own?._repositoryArn !== undefined && { imagePullCredentialsType: 'SERVICE_ROLE' }),
    };
  }

  public get variables(): { readonly [name: string]: string } {
    return this.settings.proxy;
  }

  /** What else the project is made with; CodeBuild tries the role's rights when it makes one in a network. */
  public config(rights: TerraformResource): Pick<CodebuildProjectConfig, 'vpcConfig' | 'dependsOn'> {
    const { vpc } = this.settings;
    return vpc === undefined ? {} : { vpcConfig: { vpcId: vpc.vpcId, subnets: vpc.subnetIds, securityGroupIds: vpc.securityGroupIds }, dependsOn: [rights] };
  }

  public buildspec(text: string): string {
    return Object.keys(this.settings.proxy).length === 0 ? text : withProxiedLogs(text);
  }

  public statements(aws: AwsEnvironment): AllowStatement[] {
    const { vpc } = this.settings;
    const repository = this.ownImage?._repositoryArn;
    return [
      ...(repository === undefined ? [] : [{ sid: 'PullBuildImage', actions: PULL_ACTIONS, resources: [repository] }]),
      ...(vpc === undefined ? [] : vpcStatements(vpc, aws)),
    ];
  }

  /** What the bindings of 5.x do not know. */
  public finish(project: CodebuildProject): void {
    if (this.builds && this.settings.dockerServer !== undefined) applyDockerServer(project, this.settings.dockerServer);
  }

  private get ownImage(): MachineSettings['images']['amd64'] {
    return this.platform === ImagePlatform.LINUX_ARM64 ? this.settings.images.arm64 : this.settings.images.amd64;
  }
}
