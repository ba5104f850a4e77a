import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface BuildShellOptions {
  readonly shell: 'sh' | 'bash';
  /** Where the shell keeps its notes; nothing of the build. */
  readonly scratch: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What a killed build's commands exit with. */
export const KILLED = 137;

/**
 * Runs the commands of a build, phase by phase, as CodeBuild documents it for version 0.2: the exported variables and the
 * working directory that one command leaves are the next one's, and the first that fails ends its phase.
 * What a phase leaves running in the background ends with it.
 */
export class BuildShell {
  #env: Readonly<Record<string, string>>;
  #cwd: string;

  constructor(private readonly options: BuildShellOptions) {
    this.#env = options.env;
    this.#cwd = options.cwd;
  }

  /** The exported variables as the last command left them. */
  get env(): Readonly<Record<string, string>> {
    return this.#env;
  }

  /** The exit code of the first command that failed, or 0. */
  async run(commands: readonly string[], variables: Readonly<Record<string, string>>): Promise<number> {
    if (this.options.signal.aborted) return KILLED;
    const { scratch, shell } = this.options;
    const file = (name: string): string => path.join(scratch, name);
    await Promise.all([
      ...['completed', 'environment', 'directory'].map((name) => rm(file(name), { force: true })),
      ...commands.map((command, index) => writeFile(file(`command-${index}.sh`), command)),
      writeFile(file('phase.sh'), phaseScript(commands, scratch)),
    ]);
    const code = await this.#spawn(shell, file('phase.sh'), { ...this.#env, ...variables });
    const [completed, environment, directory] = await Promise.all(
      ['completed', 'environment', 'directory'].map((name) => readFile(file(name), 'utf8').catch(() => undefined)));
    if (environment !== undefined) this.#env = parseEnvironment(environment);
    if (directory !== undefined) this.#cwd = directory.trimEnd();
    if (code === 0 && completed === undefined) {
      throw new Error('a command ended the build\'s shell with exit code 0; what CodeBuild makes of that is not documented');
    }
    return code;
  }

  #spawn(shell: string, script: string, env: Readonly<Record<string, string>>): Promise<number> {
    const { onLine, signal } = this.options;
    // A process group of its own, so that whatever the commands start can be ended with them.
    const child = spawn(shell, [script], { cwd: this.#cwd, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    const killGroup = (): void => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    };
    signal.addEventListener('abort', killGroup);
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop()!;
      lines.forEach(onLine);
    });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', killGroup);
      child.once('close', (code) => {
        signal.removeEventListener('abort', killGroup);
        if (rest !== '') onLine(rest);
        resolve(code ?? KILLED);
      });
    });
  }
}

/** The commands are sourced, so they share one shell, and `set -e` in one of them means what it says. */
function phaseScript(commands: readonly string[], scratch: string): string {
  const inScratch = (name: string): string => quote(path.join(scratch, name));
  return [
    'exec 2>&1',
    ...commands.map((command, index) => [
      `printf '%s\\n' ${quote(`[Container] Running command ${command}`)}`,
      `. ${inScratch(`command-${index}.sh`)}`,
      '__codebuild_status=$?',
      `/usr/bin/env -0 > ${inScratch('environment')}; pwd > ${inScratch('directory')}`,
      '[ "$__codebuild_status" -eq 0 ] || exit "$__codebuild_status"',
    ].join('\n')),
    `: > ${inScratch('completed')}`,
  ].join('\n') + '\n';
}

function quote(text: string): string {
  return `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}

function parseEnvironment(text: string): Record<string, string> {
  const entries = text.split('\0').filter((entry) => entry !== '').map((entry) => {
    const split = entry.indexOf('=');
    return [entry.slice(0, split), entry.slice(split + 1)] as const;
  });
  return Object.fromEntries(entries);
}
