import { Construct } from 'constructs';

import { ImagePlatform } from '../../core/platform';
import { IEncryptionKey } from '../../registry/encryption/encryption-key';
import { RepositoryEncryption } from '../../registry/encryption/repository-encryption';
import { GoldenImageRepository } from '../../registry/golden-image-repository';
import { GoldenImageReference } from '../golden-image-reference';
import { BuildContext } from './build-context';

/** What is built, checked. */
export interface AppBuild {
  readonly name: string;
  readonly version: string;
  readonly base: GoldenImageReference;
  readonly platform: ImagePlatform;
  /** Path of the Dockerfile in the context. */
  readonly dockerfile: string;
  readonly context: BuildContext;
  /** SHA-256 over all that is declared; besides it the digest of the base alone asks for another build. */
  readonly declaration: string;
}

/** What became of it. */
export interface BuiltApp {
  readonly repositoryUri: string;
  /** Digest of the image, known when Terraform runs. */
  digest(): string;
}

/** Builds an image of a team. */
export type AppBuildStrategy = (scope: Construct, app: AppBuild) => BuiltApp;

/** The private repository of a team's image, where it lies in ECR. */
export function appRepository(scope: Construct, { name }: AppBuild, encryptionKey: IEncryptionKey): GoldenImageRepository {
  return new GoldenImageRepository(scope, 'Repository', { repositoryName: name, encryption: RepositoryEncryption.kms(encryptionKey), pushReserved: true });
}
