import { CatalogChannel, CatalogImage, CatalogUsage } from './catalog-content';
import { hclReference, identifier } from './usage-hcl';

/** What people put their account and region in. */
const PLACEHOLDER_HOST = 'ACCOUNT.dkr.ecr.REGION.amazonaws.com';

const BUILD_NEWEST = 'Docker, the newest release';
const BUILD_DECLARED = 'Docker, the declared version';

type Identity = Pick<CatalogImage, 'name' | 'namespace' | 'version' | 'repositoryName' | 'repositoryUri' | 'facts' | 'platforms'>;

/** How an image is used, as text to copy: always by digest, for a tag stays at a release that later patches are not in. */
export function usageOf(identity: Identity, channels: readonly CatalogChannel[], registryHost: string | undefined): readonly CatalogUsage[] {
  const uri = identity.repositoryUri ?? `${registryHost ?? PLACEHOLDER_HOST}/${identity.repositoryName}`;
  const [channel] = channels;
  if (channel?.parameterName == null) {
    return [
      { title: 'Dockerfile', language: 'dockerfile', text: dockerfile(BUILD_DECLARED) },
      { title: BUILD_DECLARED, language: 'sh', text: build(uri, `docker buildx imagetools inspect ${uri}:${identity.version} --format '{{.Manifest.Digest}}'`) },
      { title: 'ECS, with that digest', language: 'json', text: containerDefinition(`${uri}@DIGEST`) },
    ];
  }
  return [
    { title: 'Dockerfile', language: 'dockerfile', text: dockerfile(BUILD_NEWEST) },
    { title: BUILD_NEWEST, language: 'sh', text: build(uri, `aws ssm get-parameter --name ${channel.parameterName} --query Parameter.Value --output text`) },
    { title: 'TypeScript', language: 'ts', text: typeScript(identity, channel) },
    { title: 'TypeScript, for a golden image on it', language: 'ts', text: asParent(identity, channel) },
    { title: 'HCL', language: 'hcl', text: hclReference(identity, channel.name) },
    { title: 'ECS, with the HCL above', language: 'hcl', text: ecs(identity) },
    { title: 'What the channels have held', language: 'sh', text: channels.flatMap(({ parameterName }) => (parameterName === null ? [] : history(parameterName))).join('\n') },
  ];
}

function containerDefinition(image: string): string {
  return JSON.stringify([{ name: 'app', image, essential: true, readonlyRootFilesystem: true }], null, 2);
}

/** Without a default: a build that is told no release is to fail. */
function dockerfile(buildTitle: string): string {
  return `# Told by the build, as repository and digest: see "${buildTitle}".
ARG BASE_IMAGE
FROM \${BASE_IMAGE}`;
}

function build(uri: string, digest: string): string {
  return `digest="$(${digest})"
docker build --build-arg BASE_IMAGE="${uri}@\${digest}" .`;
}

function history(parameterName: string): string {
  return `aws ssm get-parameter-history --name ${parameterName} --query 'Parameters[].[Version,LastModifiedDate,LastModifiedUser,Value]' --output table`;
}

function typeScript({ name, namespace }: Identity, channel: CatalogChannel): string {
  return `import { GoldenImageReference } from 'cdktf-golden-image';

const base = GoldenImageReference.fromChannel(this, 'Base', {
  name: '${name}',
  channel: '${channel.name}',
  namespace: '${namespace}',
});
// base.imageUri: repository and digest`;
}

/** As TypeScript writes members of enumerations. */
function member(value: string): string {
  return value.toUpperCase().replace('/', '_');
}

function asParent({ name, namespace, version, platforms, facts }: Identity, channel: CatalogChannel): string {
  return `import { BaseImage, GoldenImageReference, ImagePlatform, Libc, PackageManager } from 'cdktf-golden-image';

const parent = GoldenImageReference.fromChannel(this, 'Parent', {
  name: '${name}',
  channel: '${channel.name}',
  namespace: '${namespace}',
  facts: {
    version: '${version}',
    packageManager: PackageManager.${member(facts.packageManager)},
    hasShell: ${facts.hasShell},
    libc: Libc.${member(facts.libc)},
    platforms: [${platforms.map((platform) => `ImagePlatform.${member(platform)}`).join(', ')}],
    userId: ${facts.userId},
  },
});
const base = BaseImage.fromGoldenImage(parent);`;
}

function ecs({ name }: Identity): string {
  return `resource "aws_ecs_task_definition" "app" {
  family = "app"
  container_definitions = jsonencode([
    {
      name                   = "app"
      image                  = local.${identifier(name)}_image
      memory                 = 512
      essential              = true
      readonlyRootFilesystem = true
    },
  ])
}`;
}
