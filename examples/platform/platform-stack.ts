import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';

import { Construct } from 'constructs';

import {
  BaseImage,
  CodeBuildPipeline,
  GoldenImage,
  GoldenImageCatalog,
  GoldenImageNotifications,
  ImagePolicies,
  ImagePolicy,
  ImageRule,
  ImageTest,
  PipelineTools,
  PolicyExemption,
  RepositoryPrincipal,
} from 'cdktf-golden-image';

export interface PlatformStackProps {
  readonly region: string;
  /** Digest of debian:12-slim, an index of all its platforms. */
  readonly debianDigest: string;
  /** Who may pull, besides this account. */
  readonly organizationId: string;
  readonly tools?: PipelineTools;
  /** Day that policies go by, `YYYY-MM-DD`; the day of the synthesis where there is none. */
  readonly asOf?: string;
}

/** Two golden images of a platform team: Debian, and a Node.js runtime on top of it. */
export class PlatformStack extends TerraformStack {
  public readonly images: GoldenImage[];
  public readonly catalog: GoldenImageCatalog;

  public constructor(scope: Construct, id: string, { region, debianDigest, organizationId, tools, asOf }: PlatformStackProps) {
    super(scope, id);
    new AwsProvider(this, 'Aws', { region });
    ImagePolicies.of(this).add(
      ImagePolicy.baseline({ asOf }),
      ImagePolicy.of({ name: 'platform', rules: [ImageRule.approvedBases(['docker.io/library/debian'])], asOf }),
    );
    const factory = new CodeBuildPipeline(this, 'Factory', { tools });
    new GoldenImageNotifications(this, 'Notifications', { pipeline: factory });
    const pullableBy = [RepositoryPrincipal.organization(organizationId)];

    const debian = new GoldenImage(this, 'Debian', {
      name: 'debian',
      version: '12.1.0',
      base: BaseImage.debian('12-slim', { digest: debianDigest }),
      packages: ['ca-certificates', 'tzdata'],
      tests: [ImageTest.command('prints its release', { command: ['cat', '/etc/os-release'], expectedOutput: ['bookworm'] })],
      owner: 'platform-team',
      rationale: 'glibc, five years of support',
      exemptions: [PolicyExemption.of({ rule: 'supported-base', reason: 'Debian LTS goes on until the teams have moved to 13', expires: '2028-06-30' })],
      pipeline: factory,
      pullableBy,
    });

    const node = new GoldenImage(this, 'Node', {
      name: 'node-18',
      version: '1.0.0',
      base: BaseImage.fromGoldenImage(debian),
      packages: ['nodejs'],
      tests: [ImageTest.command('runs JavaScript', { command: ['node', '--print', '6 * 7'], expectedOutput: ['^42\\n?$'] })],
      owner: 'platform-team',
      rationale: "Node.js with Debian's security support, on the image that everything else runs on",
      pipeline: factory,
      pullableBy,
    });
    this.images = [debian, node];
    this.catalog = new GoldenImageCatalog(this, 'Catalog', { title: 'Golden images of the platform team' });
  }
}
