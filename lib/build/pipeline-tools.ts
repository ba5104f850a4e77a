import { checkText } from '../core/check';
import { SHA256, TOOLS_MIRROR } from '../core/grammar';
import { ImagePlatform } from '../core/platform';
import { BY_RULE, checkShape, Shape } from '../core/shape';

/** Where release files of the pipeline's tools are taken from, and what they must be. */
export interface PipelineToolsMirrorOptions {
  /**
   * SHA-256 of `container-structure-test-linux-amd64` where the mirror serves a build of its own.
   *
   * @default - that of the project's release file
   */
  readonly containerStructureTestSha256?: string;
  /**
   * SHA-256 of `container-structure-test-linux-arm64` where the mirror serves a build of its own.
   *
   * @default - that of the project's release file
   */
  readonly containerStructureTestArm64Sha256?: string;
  /**
   * SHA-256 of `go-containerregistry_Linux_x86_64.tar.gz` (which holds crane) where the mirror serves a build of its own.
   *
   * @default - that of the project's release file
   */
  readonly craneSha256?: string;
  /**
   * SHA-256 of `go-containerregistry_Linux_arm64.tar.gz` where the mirror serves a build of its own.
   *
   * @default - that of the project's release file
   */
  readonly craneArm64Sha256?: string;
  /**
   * SHA-256 of `cosign-linux-amd64` where the mirror serves a build of its own.
   *
   * @default - that of the project's release file
   */
  readonly cosignSha256?: string;
  /**
   * SHA-256 of `syft_1.42.1_linux_amd64.tar.gz` where the mirror serves a build of its own.
   *
   * @default - that of the project's release file
   */
  readonly syftSha256?: string;
}

/** A tool as a script downloads it. */
export interface PipelineTool {
  /** Where it is downloaded from: https. */
  readonly url: string;
  /** What it must be: 64 hexadecimal digits. */
  readonly sha256: string;
}

const { LINUX_AMD64, LINUX_ARM64 } = ImagePlatform;
const CONTAINER_STRUCTURE_TEST = '/GoogleContainerTools/container-structure-test/releases/download/v1.22.1/container-structure-test-linux';
const CRANE = '/google/go-containerregistry/releases/download/v0.20.3/go-containerregistry_Linux';

/** Release files, below https://github.com, with the checksums of the projects' own releases. */
const FILES = {
  containerStructureTestSha256: { path: `${CONTAINER_STRUCTURE_TEST}-amd64`, sha256: 'fa35e89512a8978585f76cf41397956d2e3a30c62c2ad3fb857b1597074d14ca' },
  containerStructureTestArm64Sha256: { path: `${CONTAINER_STRUCTURE_TEST}-arm64`, sha256: '801826ed107222120eb6df8c143b7de752cfebbe3aebfeea576e7098486917c2' },
  craneSha256: { path: `${CRANE}_x86_64.tar.gz`, sha256: '36c67a932f489b3f2724b64af90b599a8ef2aa7b004872597373c0ad694dc059' },
  craneArm64Sha256: { path: `${CRANE}_arm64.tar.gz`, sha256: 'd2235f7779cd39c6e40f43701d2512c997409f629fb53e621ede0d57d3f995e2' },
  cosignSha256: { path: '/sigstore/cosign/releases/download/v3.0.4/cosign-linux-amd64', sha256: '10dab2fd2170b5aa0d5c0673a9a2793304960220b314f6a873bf39c2f08287aa' },
  syftSha256: { path: '/anchore/syft/releases/download/v1.42.1/syft_1.42.1_linux_amd64.tar.gz', sha256: '989ded4e772810f93de6ccdc4512f79a6dabb5fb2dd2a9ffc72a80c955e6125a' },
} as const;

const SHAPE: Shape<PipelineToolsMirrorOptions> = {
  containerStructureTestSha256: BY_RULE,
  containerStructureTestArm64Sha256: BY_RULE,
  craneSha256: BY_RULE,
  craneArm64Sha256: BY_RULE,
  cosignSha256: BY_RULE,
  syftSha256: BY_RULE,
};

/**
 * The tools that a pipeline downloads: container-structure-test v1.22.1, crane v0.20.3, cosign v3.0.4 and syft v1.42.1, each
 * checked against a pinned SHA-256 before it is run.
 */
export class PipelineTools {
  /** From the projects' own releases on GitHub. */
  public static fromGitHub(): PipelineTools {
    return new PipelineTools('https://github.com', {}, 'PipelineTools.fromGitHub');
  }

  /**
   * From a mirror that serves the paths of https://github.com under an address of its own.
   *
   * @param url https address of the mirror without a final slash, such as `https://mirror.example.com/github`; anything
   * else is the error `InvalidToolsMirror`
   * @param options checksums, where the mirror serves other builds; a malformed one is the error `InvalidSha256`
   */
  public static fromMirror(url: string, options: PipelineToolsMirrorOptions = {}): PipelineTools {
    const where = 'PipelineTools.fromMirror';
    checkShape(SHAPE, options, 'options', where);
    return new PipelineTools(checkText(TOOLS_MIRROR, url, where), options, where);
  }

  /** Signs releases; for linux/amd64, where releases are made. */
  public readonly cosign: PipelineTool;
  /** Lists the packages of a release; for linux/amd64, where releases are made. */
  public readonly syft: PipelineTool;
  private readonly tests: { readonly [platform in ImagePlatform]: PipelineTool };
  private readonly cranes: { readonly [platform in ImagePlatform]: PipelineTool };

  private constructor(origin: string, checksums: PipelineToolsMirrorOptions, where: string) {
    const tool = (name: keyof typeof FILES): PipelineTool =>
      Object.freeze({ url: `${origin}${FILES[name].path}`, sha256: checkText(SHA256, checksums[name] ?? FILES[name].sha256, where) });
    this.tests = { [LINUX_AMD64]: tool('containerStructureTestSha256'), [LINUX_ARM64]: tool('containerStructureTestArm64Sha256') };
    this.cranes = { [LINUX_AMD64]: tool('craneSha256'), [LINUX_ARM64]: tool('craneArm64Sha256') };
    this.cosign = tool('cosignSha256');
    this.syft = tool('syftSha256');
  }

  /** Runs the tests of an image. */
  public containerStructureTest(platform: ImagePlatform): PipelineTool {
    return this.tests[platform];
  }

  /** The archive with crane, which speaks to registries. */
  public crane(platform: ImagePlatform): PipelineTool {
    return this.cranes[platform];
  }
}
