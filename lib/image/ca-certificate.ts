import { checkText } from '../core/check';
import { FILE_STEM, PEM_CERTIFICATE } from '../core/image-grammar';
import { readText } from './image-file';

/**
 * A certificate authority that programs in an image trust besides the usual ones, such as an organisation's own.
 *
 * @example
 * CaCertificate.fromPath('example-root', 'certificates/example-root.pem');
 */
export class CaCertificate {
  /**
   * From text.
   *
   * @param name what its file is called: lower-case letters and digits in groups joined by single hyphens, else the
   * error `InvalidFileName`
   * @param pem one certificate in PEM form; anything else is the error `InvalidCertificate`
   */
  public static fromText(name: string, pem: string): CaCertificate {
    const where = 'CaCertificate.fromText';
    return new CaCertificate(checkText(FILE_STEM, name, where), checkText(PEM_CERTIFICATE, pem, where));
  }

  /**
   * From a file on the machine that synthesizes. One that cannot be read is the error `UnreadableFile`.
   *
   * @param name what its file is called in the image
   * @param source path of a file with one certificate in PEM form
   */
  public static fromPath(name: string, source: string): CaCertificate {
    const where = 'CaCertificate.fromPath';
    return new CaCertificate(checkText(FILE_STEM, name, where), checkText(PEM_CERTIFICATE, readText(source, where), where));
  }

  private constructor(
    /** What its file is called, without ending. */
    public readonly name: string,
    /** The certificate in PEM form. */
    public readonly pem: string,
  ) {}
}
