import type { EnvironmentVariable, Project } from './codebuild-project';
import type { World } from './world';

/** As `aws sts assume-role` gives them. */
export interface Credentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

export interface EnvironmentParts {
  readonly world: World;
  readonly project: Project;
  /** Default: the world's administrator. */
  readonly credentials: Credentials | undefined;
  /** Where the build reaches AWS; default: where the world does. */
  readonly endpoint: string | undefined;
  readonly home: string;
  readonly temporary: string;
  /** By source identifier; undefined is the primary source. */
  readonly sourceFolders: ReadonlyMap<string | undefined, string>;
  readonly buildId: string;
  readonly buildNumber: number;
  readonly overrides: readonly EnvironmentVariable[];
}

/** What CodeBuild's host has and the world stands in for. Nothing else of this process's environment gets into a build. */
const OF_THE_HOST = /^(PATH|LANG|DOCKER_BUILDKIT|SSL_CERT_FILE|SSL_CERT_DIR|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|AWS_CA_BUNDLE|AWS_EC2_METADATA_DISABLED|AWS_ENDPOINT_URL)$/;

/** A project without privileged mode has no engine. */
const NO_ENGINE = 'unix:///nonexistent/docker.sock';

export function buildEnvironment(parts: EnvironmentParts): Record<string, string> {
  const { world, project } = parts;
  const arnPrefix = `arn:aws:codebuild:${world.region}:${world.account}`;
  return {
    ...Object.fromEntries(Object.entries(world.env).filter(([name]) => OF_THE_HOST.test(name))),
    ...(parts.endpoint === undefined ? {} : { AWS_ENDPOINT_URL: parts.endpoint }),
    ...credentialVariables(parts),
    HOME: parts.home,
    TMPDIR: parts.temporary,
    // The machine is not an arm64 one: its engine builds what is labelled so (upstream/debian-multi.ts).
    ...(project.environment.type === 'ARM_CONTAINER' ? { DOCKER_DEFAULT_PLATFORM: 'linux/arm64' } : {}),
    DOCKER_HOST: project.environment.privilegedMode === true ? engineOf(world) : NO_ENGINE,
    AWS_REGION: world.region,
    AWS_DEFAULT_REGION: world.region,
    ...sourceVariables(parts),
    CODEBUILD_BUILD_ID: parts.buildId,
    CODEBUILD_BUILD_ARN: `${arnPrefix}:build/${parts.buildId}`,
    CODEBUILD_BUILD_NUMBER: String(parts.buildNumber),
    CODEBUILD_BUILD_IMAGE: project.environment.image,
    CODEBUILD_BUILD_SUCCEEDING: '1',
    CODEBUILD_INITIATOR: 'e2e',
    CODEBUILD_PROJECT_ARN: project.arn,
    CODEBUILD_START_TIME: String(Date.now()),
    ...plain(project.environment.environmentVariables ?? []),
    ...plain(parts.overrides),
  };
}

function credentialVariables({ world, credentials }: EnvironmentParts): Record<string, string> {
  if (credentials === undefined) {
    return Object.fromEntries(Object.entries(world.env)
      .filter(([name]) => /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/.test(name)));
  }
  return {
    AWS_ACCESS_KEY_ID: credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: credentials.SessionToken,
  };
}

function engineOf(world: World): string {
  const engine = world.env.DOCKER_HOST;
  if (engine === undefined) throw new Error('a privileged project needs an engine, and the world names none in DOCKER_HOST');
  return engine;
}

function sourceVariables({ project, sourceFolders }: EnvironmentParts): Record<string, string> {
  const version = project.sourceVersion;
  return {
    ...Object.fromEntries([...sourceFolders].map(([identifier, folder]) =>
      [identifier === undefined ? 'CODEBUILD_SRC_DIR' : `CODEBUILD_SRC_DIR_${identifier}`, folder])),
    ...(version ? { CODEBUILD_SOURCE_VERSION: version, CODEBUILD_RESOLVED_SOURCE_VERSION: version } : {}),
  };
}

function plain(variables: readonly EnvironmentVariable[]): Record<string, string> {
  return Object.fromEntries(variables.map(({ name, value, type = 'PLAINTEXT' }) => {
    if (type !== 'PLAINTEXT') throw new Error(`${name}: a variable of type ${type} is not resolved here`);
    return [name, value];
  }));
}
