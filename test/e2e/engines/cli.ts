import path from 'node:path';

import { attempt, type Outcome } from './process';
import { sandbox } from './sandbox';

const inRoot = (...parts: string[]): string => path.join(sandbox().root, ...parts);

/** What runs TypeScript of the repository: the program and its first arguments. */
export const TSX = [inRoot('node_modules/tsx/dist/cli.mjs'), '--tsconfig', inRoot('tsconfig.dev.json')];

/** Runs `golden-image`. */
export function cli(args: readonly string[], options: { readonly cwd: string; readonly env: Record<string, string> }): Promise<Outcome> {
  return attempt(process.execPath, [...TSX, inRoot('lib/cli/main.ts'), ...args], options);
}
