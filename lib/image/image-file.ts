import { readFileSync } from 'node:fs';

import { checkInteger, checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { FILE_CONTENT, FILE_MODE, IMAGE_PATH, SOURCE_PATH, STAGE_NAME } from '../core/image-grammar';
import { BY_RULE, checkShape, Shape } from '../core/shape';
import { USER_ID } from './image-user';

/** Who owns a file of an image, and who may do what with it. */
export interface ImageFileOptions {
  /**
   * Permissions, as `chmod` takes them in octal; setuid, setgid and sticky bits are the error `InvalidFileMode`.
   *
   * @default "0644"
   */
  readonly mode?: string;
  /**
   * Numeric id of the owner, 0 to 4294967294.
   *
   * @default 0
   */
  readonly userId?: number;
  /**
   * Numeric id of the group, 0 to 4294967294.
   *
   * @default 0
   */
  readonly groupId?: number;
}

/** What is taken from a build stage. */
export interface StageFileOptions extends ImageFileOptions {
  /** Where it lies in the stage: an absolute path. A folder is taken with all that is in it. */
  readonly source: string;
}

const SHAPE: Shape<ImageFileOptions> = { mode: BY_RULE, userId: BY_RULE, groupId: BY_RULE };

/** Where a file's content comes from. */
type FileSource = { readonly kind: 'text'; readonly content: string } | { readonly kind: 'stage'; readonly stage: string; readonly source: string };

/**
 * A file that is added to an image, in the order of the declaration.
 *
 * @example
 * ImageFile.text('/etc/app/app.conf', 'workers = 4\n', { mode: '0640', groupId: 65532 });
 * ImageFile.fromStage('/usr/local/bin/app', 'build', { source: '/out/app', mode: '0755' });
 */
export class ImageFile {
  /**
   * A file with this text.
   *
   * @param path absolute path in the image; anything else is the error `InvalidPath`
   * @param content well-formed text of at most 1 MiB without NUL, else the error `InvalidFileContent`
   * @param options owner and permissions
   */
  public static text(path: string, content: string, options: ImageFileOptions = {}): ImageFile {
    const where = 'ImageFile.text';
    return new ImageFile(path, { kind: 'text', content: checkText(FILE_CONTENT, content, where) }, options, where);
  }

  /**
   * A file with the text of a file on the machine that synthesizes. One that cannot be read is the error
   * `UnreadableFile`; one that is not UTF-8 is `InvalidFileContent`: bring binary files by a package or a build stage.
   *
   * @param path absolute path in the image
   * @param source path on the machine that synthesizes
   * @param options owner and permissions
   */
  public static fromPath(path: string, source: string, options: ImageFileOptions = {}): ImageFile {
    const where = 'ImageFile.fromPath';
    return new ImageFile(path, { kind: 'text', content: readText(source, where) }, options, where);
  }

  /**
   * A file or a folder that a build stage made.
   *
   * @param path absolute path in the image
   * @param stage name of a stage that the image declares
   * @param options where it lies in the stage, owner and permissions; the permissions are those of each file in a folder
   */
  public static fromStage(path: string, stage: string, options: StageFileOptions): ImageFile {
    const where = 'ImageFile.fromStage';
    checkShape({ ...SHAPE, source: BY_RULE }, options, 'options', where);
    const source = { kind: 'stage', stage: checkText(STAGE_NAME, stage, where), source: checkText(IMAGE_PATH, options?.source, where) } as const;
    return new ImageFile(path, source, options, where);
  }

  /** Absolute path in the image. */
  public readonly path: string;
  /** Permissions in four octal digits. */
  public readonly mode: string;
  /** Numeric id of the owner. */
  public readonly userId: number;
  /** Numeric id of the group. */
  public readonly groupId: number;
  /** @internal */
  public readonly _source: FileSource;

  private constructor(path: string, source: FileSource, options: ImageFileOptions, where: string) {
    checkShape(SHAPE, options, 'options', where);
    this.path = checkText(IMAGE_PATH, path, where);
    this.mode = checkText(FILE_MODE, options.mode ?? '0644', where).padStart(4, '0');
    this.userId = checkInteger(USER_ID, options.userId ?? 0, where);
    this.groupId = checkInteger(USER_ID, options.groupId ?? 0, where);
    this._source = Object.freeze(source);
  }
}

/** Text of a file on the machine that synthesizes. */
export function readText(source: string, where: string): string {
  // A number would be an open file: 0 waits for the standard input.
  checkText(SOURCE_PATH, source, where);
  let bytes: Buffer;
  try {
    bytes = readFileSync(source);
  } catch (error) {
    throw new GoldenImageError('UnreadableFile', {
      where,
      problem: `the file cannot be read: ${(error as Error).message}`,
      given: source,
      expected: SOURCE_PATH.expected,
      remedy: SOURCE_PATH.remedy,
    });
  }
  try {
    return checkText(FILE_CONTENT, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), where);
  } catch (error) {
    if (error instanceof GoldenImageError) throw error;
    throw new GoldenImageError('InvalidFileContent', {
      where,
      problem: 'the file is not UTF-8 text',
      given: source,
      expected: FILE_CONTENT.expected,
      remedy: FILE_CONTENT.remedy,
    });
  }
}
