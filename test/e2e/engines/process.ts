import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RunOptions {
  readonly env?: Record<string, string | undefined>;
  readonly cwd?: string;
  readonly input?: string;
}

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, whatever that is. */
export async function attempt(command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const child = spawn(command, args, { env: options.env ?? process.env, cwd: options.cwd, stdio: 'pipe' });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  child.stdin.on('error', () => {}); // a command need not read what it is given
  child.stdin.end(options.input);
  const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (status === null) throw new Error(`${command} ${args.join(' ')}: ended by ${signal}\n${output.stderr}`);
  return { status, ...output };
}

/** Runs a command that must succeed; answers its standard output. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await attempt(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit status ${status}\n${stdout}${stderr}`);
  return stdout;
}

/** A process in the background, with a log file. */
export class Daemon {
  private readonly child: ChildProcess;
  private failure: Error | undefined;

  constructor(
    private readonly name: string,
    readonly log: string,
    command: string,
    args: readonly string[],
    options: Omit<RunOptions, 'input'>,
  ) {
    const output = openSync(log, 'a');
    this.child = spawn(command, args, { env: options.env ?? process.env, cwd: options.cwd, stdio: ['ignore', output, output] });
    this.child.on('error', (error) => (this.failure = error));
    closeSync(output);
  }

  /** Resolves when `isUp` does to true; gives up when the process ends or a minute has passed. */
  async untilUp(isUp: () => Promise<boolean>): Promise<void> {
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
      if (this.hasEnded()) break;
      if (await isUp().catch(() => false)) return;
    }
    throw new Error(`${this.name} did not start: ${this.failure?.message ?? ''}\n${readFileSync(this.log, 'utf8')}`);
  }

  async stop(): Promise<void> {
    if (this.hasEnded()) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const tooLate = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(tooLate);
  }

  private hasEnded(): boolean {
    return this.failure !== undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }
}
