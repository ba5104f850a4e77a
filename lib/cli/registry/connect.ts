import { setTimeout as wait } from 'node:timers/promises';

import { CommandIo } from '../command';
import { wholeNumber } from '../options';
import { CredentialStore } from './credentials';
import { RegistryClient } from './registry-client';
import { Transport } from './transport';

/** The option of every command that asks registries. */
export const TIMEOUT_OPTION = { timeout: { type: 'string' } } as const;

export const TIMEOUT_HELP = '  --timeout SECONDS     how long a registry may take for one answer (default: 30)';

export function connect(io: CommandIo, timeout: string | undefined): RegistryClient {
  const timeoutMilliseconds = wholeNumber('--timeout', timeout, 30, 1, 3600) * 1000;
  const transport = new Transport({ timeoutMilliseconds, wait: (milliseconds) => wait(milliseconds), note: (text) => io.err(text) });
  return new RegistryClient(transport, new CredentialStore(io.env));
}
