import { Annotations } from 'cdktf';
import { Construct } from 'constructs';

import { hashFiles } from '../../build/build-plan';
import { checkOneOf, checkPresent, checkText } from '../../core/check';
import { REPOSITORY_NAME, VERSION } from '../../core/grammar';
import { DOCKERFILE_PATH } from '../../core/image-grammar';
import { IMAGE_PLATFORMS, ImagePlatform } from '../../core/platform';
import { BY_RULE, checkShape, instanceOf, Shape } from '../../core/shape';
import { GoldenImageReference } from '../golden-image-reference';
import { BuiltApp } from './app-build';
import { AppImageBuilder } from './app-image-builder';
import { readContext } from './build-context';
import { BASE_ARGUMENT, checkBase } from './check-base';

/** What a team's image is made of. */
export interface AppImageProps {
  /** Name of the repository in the team's registry, in ECR's grammar, such as `shop/report`; with CodeBuild at most about 40 characters. */
  readonly name: string;
  /** Version of the image: the beginning of its tag, behind which stands a hash of what it was built from. */
  readonly version: string;
  /** The golden image that it is built on. */
  readonly base: GoldenImageReference;
  /**
   * Folder with the Dockerfile and what it copies, on the machine that synthesizes; what its `.dockerignore` names is left out.
   * One that cannot be read is the error `UnreadableFile`, a link in it `UnsupportedContextFile`. Of permissions, whether a
   * file may be executed is kept.
   */
  readonly contextPath: string;
  /** What builds the image. */
  readonly builder: AppImageBuilder;
  /**
   * Path of the Dockerfile in the context. It takes the golden image by `ARG BASE_IMAGE` before the first `FROM`, and its last stage
   * is `FROM ${BASE_IMAGE}`, or from a stage that is: anything else is the error `DockerfileWithoutBase`.
   *
   * @default "Dockerfile"
   */
  readonly dockerfile?: string;
  /**
   * What it is built for: one that the golden image has.
   *
   * @default ImagePlatform.LINUX_AMD64
   */
  readonly platform?: ImagePlatform;
}

const SHAPE: Shape<AppImageProps> = {
  name: BY_RULE,
  version: BY_RULE,
  base: instanceOf(GoldenImageReference),
  contextPath: BY_RULE,
  builder: instanceOf(AppImageBuilder),
  dockerfile: BY_RULE,
  platform: BY_RULE,
};

/**
 * A team's own image on a golden one. It is built again when its context, its version or the digest of the golden image changes,
 * and at no other time; each build has a tag of its own. Its labels say what it was built on.
 *
 * @example
 * const base = GoldenImageReference.fromChannel(this, 'Base', { name: 'debian' });
 * const builder = AppImageBuilder.docker({ registry: DockerRegistry.ecr({ encryptionKey }) });
 * const report = new AppImage(this, 'Report', { name: 'shop/report', version: '1.4.0', base, contextPath: 'report', builder });
 * // report.imageUri → ACCOUNT.dkr.ecr.REGION.amazonaws.com/shop/report@sha256:…
 */
export class AppImage extends Construct {
  /** Address of its repository, without tag or digest. */
  public readonly repositoryUri: string;
  /** The golden image that it is built on. */
  public readonly base: GoldenImageReference;
  /** Images that other stages of the Dockerfile are built on or copy from: what they bring is not golden. */
  public readonly otherImages: string[];
  /**
   * What was answered to those who asked for `imageUri`.
   *
   * @internal
   */
  public _askedUri?: string;
  /**
   * What it is built from, as `dockerfileImages` reads it.
   *
   * @internal
   */
  public readonly _dockerfile: { readonly file: string; readonly text: string; readonly buildArguments: { readonly [name: string]: string } };
  private readonly built: BuiltApp;

  public constructor(scope: Construct, id: string, props: AppImageProps) {
    super(scope, id);
    const where = this.node.path;
    checkShape(SHAPE, props, 'props', where);
    const name = checkText(REPOSITORY_NAME, props?.name, where);
    const version = checkText(VERSION, props.version, where);
    const base = checkPresent(props.base, 'base', where);
    this.base = base;
    const builder = checkPresent(props.builder, 'builder', where);
    const dockerfile = checkText(DOCKERFILE_PATH, props.dockerfile ?? 'Dockerfile', where);
    const platform = checkOneOf('InvalidPlatform', 'platform', IMAGE_PLATFORMS, props.platform ?? ImagePlatform.LINUX_AMD64, where);
    const context = readContext(props.contextPath, dockerfile, where);
    const text = new TextDecoder().decode(context.files[dockerfile]);
    this.otherImages = [...checkBase(text, dockerfile, where)];
    this._dockerfile = { file: dockerfile, text, buildArguments: { [BASE_ARGUMENT]: base.imageUri } };
    if (this.otherImages.length > 0) {
      Annotations.of(this).addInfo(`${dockerfile} also uses ${this.otherImages.join(', ')}: what is copied from there is no part of the golden image`);
    }
    const declaration = hashFiles({ name, version, platform, dockerfile, context: context.contentHash });
    this.built = builder._build(this, { name, version, base, platform, dockerfile, context, declaration });
    this.repositoryUri = this.built.repositoryUri;
  }

  /**
   * Digest of the image, known when Terraform runs. With CodeBuild it is that of the last build; before the first one the
   * apply fails and says so.
   */
  public get digest(): string {
    return this.built.digest();
  }

  /** What to run: repository and digest. */
  public get imageUri(): string {
    this._askedUri ??= `${this.repositoryUri}@${this.digest}`;
    return this._askedUri;
  }
}
