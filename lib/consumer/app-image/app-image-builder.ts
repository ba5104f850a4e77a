import { TerraformProvider } from 'cdktf';

import { checkPresent, checkText } from '../../core/check';
import { NAMESPACE } from '../../core/grammar';
import { BY_RULE, checkShape, implementing, instanceOf, Shape } from '../../core/shape';
import { CodeBuildMachineOptions } from '../../pipeline/codebuild/machine/machine-options';
import { MACHINE_SHAPE, resolveMachine } from '../../pipeline/codebuild/machine/machine-settings';
import { DockerRegistry } from '../../pipeline/docker/docker-registry';
import { checkLogRetention } from '../../pipeline/log-retention';
import { IEncryptionKey } from '../../registry/encryption/encryption-key';
import { AppBuildStrategy } from './app-build';
import { codeBuildAppImage } from './codebuild-app-image';
import { dockerAppImage } from './docker-app-image';

/** How a team builds with the Docker engine of the machine that runs Terraform. */
export interface DockerAppImageOptions {
  /** Where images are pushed to. In ECR each has a repository of its own: immutable, encrypted, scanned on push, protected. */
  readonly registry: DockerRegistry;
  /**
   * The Docker provider, where the stack has one that is logged in to the registries of the golden image and of `registry`.
   *
   * @default - one of its own, with tokens of ECR and what `registry` says
   */
  readonly provider?: TerraformProvider;
}

/** How a team builds with CodeBuild, in its own account. */
export interface CodeBuildAppImageOptions extends CodeBuildMachineOptions {
  /**
   * Prefix of all names: projects, roles and rules `NAMESPACE-NAME-…`, SSM parameters `/NAMESPACE/NAME/…`. 1 to 16 lower-case
   * letters and digits, beginning with a letter, but not with `aws` or `ssm`; unique in an account and region, also among
   * factories of golden images.
   *
   * @default "apps"
   */
  readonly namespace?: string;
  /**
   * The KMS key of images, build contexts and logs. Changing it replaces the repositories, which Terraform refuses.
   *
   * @default - a key of its own, with the alias `NAMESPACE-images`
   */
  readonly encryptionKey?: IEncryptionKey;
  /**
   * How long build logs are kept, in days; one of the numbers that CloudWatch Logs takes, from 365 on.
   *
   * @default 365
   */
  readonly logRetentionDays?: number;
}

const DEFAULT_NAMESPACE = 'apps';

const DOCKER: Shape<DockerAppImageOptions> = {
  registry: instanceOf(DockerRegistry),
  provider: implementing('TerraformProvider', 'terraformProviderSource', 'fqn'),
};
const CODE_BUILD: Shape<CodeBuildAppImageOptions> = { ...MACHINE_SHAPE, namespace: BY_RULE, encryptionKey: implementing('IEncryptionKey', 'keyArn'), logRetentionDays: BY_RULE };

/**
 * What builds a team's images. Images of one builder share what it needs.
 *
 * @example
 * AppImageBuilder.docker({ registry: DockerRegistry.ecr({ encryptionKey }) });
 * AppImageBuilder.codeBuild();
 */
export class AppImageBuilder {
  /**
   * The Docker engine of the machine that runs Terraform, whenever the stack is applied. It needs `@cdktf/provider-docker`, else it
   * is the error `ProviderMissing`. An engine that has lost an image builds it again, and pushes nothing.
   */
  public static docker(options: DockerAppImageOptions): AppImageBuilder {
    const where = 'AppImageBuilder.docker';
    const { provider } = checkShape(DOCKER, options, 'options', where);
    const registry = checkPresent(options?.registry, 'registry', where)._kind;
    return new AppImageBuilder((scope, app) => dockerAppImage(scope, app, { registry, ...(provider !== undefined && { provider }) }));
  }

  /**
   * A CodeBuild project for each image, which an apply starts when the context or the golden image has changed. The apply does not
   * wait: the digest is what was built last, and the plan after the build moves to the new one.
   */
  public static codeBuild(options: CodeBuildAppImageOptions = {}): AppImageBuilder {
    const where = 'AppImageBuilder.codeBuild';
    const { namespace, encryptionKey, logRetentionDays } = checkShape(CODE_BUILD, options, 'options', where);
    const checked = {
      namespace: checkText(NAMESPACE, namespace ?? DEFAULT_NAMESPACE, where),
      ...(encryptionKey !== undefined && { encryptionKey }),
      logRetentionDays: checkLogRetention(logRetentionDays, where),
      machine: resolveMachine(options, where),
    };
    return new AppImageBuilder((scope, app) => codeBuildAppImage(scope, app, checked));
  }

  private constructor(
    /** @internal */
    public readonly _build: AppBuildStrategy,
  ) {}
}
