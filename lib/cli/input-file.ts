import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { decodeText } from '../core/decode-text';
import { UsageError } from './failure';

/** The text of a file that an option or an argument names. One that cannot be read was named wrongly. */
export function readInput(cwd: string, file: string): string {
  try {
    return decodeText(readFileSync(resolve(cwd, file)));
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}
