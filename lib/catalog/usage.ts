import { CatalogChannel, CatalogImage, CatalogUsage } from './catalog-content';
import { hclReference, identifier } from './usage-hcl';

/** What people put their account and region in. */
const PLACEHOLDER_HOST = 'ACCOUNT.dkr.ecr.REGION.amazonaws.com';

type Identity = Pick<CatalogImage, 'name' | 'namespace' | 'version' | 'repositoryName' | 'repositoryUri' | 'facts' | 'platforms'>;

/** How an image is used, as text to copy. Where a channel tells its newest release, that is taken, by digest. */
export function usageOf(identity: Identity, channels: readonly CatalogChannel[], registryHost: string | undefined): readonly CatalogUsage[] {
  const uri = identity.repositoryUri ?? `${registryHost ?? PLACEHOLDER_HOST}/${identity.repositoryName}`;
  const from: CatalogUsage = { title: 'Dockerfile', language: 'dockerfile', text: `FROM ${uri}:${identity.version}` };
  const [channel] = channels;
  if (channel?.parameterName == null) return [from, { title: 'ECS', language: 'json', text: containerDefinition(`${uri}:${identity.version}`) }];
  return [
    from,
    { title: 'Docker, the newest release', language: 'sh', text: newest(uri, channel.parameterName) },
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

function newest(uri: string, parameterName: string): string {
  return `# The Dockerfile begins with: ARG BASE_IMAGE
#                             FROM \${BASE_IMAGE}
digest="$(aws ssm get-parameter --name ${parameterName} --query Parameter.Value --output text)"
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
