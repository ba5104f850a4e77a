import { BaseImage } from '../base-image/base-image';
import { checkPresent, checkText } from '../core/check';
import { ENVIRONMENT_NAME, ENVIRONMENT_VALUE, IMAGE_PATH, SECRET_ID, STAGE_NAME } from '../core/image-grammar';
import { NamedText } from '../core/named-text';
import { BY_RULE, checkShape, instanceOf, LIST, listOf, MAP, Shape } from '../core/shape';
import { checkNamedTexts, checkTexts } from '../core/text-lists';
import { checkCommand } from './command';
import { ImageFile } from './image-file';
import { resolvePackages } from './packages';
import { refuseSecretNames } from './secret-names';

/** What happens in a build stage. */
export interface BuildStageOptions {
  /** What the stage is built from. */
  readonly base: BaseImage;
  /**
   * Packages, as the base's package manager takes them, each `name` or `name=version`.
   *
   * @default - none besides what the base has
   */
  readonly packages?: string[];
  /**
   * Files that the commands need, such as sources; also from stages before this one.
   *
   * @default - none
   */
  readonly files?: ImageFile[];
  /**
   * Environment variables of the commands.
   *
   * @default - none besides what the base has
   */
  readonly environment?: { [name: string]: string };
  /**
   * Working directory of the commands: an absolute path.
   *
   * @default - the base's
   */
  readonly workingDirectory?: string;
  /**
   * Commands, each a program and its arguments, run without a shell. For a pipe or a variable, add a script as a file and
   * run that.
   *
   * @default - none
   */
  readonly commands?: string[][];
  /**
   * Ids of secrets that the commands may read, each as the file `/run/secrets/ID`, while they run; no layer holds one. What a
   * command writes of it into a file that is shipped, is shipped. The pipeline says where they come from
   * (`DockerBuildPipelineProps.buildSecrets`); one that has none to give refuses the image with the error
   * `BuildSecretsUnavailable`. Each is 1 to 64 lower-case letters and digits in groups joined by single `.`, `_` or `-`, else it
   * is the error `InvalidBuildSecretId`.
   *
   * @default - none
   */
  readonly secrets?: string[];
}

const SHAPE: Shape<BuildStageOptions> = {
  base: instanceOf(BaseImage),
  packages: LIST,
  files: listOf(instanceOf(ImageFile)),
  environment: MAP,
  workingDirectory: BY_RULE,
  commands: LIST,
  secrets: LIST,
};

/**
 * A stage whose results are copied into the image, and of which nothing else is shipped.
 *
 * @example
 * BuildStage.of('build', {
 *   base: BaseImage.golang('1.25-bookworm', { digest: 'sha256:…' }),
 *   files: [ImageFile.fromPath('/src/main.go', 'app/main.go')],
 *   workingDirectory: '/src',
 *   commands: [['go', 'build', '-o', '/out/app', 'main.go']],
 * });
 */
export class BuildStage {
  /**
   * A stage of this name.
   *
   * @param name a lower-case letter, then lower-case letters, digits, `-`, `_` and `.`; anything else, and what the
   * builder or this library uses itself, is the error `InvalidStageName`
   * @param options what happens in it
   */
  public static of(name: string, options: BuildStageOptions): BuildStage {
    return new BuildStage(checkText(STAGE_NAME, name, 'BuildStage.of'), options, `BuildStage.of "${name}"`);
  }

  /** Name of the stage. */
  public readonly name: string;
  /** What the stage is built from. */
  public readonly base: BaseImage;
  /** @internal */
  public readonly _packages: readonly string[];
  /** @internal */
  public readonly _files: readonly ImageFile[];
  /** @internal */
  public readonly _environment: readonly NamedText[];
  /** @internal */
  public readonly _workingDirectory?: string;
  /** @internal */
  public readonly _commands: readonly (readonly string[])[];

  /** @internal */
  public readonly _secrets: readonly string[];

  private constructor(name: string, options: BuildStageOptions, where: string) {
    this.name = name;
    checkShape(SHAPE, options, 'options', where);
    this.base = checkPresent(options?.base, 'base', where);
    this._packages = resolvePackages(options.packages ?? [], this.base._source.facts, where);
    this._files = Object.freeze([...(options.files ?? [])]);
    this._environment = checkNamedTexts(ENVIRONMENT_NAME, ENVIRONMENT_VALUE, options.environment ?? {}, where);
    refuseSecretNames(this._environment, where);
    if (options.workingDirectory !== undefined) this._workingDirectory = checkText(IMAGE_PATH, options.workingDirectory, where);
    this._commands = Object.freeze((options.commands ?? []).map((command) => checkCommand(command, where)));
    this._secrets = checkTexts(SECRET_ID, options.secrets ?? [], 'DuplicateBuildSecret', where);
  }
}
