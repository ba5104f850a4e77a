import { DataAwsEcrAuthorizationToken } from '@cdktf/provider-aws/lib/data-aws-ecr-authorization-token';
import type { DockerProvider, DockerProviderRegistryAuth } from '@cdktf/provider-docker/lib/provider';
import { AssetType, Fn, TerraformAsset, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

import { BASE_DIGEST_LABEL, BASE_NAME_LABEL } from '../../image/image-labels';
import { stageFiles } from '../../pipeline/codebuild/staging';
import { RegistryKind } from '../../pipeline/docker/docker-registry';
import { dockerBindings } from '../../pipeline/docker/provider';
import { registryLogin } from '../../pipeline/docker/registry-login';
import { GoldenImageReference } from '../golden-image-reference';
import { AppBuild, appRepository, BuiltApp } from './app-build';
import { BASE_ARGUMENT } from './check-base';

/** How a team builds with the engine of the machine that runs Terraform. */
export interface DockerAppOptions {
  readonly registry: RegistryKind;
  readonly provider?: TerraformProvider;
}

/** Built while the image before stands: what fails leaves the stack with that one. */
const BEFORE_THE_OLD = { createBeforeDestroy: true };

/** Builds an image with the Docker provider and pushes it, both under a tag that no other content has. */
export function dockerAppImage(scope: Construct, app: AppBuild, { registry, provider }: DockerAppOptions): BuiltApp {
  const { name, version, base, declaration, context } = app;
  const { Image, RegistryImage } = dockerBindings(scope.node.path);
  const repositoryUri = registry.kind === 'ecr' ? appRepository(scope, app, registry.encryptionKey).repositoryUri : `${registry.host}/${name}`;
  const by = provider ?? loggedInProvider(scope, registry, base);
  const contextPath = new TerraformAsset(scope, 'Context', { path: stageFiles(context.files, context.executables), type: AssetType.DIRECTORY, assetHash: 'context' }).path;
  const triggers = { declaration, base: base.digest };
  const labels = {
    'org.opencontainers.image.title': name,
    'org.opencontainers.image.version': version,
    [BASE_NAME_LABEL]: base.repositoryUri,
    [BASE_DIGEST_LABEL]: base.digest,
  };
  // The provider logs in to pull and to push, and not to build: the build finds the base with the engine.
  const pulled = new Image(scope, 'Base', { provider: by, name: base.imageUri, platform: app.platform, keepLocally: true, lifecycle: BEFORE_THE_OLD });
  const image = new Image(scope, 'Image', {
    provider: by,
    name: `${repositoryUri}:${version}-${Fn.substr(Fn.sha256(Fn.join(' ', [declaration, base.digest])), 0, 12)}`,
    triggers,
    // What runs it on this engine may still need it.
    keepLocally: true,
    buildAttribute: {
      context: contextPath,
      // BuildKit's client in 3.x looks for a relative one from where Terraform runs, 4.x from the context.
      dockerfile: Fn.abspath(`${contextPath}/${app.dockerfile}`) as string,
      platform: app.platform,
      // BuildKit with every version of the provider: 3.x takes the old builder where none is named.
      builder: 'default',
      buildArgs: { [BASE_ARGUMENT]: base.imageUri },
      // 4.x reads the one where BuildKit's client is used, and the other elsewhere; so does 3.6.
      label: labels,
      labels,
    },
    dependsOn: [pulled],
    // The triggers hold all that matters; the same build from another folder is no change.
    lifecycle: { ...BEFORE_THE_OLD, ignoreChanges: ['build'] },
  });
  const pushed = new RegistryImage(scope, 'Pushed', {
    provider: by,
    name: image.name,
    triggers,
    keepRemotely: true,
    lifecycle: {
      ...BEFORE_THE_OLD,
      postcondition: [
        {
          condition: '${self.sha256_digest == self.id}',
          errorMessage: `The registry's tag names another image now than the one that was built: find out who moved it, and raise the version of ${name}.`,
        },
      ],
    },
  });
  // The digest of the push, which a refresh leaves; `sha256_digest` is what the tag names now.
  return { repositoryUri, digest: () => pushed.id };
}

/** A provider that pulls the base and pushes the image. The stack may have Docker providers of its own. */
function loggedInProvider(scope: Construct, registry: RegistryKind, base: GoldenImageReference): DockerProvider {
  const { DockerProvider } = dockerBindings(scope.node.path);
  const isSame = registry.kind === 'ecr' && base._isOwnRegistry;
  const provider = new DockerProvider(scope, 'Docker', { registryAuth: [baseLogin(scope, base), ...(isSame ? [] : [registryLogin(scope, registry)])] });
  provider.alias = provider.friendlyUniqueId;
  return provider;
}

/** A token opens every registry of its region that its holder may pull from, also those of other accounts. */
function baseLogin(scope: Construct, base: GoldenImageReference): DockerProviderRegistryAuth {
  const { userName: username, password } = new DataAwsEcrAuthorizationToken(scope, 'BaseToken', { ...(base._pulledBy !== undefined && { provider: base._pulledBy }) });
  return { address: `https://${base.repositoryUri.split('/')[0]}`, username, password };
}
