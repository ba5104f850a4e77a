import { Fn } from 'cdktf';
import { Construct } from 'constructs';

import { ImageVariant } from '../../core/image-variant';
import { releaseRepositoryName } from '../../registry/channel-name';
import { RepositoryEncryption } from '../../registry/encryption/repository-encryption';
import { BuildPipelineBinding, BuildPipelineBindOptions } from '../build-pipeline';
import { releaseChannel, releaseRepository } from '../ecr-storage';
import { RegistryKind } from './docker-registry';

/** What each variant was released as. */
export interface ReleasedDigest {
  readonly variant: ImageVariant;
  readonly digest: string;
}

/** Where an image is pushed to, and what it tells of that once it knows the digests. */
export interface DockerStorage {
  readonly repositoryUri: string;
  binding(digests: readonly ReleasedDigest[]): Omit<BuildPipelineBinding, 'contextPath'>;
}

/** In ECR with a repository and channels, which Terraform moves after the push; elsewhere the registry makes what it needs. */
export function dockerStorage(scope: Construct, namespace: string, registry: RegistryKind, options: BuildPipelineBindOptions): DockerStorage {
  if (registry.kind !== 'ecr') {
    const repositoryUri = `${registry.host}/${releaseRepositoryName(namespace, options.plan.imageName)}`;
    return { repositoryUri, binding: (releases) => ({ repositoryUri, releases: [...releases] }) };
  }
  const repository = releaseRepository(scope, namespace, RepositoryEncryption.kms(registry.encryptionKey), options);
  const { repositoryUri } = repository;
  return {
    repositoryUri,
    binding: (digests) => ({
      repositoryUri,
      repository,
      releases: digests.map(({ variant, digest }) => {
        const tag = `${options.plan.imageVersion}${variant === ImageVariant.RUNTIME ? '' : `-${variant}`}`;
        const { parameterName } = releaseChannel(scope, namespace, variant, options, { digest, note: Fn.jsonencode({ digest, tag }) });
        return { variant, digest, channelParameterName: parameterName };
      }),
    }),
  };
}
