import { BaseImage } from '../../lib/base-image/base-image';
import { GoldenImage } from '../../lib/golden-image';
import { GoldenImageProps } from '../../lib/golden-image-props';
import { SigningKey } from '../../lib/image/signing-key';
import { IBuildPipeline } from '../../lib/pipeline/build-pipeline';
import { ecrBinding, ecrStorage } from '../../lib/pipeline/ecr-storage';
import { RepositoryEncryption } from '../../lib/registry/encryption/repository-encryption';
import { DIGEST, newStack } from '../support/stack';

export { DIGEST, newStack };

/** Values that are right, for objects with one value that is not. */
export const PINNED = { digest: DIGEST };
export const DEBIAN = BaseImage.debian('12-slim', PINNED);
export const HEX = 'a'.repeat(64);
export const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
export const ENCRYPTION_KEY = { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' };

export const ENCRYPTION = RepositoryEncryption.kms(ENCRYPTION_KEY);

/** The SHA-256 of nothing. */
export const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
export const SIGNING_KEY = SigningKey.fromText('', { sha256: EMPTY_SHA256 });

/** A pipeline that makes nothing but where an image lies. */
export const PIPELINE: IBuildPipeline = {
  namespace: 'golden',
  bind: (scope, options) => ({ ...ecrBinding(ecrStorage(scope, 'golden', ENCRYPTION_KEY, options)), contextPath: 'x' }),
};

/** Path of the image that `image` makes. */
export const IMAGE = 'stack/Image';

export const IMAGE_PROPS: GoldenImageProps = {
  name: 'debian',
  version: '12.1.0',
  base: DEBIAN,
  owner: 'platform-team',
  rationale: 'glibc, five years of support',
  pipeline: PIPELINE,
};

/** A small image with one change, in a stack of its own. */
export function image(change: { readonly [property: string]: unknown }): GoldenImage {
  return new GoldenImage(newStack(), 'Image', { ...IMAGE_PROPS, ...change });
}
