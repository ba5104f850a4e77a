import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { run } from '../engines/process';
import type { World } from '../engines/world';

/** A call of a program by a build's scripts, and what becomes of it. */
export interface CallFault {
  /** Regular expression for a part of the call, its program and arguments: `^aws ssm put-parameter`. */
  readonly at: string;
  /** Bash; see in-front.sh. */
  readonly does: string;
  /** Default: the first one. */
  readonly times?: number;
}

/** The machine of the build is lost before the call, or after it. */
export const KILLED_BEFORE = 'kill_build';
export const KILLED_AFTER = 'program; kill_build';

/** What the scripts find on PATH, and what they download. */
const ON_PATH = ['aws', 'curl', 'date', 'docker', 'sleep'];
const DOWNLOADED = ['crane', 'cosign', 'syft'] as const;

/** The programs of builds, each with one of ours in front. */
export class InFront {
  static async start(world: World): Promise<InFront> {
    const dir = mkdtempSync(path.join(tmpdir(), 'in-front-'));
    const inFront = new InFront(dir, world);
    for (const name of ON_PATH) inFront.#put(name, (await run('bash', ['-c', `command -v ${name}`], { env: world.env })).trim());
    for (const [name, real] of [['crane', path.join(world.tools.bin, 'crane')], ['cosign', world.tools.cosign], ['syft', world.tools.syft]] as const) inFront.#put(name, real);
    await inFront.#serveTools();
    return inFront;
  }

  /** StartBuild's overrides: where the tools that are downloaded come from. */
  readonly environment: { readonly name: string; readonly value: string }[] = [];

  private constructor(private readonly dir: string, readonly world: World) {
    for (const folder of ['front', 'real', 'served']) mkdirSync(path.join(dir, folder));
  }

  /** The environment of one build, and the calls that it made. */
  of(fault?: CallFault): { readonly env: Record<string, string>; calls(): string[]; hits(): number } {
    const file = path.join(mkdtempSync(path.join(this.dir, 'build-')), 'calls');
    const lines = (name: string): string[] => (existsSync(name) ? readFileSync(name, 'utf8').trimEnd().split('\n') : []);
    return {
      env: {
        PATH: `${path.join(this.dir, 'front')}:${this.world.env.PATH}`,
        FAULT_CALLS: file,
        ...(fault && { FAULT_AT: fault.at, FAULT_DO: fault.does, FAULT_TIMES: String(fault.times ?? 1) }),
      },
      calls: () => lines(file),
      hits: () => lines(`${file}.hit`).length,
    };
  }

  stop(): void {
    rmSync(this.#served, { recursive: true, force: true });
  }

  get #served(): string {
    return path.join(this.world.tools.mirror, 'in-front');
  }

  #put(name: string, real: string): void {
    symlinkSync(real, path.join(this.dir, 'real', name));
    symlinkSync(path.join(__dirname, 'in-front.sh'), path.join(this.dir, 'front', name));
    chmodSync(path.join(__dirname, 'in-front.sh'), 0o755);
  }

  /** What is downloaded is called by its path: each is served as a script that calls the one in front. */
  async #serveTools(): Promise<void> {
    mkdirSync(this.#served, { recursive: true });
    for (const name of DOWNLOADED) {
      const script = path.join(this.dir, 'served', name);
      writeFileSync(script, `#!/bin/sh\nexec ${path.join(this.dir, 'front', name)} "$@"\n`, { mode: 0o755 });
      const file = path.join(this.#served, name === 'cosign' ? name : `${name}.tar.gz`);
      await (name === 'cosign' ? run('cp', [script, file]) : run('tar', ['-czf', file, '-C', path.dirname(script), name]));
      const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
      this.environment.push(
        { name: `${name.toUpperCase()}_URL`, value: `${this.world.toolsMirrorUrl}/in-front/${path.basename(file)}` },
        { name: `${name.toUpperCase()}_SHA256`, value: sha256 },
      );
    }
  }
}
