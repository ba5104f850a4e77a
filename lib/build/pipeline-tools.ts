import { checkText } from '../core/check';
import { SHA256, TOOLS_MIRROR } from '../core/grammar';
import { BY_RULE, checkShape } from '../core/shape';

/** Where release files of the pipeline's tools are taken from, and what they must be. */
export interface PipelineToolsMirrorOptions {
  /**
   * SHA-256 of `container-structure-test-linux-amd64` where the mirror serves a build of its own.
   *
   * @default - that of the project's release file
   */
  readonly containerStructureTestSha256?: string;
  /**
   * SHA-256 of `go-containerregistry_Linux_x86_64.tar.gz` (which holds crane) where the mirror serves a build of its own.
   *
   * @default - that of the project's release file
   */
  readonly craneSha256?: string;
}

// Release files and checksums: container-structure-test v1.22.1, go-containerregistry v0.20.3.
const CONTAINER_STRUCTURE_TEST = {
  path: '/GoogleContainerTools/container-structure-test/releases/download/v1.22.1/container-structure-test-linux-amd64',
  sha256: 'fa35e89512a8978585f76cf41397956d2e3a30c62c2ad3fb857b1597074d14ca',
};
const CRANE = {
  path: '/google/go-containerregistry/releases/download/v0.20.3/go-containerregistry_Linux_x86_64.tar.gz',
  sha256: '36c67a932f489b3f2724b64af90b599a8ef2aa7b004872597373c0ad694dc059',
};

/**
 * The tools that a pipeline downloads: container-structure-test v1.22.1 and crane v0.20.3, each checked against a
 * pinned SHA-256 before it is run.
 */
export class PipelineTools {
  /** From the projects' own releases on GitHub. */
  public static fromGitHub(): PipelineTools {
    return new PipelineTools('https://github.com', CONTAINER_STRUCTURE_TEST.sha256, CRANE.sha256);
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
    checkShape({ containerStructureTestSha256: BY_RULE, craneSha256: BY_RULE }, options, 'options', where);
    return new PipelineTools(
      checkText(TOOLS_MIRROR, url, where),
      checkText(SHA256, options.containerStructureTestSha256 ?? CONTAINER_STRUCTURE_TEST.sha256, where),
      checkText(SHA256, options.craneSha256 ?? CRANE.sha256, where),
    );
  }

  /** Where container-structure-test is downloaded from. */
  public readonly containerStructureTestUrl: string;
  /** Where the archive with crane is downloaded from. */
  public readonly craneUrl: string;

  private constructor(
    origin: string,
    /** SHA-256 of container-structure-test. */
    public readonly containerStructureTestSha256: string,
    /** SHA-256 of the archive with crane. */
    public readonly craneSha256: string,
  ) {
    this.containerStructureTestUrl = `${origin}${CONTAINER_STRUCTURE_TEST.path}`;
    this.craneUrl = `${origin}${CRANE.path}`;
  }
}
