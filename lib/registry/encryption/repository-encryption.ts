import { EcrRepositoryEncryptionConfiguration } from '@cdktf/provider-aws/lib/ecr-repository';

import { checkPresent } from '../../core/check';
import { implementing } from '../../core/shape';
import { IEncryptionKey } from './encryption-key';

const KEY = implementing('IEncryptionKey', 'keyArn');

/** What the images of a repository are encrypted with. ECR fixes it when a repository is made: another one replaces it. */
export class RepositoryEncryption {
  /**
   * With a KMS key, whose use CloudTrail records and whose owner can end it.
   *
   * @param key a key of one's own, or one that is there (`EncryptionKey.fromKeyArn`)
   */
  public static kms(key: IEncryptionKey): RepositoryEncryption {
    const where = 'RepositoryEncryption.kms';
    KEY('key', checkPresent(key, 'key', where), where);
    return new RepositoryEncryption({ encryptionType: 'KMS', kmsKey: key.keyArn });
  }

  /** With a key of Amazon S3's, AES-256: encrypted at rest, and nobody's to control or to audit. */
  public static aes256(): RepositoryEncryption {
    return new RepositoryEncryption({ encryptionType: 'AES256' });
  }

  private constructor(
    /** @internal */
    public readonly _configuration: EcrRepositoryEncryptionConfiguration,
  ) {}
}
