import { checkText } from '../../core/check';
import { ENVIRONMENT_NAME, SECRET_FILE } from '../../core/image-grammar';

/** Where a secret is read from. @internal */
export type SecretSource = { readonly src: string } | { readonly env: string };

/** The same, with its id. @internal */
export type NamedSecret = SecretSource & { readonly id: string };

/**
 * A secret that commands of build stages may read while they run. Where it lies is declared, and never what it is: neither
 * the plan nor the state nor the image holds it.
 *
 * @example
 * new DockerBuildPipeline(this, 'Docker', { …, buildSecrets: { 'npm-token': DockerBuildSecret.fromEnvironment('NPM_TOKEN') } });
 * BuildStage.of('build', { …, secrets: ['npm-token'], commands: [['sh', 'install.sh']] }); // reads /run/secrets/npm-token
 */
export class DockerBuildSecret {
  /**
   * The content of a file of the machine that runs Terraform.
   *
   * @param path absolute, without quotes, commas, `$`, braces and backslashes; anything else is the error `InvalidBuildSecretFile`
   */
  public static fromFile(path: string): DockerBuildSecret {
    return new DockerBuildSecret({ src: checkText(SECRET_FILE, path, 'DockerBuildSecret.fromFile') });
  }

  /**
   * The value of an environment variable of Terraform.
   *
   * @param name of the variable; a malformed one is the error `InvalidEnvironmentName`
   */
  public static fromEnvironment(name: string): DockerBuildSecret {
    return new DockerBuildSecret({ env: checkText(ENVIRONMENT_NAME, name, 'DockerBuildSecret.fromEnvironment') });
  }

  private constructor(
    /** @internal */
    public readonly _source: SecretSource,
  ) {}
}
