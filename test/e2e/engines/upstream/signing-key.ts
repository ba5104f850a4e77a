import { mkdirSync } from 'node:fs';
import path from 'node:path';

import { run } from '../process';

/** A throw-away OpenPGP key, good for one image's test repository. */
export class SigningKey {
  static async make(dir: string): Promise<SigningKey> {
    const home = path.join(dir, 'gnupg');
    mkdirSync(home, { mode: 0o700 });
    const key = new SigningKey(home);
    await key.#gpg('--passphrase', '', '--quick-generate-key', key.owner, 'rsa3072', 'sign', 'never');
    return key;
  }

  readonly owner = 'golden image test repository';

  private constructor(readonly home: string) {}

  async exportTo(file: string, ...form: '--armor'[]): Promise<void> {
    await this.#gpg(...form, '--output', file, '--export', this.owner);
  }

  /** `--clearsign` puts the text into the signed file, `--detach-sign` does not. */
  async sign(file: string, signed: string, ...form: ('--armor' | '--clearsign' | '--detach-sign')[]): Promise<void> {
    await this.#gpg('--output', signed, ...form, file);
  }

  /** Ends the agent that GnuPG leaves running. */
  async close(): Promise<void> {
    await run('gpgconf', ['--homedir', this.home, '--kill', 'gpg-agent']);
  }

  #gpg(...args: string[]): Promise<string> {
    return run('gpg', ['--homedir', this.home, '--batch', '--yes', '--quiet', ...args]);
  }
}
