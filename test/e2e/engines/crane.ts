import path from 'node:path';

import { run } from './process';
import type { World } from './world';

type Registry = Pick<World, 'env' | 'registryHost' | 'tools'>;

/** Runs crane as the test world's administrator. */
export function crane({ env, tools }: Registry, ...args: readonly string[]): Promise<string> {
  return run(path.join(tools.bin, 'crane'), args, { env });
}

/** Logs crane, and all that reads Docker's configuration, in to the private registry. */
export async function logInCrane(registry: Registry): Promise<void> {
  const password = await run('aws', ['ecr', 'get-login-password'], { env: registry.env });
  await crane(registry, 'auth', 'login', registry.registryHost, '--username', 'AWS', '--password', password.trim());
}
