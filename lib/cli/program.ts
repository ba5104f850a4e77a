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

export const runProgram: RunProgram = (command, args, { timeout = TIMEOUT, ...options }, input = '') =>
  new Promise((resolve) => {
    // Not spawn's own time limit: it keeps the process alive where there is no such program.
    const child = spawn(command, args, { ...options, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    const end = (status: number | undefined): void => {
      clearTimeout(timer);
      resolve({ status, ...output });
    };
    const timer = setTimeout(() => {
      child.kill();
      // What the program started may hold its output open.
      child.stdout!.destroy();
      child.stderr!.destroy();
      output.stderr += `ended, because it took longer than ${timeout / 1000} s\n`;
      end(1);
    }, timeout);
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    child.on('error', () => end(undefined));
    child.on('close', (code) => end(code ?? 1));
    child.stdin!.on('error', () => undefined); // a program need not read what it is given
    child.stdin!.end(input);
  });
