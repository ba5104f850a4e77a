import { checkInteger, checkPresent, checkText } from '../../core/check';
import { GoldenImageError } from '../../core/error';
import { REGISTRY_USER } from '../../core/image-grammar';
import { REGISTRY_HOST } from '../../core/reference-grammar';
import { BY_RULE, checkShape, implementing, Shape } from '../../core/shape';
import { isUnresolved } from '../../core/token';
import { IEncryptionKey } from '../../registry/encryption/encryption-key';

/** How one logs in to a registry. */
export interface DockerRegistryLoginOptions {
  /** Name of the user: 1 to 255 printable characters without spaces; anything else is the error `InvalidRegistryUser`. */
  readonly username: string;
  /**
   * Password of the user: a value that Terraform alone knows, such as that of a sensitive `TerraformVariable`. A password
   * in the declaration would be in the synth output, and is the error `PasswordInDeclaration`.
   */
  readonly password: string;
}

/** How images lie in ECR. */
export interface EcrDockerRegistryOptions {
  /** The KMS key of the repositories. Changing it replaces them, which Terraform refuses. */
  readonly encryptionKey: IEncryptionKey;
}

/** What a pipeline reads of a registry. @internal */
export type RegistryKind =
  | { readonly kind: 'open'; readonly host: string }
  | { readonly kind: 'docker-login'; readonly host: string }
  | { readonly kind: 'password'; readonly host: string; readonly username: string; readonly password: string }
  | { readonly kind: 'ecr'; readonly encryptionKey: IEncryptionKey };

const PORT = { code: 'InvalidPort', noun: 'port', min: 1, max: 65535, remedy: 'use the port that the registry listens on: leave it out for 5000' } as const;
const LOGIN: Shape<DockerRegistryLoginOptions> = { username: BY_RULE, password: BY_RULE };
const ECR: Shape<EcrDockerRegistryOptions> = { encryptionKey: implementing('IEncryptionKey', 'keyArn') };

/**
 * Where a Docker pipeline pushes to, and how it logs in. No login stands in the plan or in a resource's state.
 *
 * @example
 * DockerRegistry.localhost();
 * DockerRegistry.withDockerLogin('registry.example.com');
 * DockerRegistry.ecr({ encryptionKey });
 */
export class DockerRegistry {
  /**
   * A registry on the machine that runs the Docker engine, over http and without login.
   *
   * @param port that it listens on, 5000 unless told; one that is none is the error `InvalidPort`
   */
  public static localhost(port?: number): DockerRegistry {
    return new DockerRegistry({ kind: 'open', host: `localhost:${checkInteger(PORT, port ?? 5000, 'DockerRegistry.localhost')}` });
  }

  /**
   * A registry that `docker login` has logged in to, over https: the provider reads the CLI's configuration, and asks its
   * credential helper.
   *
   * @param host such as `registry.example.com`, anything else is the error `InvalidRegistryHost`
   */
  public static withDockerLogin(host: string): DockerRegistry {
    return new DockerRegistry({ kind: 'docker-login', host: checkText(REGISTRY_HOST, host, 'DockerRegistry.withDockerLogin') });
  }

  /**
   * A registry with a user and a password, over https.
   *
   * @param host such as `registry.example.com`, anything else is the error `InvalidRegistryHost`
   * @param options who logs in
   */
  public static withPassword(host: string, options: DockerRegistryLoginOptions): DockerRegistry {
    const where = 'DockerRegistry.withPassword';
    checkText(REGISTRY_HOST, host, where);
    checkShape(LOGIN, options, 'options', where);
    const username = checkText(REGISTRY_USER, options?.username, where);
    const password = checkPresent(options.password, 'password', where);
    if (typeof password !== 'string' || !isUnresolved(password)) {
      throw new GoldenImageError('PasswordInDeclaration', {
        where,
        problem: 'the password would stand in the synth output',
        expected: 'a value that is known only when Terraform runs',
        remedy: "give the value of a sensitive variable, such as new TerraformVariable(this, 'Password', { sensitive: true }).stringValue",
      });
    }
    return new DockerRegistry({ kind: 'password', host, username, password });
  }

  /**
   * The ECR registry of the account and region of the stack's AWS provider: with a release repository and channels as an
   * image of CodeBuild has them. Terraform's own role pushes, with a token of twelve hours.
   *
   * The token is read into Terraform's state, where it is marked as sensitive: whoever can read the state may do for these hours what
   * Terraform's role may do in ECR. Where that is too much, log in with Docker's credential helper for ECR and
   * use `withDockerLogin`.
   */
  public static ecr(options: EcrDockerRegistryOptions): DockerRegistry {
    const where = 'DockerRegistry.ecr';
    checkShape(ECR, options, 'options', where);
    return new DockerRegistry({ kind: 'ecr', encryptionKey: checkPresent(options?.encryptionKey, 'encryptionKey', where) });
  }

  private constructor(
    /** @internal */
    public readonly _kind: RegistryKind,
  ) {}
}
