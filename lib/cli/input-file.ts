import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { CommandIo } from './command';
import { UsageError } from './failure';

/** The text of a file that an option or an argument names. One that cannot be read was named wrongly. */
export function readInput(io: CommandIo, file: string): string {
  try {
    return readFileSync(resolve(io.cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}
