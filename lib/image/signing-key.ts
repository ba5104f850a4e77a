import { createHash } from 'node:crypto';

import { checkPresent, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { SHA256 } from '../core/grammar';
import { FILE_CONTENT } from '../core/image-grammar';
import { BY_RULE, checkShape } from '../core/shape';
import { readText } from './image-file';

/** Which file a key must be. */
export interface SigningKeyOptions {
  /** SHA-256 of the key's file: 64 lower-case hexadecimal digits, as `sha256sum` prints them. */
  readonly sha256: string;
}

/**
 * The public key that signs a package repository, pinned by its checksum: a key that was exchanged on its way to you is
 * the error `ChecksumMismatch`.
 *
 * @example
 * SigningKey.fromPath('keys/example.asc', { sha256: '…' });
 */
export class SigningKey {
  /**
   * From text, such as an ASCII-armored OpenPGP key.
   *
   * @param content the key
   * @param options its checksum; a malformed one is the error `InvalidSha256`
   */
  public static fromText(content: string, options: SigningKeyOptions): SigningKey {
    return new SigningKey(content, options, 'SigningKey.fromText');
  }

  /**
   * From a file on the machine that synthesizes. One that cannot be read is the error `UnreadableFile`.
   *
   * @param source path of the key's file
   * @param options its checksum
   */
  public static fromPath(source: string, options: SigningKeyOptions): SigningKey {
    const where = 'SigningKey.fromPath';
    return new SigningKey(readText(source, where), options, where);
  }

  /** @internal */
  public readonly _content: string;

  private constructor(content: string, options: SigningKeyOptions, where: string) {
    checkShape({ sha256: BY_RULE }, options, 'options', where);
    const wanted = checkText(SHA256, checkPresent(options?.sha256, 'sha256', where), where);
    this._content = checkText(FILE_CONTENT, content, where);
    const actual = createHash('sha256').update(content).digest('hex');
    if (actual === wanted) return;
    throw new GoldenImageError('ChecksumMismatch', {
      where,
      problem: 'the key is not the one that the checksum is of',
      given: actual,
      expected: wanted,
      remedy: 'get the key and its checksum from its publisher again, by two ways',
    });
  }
}
