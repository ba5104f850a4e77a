import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** User CPU in seconds, and the most memory held, in megabytes of 10^6 bytes. */
export interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

const PROGRAMS = path.join(__dirname, 'programs');

/** Runs a program in a process of its own several times, and answers the median of each figure. */
export function cost(program: string, args: readonly string[], { runs = 1, cwd = process.cwd() }: { readonly runs?: number; readonly cwd?: string } = {}): Cost {
  const costs = Array.from({ length: runs }, () => once(program, args, cwd));
  return { seconds: median(costs.map(({ seconds }) => seconds)), megabytes: median(costs.map(({ megabytes }) => megabytes)) };
}

function once(program: string, args: readonly string[], cwd: string): Cost {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=8192', path.join(PROGRAMS, program), ...args], { cwd, encoding: 'utf8', maxBuffer: 64_000_000 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit status ${status}\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Cost;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
