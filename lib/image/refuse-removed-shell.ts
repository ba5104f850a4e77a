import { GoldenImageError } from '../core/error';
import { Healthcheck } from './healthcheck';
import { SHELL_PATHS, SHELLS } from './well-known-programs';

interface Starts {
  readonly removeShell: boolean;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly healthcheck?: Healthcheck;
}

/** A container of the image would never start, or never be healthy, and without a shell no default test starts one. */
export function refuseRemovedShell({ removeShell, entrypoint, command, healthcheck }: Starts, where: string): void {
  if (!removeShell) return;
  const run = { entrypoint, ...(entrypoint === undefined && { command }), healthcheck: healthcheck?._command };
  const [property] = Object.entries(run).find(([, words]) => isShell(words?.[0])) ?? [];
  if (property === undefined) return;
  throw new GoldenImageError('ShellRemoved', {
    where,
    problem: `${property} is run by a shell, which removeShell takes out of the image`,
    given: run[property as keyof typeof run]!,
    expected: 'a program that stays in the image',
    remedy: 'name the program itself, with its arguments, or leave removeShell out',
  });
}

function isShell(program: string | undefined): boolean {
  return program !== undefined && (SHELLS.includes(program) || SHELL_PATHS.includes(program));
}
