import { Construct } from 'constructs';

import { ImageVariant } from '../core/image-variant';
import { candidateRepositoryName, releaseRepositoryName } from '../registry/channel-name';
import { IEncryptionKey } from '../registry/encryption/encryption-key';
import { RepositoryEncryption } from '../registry/encryption/repository-encryption';
import { GoldenImageRepository } from '../registry/golden-image-repository';
import { ChannelMove, ImageChannel } from '../registry/image-channel';
import { LifecyclePolicy } from '../registry/lifecycle/lifecycle-policy';
import { releaseRetention } from '../registry/release-retention';
import { BuildPipelineBinding, BuildPipelineBindOptions } from './build-pipeline';

/** Ids are part of what Terraform knows things by. */
const CHANNEL_ID: { readonly [variant in ImageVariant]: string } = {
  [ImageVariant.RUNTIME]: 'Channel',
  [ImageVariant.DEV]: 'DevChannel',
  [ImageVariant.DEBUG]: 'DebugChannel',
};

/** Where the newest release of a variant is written down. */
export interface VariantChannel {
  readonly variant: ImageVariant;
  /** Name of the SSM parameter that is moved last. */
  readonly parameterName: string;
  readonly parameterArn: string;
  /** Name of the SSM parameter in which its last release is written down. */
  readonly lastReleaseParameterName: string;
  readonly lastReleaseParameterArn: string;
  /** What it holds when Terraform reads it. */
  readonly digest: string;
}

/** Where an image lies in ECR: what passed, what has yet to, and which release is the newest. */
export interface EcrStorage {
  readonly candidates: GoldenImageRepository;
  readonly releases: GoldenImageRepository;
  /** The channel of each variant that the plan has. */
  readonly channels: readonly VariantChannel[];
}

/** What a pipeline is given for an image that lies in ECR. */
export type EcrBindOptions = BuildPipelineBindOptions & EcrStorage;

/** Makes the repositories and channels of an image, as children of the image. */
export function ecrStorage(scope: Construct, namespace: string, encryptionKey: IEncryptionKey, options: BuildPipelineBindOptions): EcrStorage {
  const { imageName } = options.plan;
  const encryption = RepositoryEncryption.kms(encryptionKey);
  const releases = releaseRepository(scope, namespace, encryption, options);
  const candidates = new GoldenImageRepository(scope, 'Candidates', {
    repositoryName: candidateRepositoryName(namespace, imageName),
    encryption,
    lifecycle: LifecyclePolicy.candidates(),
    pushReserved: true,
  });
  const channels = options.channelNames.map(({ variant }) => {
    const { parameterName, parameter, lastReleaseParameterName, noteParameter, digest } = releaseChannel(scope, namespace, variant, options);
    return { variant, parameterName, parameterArn: parameter.arn, lastReleaseParameterName, lastReleaseParameterArn: noteParameter.arn, digest };
  });
  return { candidates, releases, channels };
}

/** What the image tells of its storage. */
export function ecrBinding({ candidates, releases, channels }: EcrStorage): Pick<BuildPipelineBinding, 'repositoryUri' | 'repository' | 'candidates' | 'releases'> {
  return {
    repositoryUri: releases.repositoryUri,
    repository: releases,
    candidates,
    releases: channels.map(({ variant, parameterName, digest }) => ({ variant, digest, channelParameterName: parameterName })),
  };
}

/** The channel of a variant; where it is told of a release, it is Terraform that moves it. */
export function releaseChannel(scope: Construct, namespace: string, variant: ImageVariant, { plan, channelNames }: BuildPipelineBindOptions, move?: ChannelMove): ImageChannel {
  const { channel } = channelNames.find((named) => named.variant === variant)!;
  return new ImageChannel(scope, CHANNEL_ID[variant], { namespace, imageName: plan.imageName, channel }, move);
}

/** The repository that releases lie in, with who may pull them. */
export function releaseRepository(scope: Construct, namespace: string, encryption: RepositoryEncryption, options: BuildPipelineBindOptions): GoldenImageRepository {
  const { plan, channelNames: channels, channelTags, releaseLifecycle: lifecycle, pullableBy } = options;
  const repository = new GoldenImageRepository(scope, 'Repository', {
    repositoryName: releaseRepositoryName(namespace, plan.imageName),
    encryption,
    pushReserved: true,
    ...releaseRetention({ lifecycle, channelTags, channels, version: plan.imageVersion }, scope.node.path),
  });
  for (const principal of pullableBy) repository.grantPull(principal);
  return repository;
}
