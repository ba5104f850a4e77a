import { checkPresent, checkText } from '../../../core/check';
import { DIGEST } from '../../../core/grammar';
import { BY_RULE, checkShape, implementing, Shape } from '../../../core/shape';
import { IImageRepository } from '../../../registry/image-repository';
import { CURATED_IMAGE } from './machine-grammar';

/** Which image of a private ECR repository builds run in. */
export interface CodeBuildImageOptions {
  /** Digest of the image: `sha256:` and 64 hexadecimal digits; anything else is the error `InvalidDigest`. */
  readonly digest: string;
}

const SHAPE: Shape<CodeBuildImageOptions> = { digest: BY_RULE };

/**
 * What builds and releases run in. It needs bash, the AWS CLI, jq, curl, tar and sha256sum, and for builds a Docker engine
 * of 20.10 or later that is running when the first command is.
 *
 * @example
 * CodeBuildImage.curated('aws/codebuild/amazonlinux-x86_64-standard:5.0');
 */
export class CodeBuildImage {
  /**
   * One that CodeBuild provides. It is known by a version, and AWS changes what that is.
   *
   * @param name `aws/codebuild/NAME:VERSION`; anything else is the error `InvalidCuratedImage`
   */
  public static curated(name: string): CodeBuildImage {
    return new CodeBuildImage(checkText(CURATED_IMAGE, name, 'CodeBuildImage.curated'));
  }

  /**
   * One of a private ECR repository, by its digest. The projects' roles get the right to pull it; a repository of another
   * account must let them, too.
   *
   * @param repository where it is: a `GoldenImageRepository`, or one that another app owns
   * @param options which one
   */
  public static fromRepository(repository: IImageRepository, options: CodeBuildImageOptions): CodeBuildImage {
    const where = 'CodeBuildImage.fromRepository';
    implementing('IImageRepository', 'repositoryArn', 'repositoryUri')('repository', checkPresent(repository, 'repository', where), where);
    const { digest } = checkShape(SHAPE, options, 'options', where);
    return new CodeBuildImage(`${repository.repositoryUri}@${checkText(DIGEST, digest, where)}`, repository.repositoryArn);
  }

  private constructor(
    /**
     * As CodeBuild takes it.
     *
     * @internal
     */
    public readonly _image: string,
    /**
     * Where the role may pull it; undefined for CodeBuild's own.
     *
     * @internal
     */
    public readonly _repositoryArn?: string,
  ) {}
}

/** What builds and releases run in, by platform. */
export interface CodeBuildImages {
  /**
   * Builds for linux/amd64, and releases.
   *
   * @default - the standard image of CodeBuild, on Amazon Linux 2023
   */
  readonly amd64?: CodeBuildImage;
  /**
   * Builds for linux/arm64.
   *
   * @default - the standard image of CodeBuild, on Amazon Linux 2023
   */
  readonly arm64?: CodeBuildImage;
}
