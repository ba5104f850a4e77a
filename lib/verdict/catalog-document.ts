import { readFileSync } from 'node:fs';

import { checkPresent, checkText, refuseUnresolved } from '../core/check';
import { decodeText } from '../core/decode-text';
import { GoldenImageError } from '../core/error';
import { SOURCE_PATH } from '../core/image-grammar';
import { parseJson } from '../core/parse-json';
import { CatalogImage, readCatalogImages } from './catalog-image';

const EXPECTED = 'the catalog.json that a platform publishes, of schemaVersion 1';

/**
 * The catalogue of a platform, as its `catalog.json` has it: which golden images there are, which of them are deprecated,
 * and which releases are revoked.
 *
 * @example
 * CatalogDocument.fromFile('catalog.json');
 */
export class CatalogDocument {
  /**
   * From a file.
   *
   * @param path Path of the file, relative to the working directory. It is UTF-8, or begins with the byte order mark of UTF-16, as
   * where PowerShell redirects. A file that cannot be read is the error `UnreadableFile`, one that is no catalogue the error
   * `InvalidCatalog`
   */
  public static fromFile(path: string): CatalogDocument {
    const where = 'CatalogDocument.fromFile';
    const file = checkText(SOURCE_PATH, checkPresent(path, 'path', where), where);
    return new CatalogDocument(imagesIn(parseJson(readText(file, where)), file, where));
  }

  /**
   * From the content of a file, as `JSON.parse` returns it.
   *
   * @param document What is no catalogue is the error `InvalidCatalog`
   */
  public static fromObject(document: any): CatalogDocument { // eslint-disable-line @typescript-eslint/no-explicit-any
    const where = 'CatalogDocument.fromObject';
    const given: unknown = checkPresent<unknown>(document, 'document', where);
    refuseUnresolved('document', given, EXPECTED, where);
    return new CatalogDocument(imagesIn(given, given, where));
  }

  /** @internal */
  public readonly _images: readonly CatalogImage[];

  private constructor(images: readonly CatalogImage[]) {
    this._images = Object.freeze([...images]);
  }
}

function readText(path: string, where: string): string {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    throw new GoldenImageError('UnreadableFile', {
      where,
      problem: `the catalogue cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
      given: path,
      expected: SOURCE_PATH.expected,
      remedy: SOURCE_PATH.remedy,
    });
  }
}

function imagesIn(document: unknown, given: unknown, where: string): readonly CatalogImage[] {
  const images = readCatalogImages(document);
  if (images !== undefined) return images;
  throw new GoldenImageError('InvalidCatalog', { where, problem: 'this is no catalogue', given, expected: EXPECTED, remedy: 'take the file from the platform team, or from the synth output of its stacks' });
}
