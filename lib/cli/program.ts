import { spawn, SpawnOptions } from 'node:child_process';

export interface ProgramResult {
  /** Undefined where there is no such program. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs another program to its end; one that takes longer than a minute is ended, unless told otherwise. */
export type RunProgram = (command: string, args: readonly string[], options: SpawnOptions, input?: string) => Promise<ProgramResult>;

const TIMEOUT = 60_000;

export const runProgram: RunProgram = (command, args, options, input = '') =>
  new Promise((resolve) => {
    const child = spawn(command, args, { timeout: TIMEOUT, ...options, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.on('error', () => resolve({ status: undefined, ...output }));
    child.on('close', (code) => resolve({ status: code ?? 1, ...output }));
    child.stdin!.on('error', () => undefined); // a program need not read what it is given
    child.stdin!.end(input);
  });
