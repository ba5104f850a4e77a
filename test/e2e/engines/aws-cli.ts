import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

import { Daemon } from './process';

/** The AWS CLI of the machine, loaded once for all calls. */
export class AwsCli {
  static async start(dir: string, env: Record<string, string>): Promise<AwsCli> {
    const bin = path.join(dir, 'aws-cli');
    mkdirSync(bin);
    const daemon = new Daemon('preloaded-aws', path.join(dir, 'aws-cli.log'), 'python3', [path.join(__dirname, 'preloaded-aws.py'), bin], { env });
    await daemon.untilUp(async () => existsSync(path.join(bin, 'aws')));
    return new AwsCli(bin, daemon);
  }

  private constructor(
    /** Directory with `aws`, to go first on PATH. */
    readonly bin: string,
    private readonly daemon: Daemon,
  ) {}

  stop(): Promise<void> {
    return this.daemon.stop();
  }
}
