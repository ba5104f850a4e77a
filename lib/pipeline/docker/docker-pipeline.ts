import type { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { Construct } from 'constructs';

import { PipelineTools } from '../../build/pipeline-tools';
import { checkPresent, checkText } from '../../core/check';
import { NAMESPACE, REASON } from '../../core/grammar';
import { DOCKER_HOST, SECRET_ID } from '../../core/image-grammar';
import { CACHE_IMAGE } from '../../core/reference-grammar';
import { BY_RULE, checkShape, instanceOf, LIST, mapOf, Shape } from '../../core/shape';
import { checkTexts } from '../../core/text-lists';
import { DEFAULT_NAMESPACE } from '../../registry/channel-name';
import { BuildPipelineBinding, BuildPipelineBindOptions, IBuildPipeline } from '../build-pipeline';
import { ImageNames } from '../image-names';
import { isPlainPipeline, refuseSecondNamespace } from '../sole-namespace';
import { DockerBuildSecret } from './build-secret';
import { DockerRegistry, RegistryKind } from './docker-registry';
import { dockerRelease } from './docker-release';
import { dockerStorage } from './docker-storage';
import { dockerBindings } from './provider';
import { refuseOtherThanOnePlatform, refuseUnusedByDocker, secretsOf } from './refusals';
import { registryLogin } from './registry-login';

/** What a Docker pipeline can be told. */
export interface DockerBuildPipelineProps {
  /** Where images are pushed to. */
  readonly registry: DockerRegistry;
  /**
   * Why it is acceptable that images are released before anything has scanned them: no gate can run here between the
   * build and the push. It stands in each plan, among the declared weakenings; one line of at most 500 printable
   * characters, without `${` and `%{`, else it is the error `InvalidReason`.
   */
  readonly unscannedReason: string;
  /**
   * First part of the names of repositories, `NAMESPACE/IMAGE`: 1 to 16 lower-case letters and digits, beginning with a
   * letter, but not with `aws` or `ssm`; each once in a stack.
   *
   * @default "golden"
   */
  readonly namespace?: string;
  /**
   * Address of the Docker engine, such as `unix:///run/user/1000/docker.sock`; anything else than a `unix://`, `tcp://` or
   * `ssh://` address is the error `InvalidDockerHost`.
   *
   * @default - that of the environment variable DOCKER_HOST, else the machine's own engine
   */
  readonly dockerHost?: string;
  /**
   * Images whose inline cache the build may use, each a repository with a tag. Whoever can write there can put what they like into
   * the image: trust them as you trust a base. With any, images carry an inline cache themselves. What is no such
   * reference is the error `InvalidCacheImage`.
   *
   * @default - the engine's own cache alone
   */
  readonly cacheFrom?: string[];
  /**
   * Secrets that commands of build stages may read, by the id that the stages name them by. One that a stage names and that
   * is not here is the error `UnknownBuildSecret`. Another value of a secret is no reason to build again.
   *
   * @default - none
   */
  readonly buildSecrets?: { [id: string]: DockerBuildSecret };
  /**
   * Where container-structure-test is downloaded from. crane is not used.
   *
   * @default PipelineTools.fromGitHub()
   */
  readonly tools?: PipelineTools;
}

const SHAPE: Shape<DockerBuildPipelineProps> = {
  registry: instanceOf(DockerRegistry),
  unscannedReason: BY_RULE,
  namespace: BY_RULE,
  dockerHost: BY_RULE,
  cacheFrom: LIST,
  buildSecrets: mapOf(instanceOf(DockerBuildSecret)),
  tools: instanceOf(PipelineTools),
};

/**
 * Builds, tests and releases golden images with the Docker engine of the machine that runs Terraform, whenever the stack
 * is applied: for a laptop, or for a runner that keeps its engine. It needs `@cdktf/provider-docker` (else it is the
 * error `ProviderMissing`) and on that machine Linux on amd64 with bash, docker, jq, curl and tar.
 *
 * A test that fails fails the apply, and nothing is pushed. A version is released once: a changed declaration under a
 * version that was released is refused by the plan. What was released stays in the registry when the stack is destroyed.
 *
 * @example
 * const pipeline = new DockerBuildPipeline(this, 'Docker', {
 *   registry: DockerRegistry.localhost(),
 *   unscannedReason: 'for trying declarations out; nothing runs these images',
 * });
 */
export class DockerBuildPipeline extends Construct implements IBuildPipeline {
  public readonly namespace: string;
  private readonly registry: RegistryKind;
  private readonly provider: DockerProvider;
  private readonly props: DockerBuildPipelineProps;
  private readonly names: ImageNames;

  public constructor(scope: Construct, id: string, props: DockerBuildPipelineProps) {
    super(scope, id);
    const where = this.node.path;
    this.props = checkShape(SHAPE, props, 'props', where);
    this.registry = checkPresent(props?.registry, 'registry', where)._kind;
    checkText(REASON, checkPresent(props.unscannedReason, 'unscannedReason', where), where);
    this.namespace = checkText(NAMESPACE, props.namespace ?? DEFAULT_NAMESPACE, where);
    if (props.dockerHost !== undefined) checkText(DOCKER_HOST, props.dockerHost, where);
    checkTexts(CACHE_IMAGE, props.cacheFrom ?? [], 'DuplicateCacheImage', where);
    Object.keys(props.buildSecrets ?? {}).forEach((id) => checkText(SECRET_ID, id, where));
    refuseSecondNamespace(this, isPlainPipeline);
    this.names = new ImageNames(where);
    const { DockerProvider } = dockerBindings(where);
    this.provider = new DockerProvider(this, 'Provider', {
      // The stack may have a Docker provider of its own.
      alias: `${this.namespace}_images`,
      ...(props.dockerHost !== undefined && { host: props.dockerHost }),
      registryAuth: [registryLogin(this, this.registry)],
    });
  }

  public bind(scope: Construct, options: BuildPipelineBindOptions): BuildPipelineBinding {
    const where = scope.node.path;
    const { imageName } = options.plan;
    refuseUnusedByDocker(options, this.registry.kind === 'ecr', where);
    refuseOtherThanOnePlatform(options.plan.platforms, where);
    this.names.claim(imageName, where);
    const storage = dockerStorage(scope, this.namespace, this.registry, options);
    const { contextPath, digests } = dockerRelease(scope, {
      plan: options.plan,
      repositoryUri: storage.repositoryUri,
      provider: this.provider,
      tools: this.props.tools ?? PipelineTools.fromGitHub(),
      unscannedReason: this.props.unscannedReason,
      secrets: secretsOf(options.plan, this.props.buildSecrets ?? {}, where),
      cacheFrom: [...(this.props.cacheFrom ?? [])],
      ...(this.props.dockerHost !== undefined && { dockerHost: this.props.dockerHost }),
    });
    return { contextPath, ...storage.binding(digests) };
  }
}
