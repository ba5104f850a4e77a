import { TerraformOutput, TerraformStack } from 'cdktf';

import { Construct } from 'constructs';

import { BaseImage, DockerBuildPipeline, DockerRegistry, GoldenImage, ImageTest, PipelineTools } from 'cdktf-golden-image';

export interface LocalStackProps {
  /** Digest of debian:12-slim, an index of all its platforms. */
  readonly debianDigest: string;
  /** Port of the registry on localhost, 5000 unless told. */
  readonly registryPort?: number;
  readonly tools?: PipelineTools;
}

/** A golden image on a laptop: built, tested and pushed by `terraform apply`, without any cloud. */
export class LocalStack extends TerraformStack {
  public readonly image: GoldenImage;

  public constructor(scope: Construct, id: string, { debianDigest, registryPort, tools }: LocalStackProps) {
    super(scope, id);
    this.image = new GoldenImage(this, 'Debian', {
      name: 'debian',
      version: '12.1.0',
      base: BaseImage.debian('12-slim', { digest: debianDigest }),
      packages: ['ca-certificates', 'tzdata'],
      tests: [ImageTest.command('prints its release', { command: ['cat', '/etc/os-release'], expectedOutput: ['bookworm'] })],
      owner: 'platform-team',
      rationale: 'glibc, five years of support',
      pipeline: new DockerBuildPipeline(this, 'Docker', {
        registry: DockerRegistry.localhost(registryPort),
        unscannedReason: 'to try a declaration out; nothing runs this image',
        tools,
      }),
    });
    // docker run --rm "$(terraform output -raw Image)" cat /etc/os-release
    new TerraformOutput(this, 'Image', { value: `${this.image.repositoryUri}@${this.image.releasedDigest}`, staticId: true });
  }
}
