import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

import { Daemon, run } from './process';

/** The AWS CLI of the machine's Python. */
export class AwsCli {
  /** As it is, without what a version manager puts in front of it. */
  static async plain(dir: string, env: Record<string, string>): Promise<AwsCli> {
    const bin = folder(dir);
    const scripts = await run('python3', ['-c', 'import sysconfig; print(sysconfig.get_path("scripts"))'], { env });
    symlinkSync(path.join(scripts.trim(), 'aws'), path.join(bin, 'aws'));
    return new AwsCli(bin);
  }

  /** Loaded once for all calls. */
  static async preloaded(dir: string, env: Record<string, string>): Promise<AwsCli> {
    const bin = folder(dir);
    const daemon = new Daemon('preloaded-aws', path.join(dir, 'aws-cli.log'), 'python3', [path.join(__dirname, 'preloaded-aws.py'), bin], { env });
    await daemon.untilUp(async () => existsSync(path.join(bin, 'aws')));
    return new AwsCli(bin, daemon);
  }

  private constructor(
    /** Directory with `aws`, to go first on PATH. */
    readonly bin: string,
    private readonly daemon?: Daemon,
  ) {}

  async stop(): Promise<void> {
    await this.daemon?.stop();
  }
}

function folder(dir: string): string {
  const bin = path.join(dir, 'aws-cli');
  mkdirSync(bin);
  return bin;
}
