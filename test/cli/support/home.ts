import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CommandIo } from '../../../lib/cli/command';

/** A folder that is home and working directory, and an environment without anything of this machine but where programs lie. */
export class Home {
  public readonly dir = mkdtempSync(join(tmpdir(), 'golden-image-cli-'));
  public readonly bin = join(this.dir, 'bin');
  public readonly env: NodeJS.ProcessEnv = { HOME: this.dir, PATH: `${this.bin}:${process.env.PATH}` };
  public out = '';
  public err = '';
  public readonly io: CommandIo = {
    out: (text) => { this.out += `${text}\n`; },
    err: (text) => { this.err += `${text}\n`; },
    env: this.env,
    cwd: this.dir,
  };

  public file(name: string, content: string | object): string {
    const path = join(this.dir, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  public dockerConfig(config: object | string): void {
    this.file('.docker/config.json', config);
  }

  public program(name: string, script: string): void {
    chmodSync(this.file(`bin/${name}`, `#!/bin/sh\n${script}\n`), 0o755);
  }
}
