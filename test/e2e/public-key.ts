import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { aws } from './engines/aws';
import { attempt, type Outcome } from './engines/process';
import type { World } from './engines/world';

/** The public half of the factory's signing key, out of KMS, in a file, as consumers have it. */
export async function publicKey(world: World): Promise<string> {
  const file = path.join(world.env.HOME!, 'golden.pub');
  const { PublicKey } = await aws<{ PublicKey: string }>(world, 'kms', 'get-public-key', '--key-id', 'alias/golden-signing');
  writeFileSync(file, `-----BEGIN PUBLIC KEY-----\n${PublicKey.replace(/(.{64})/g, '$1\n').trim()}\n-----END PUBLIC KEY-----\n`);
  return file;
}

/** `cosign COMMAND` of an image, as docs/signatures.md has it. */
export async function verify(world: World, reference: string, ...command: readonly string[]): Promise<Outcome> {
  const [name = 'verify', ...options] = command;
  const args = [name, '--key', await publicKey(world), '--insecure-ignore-tlog', '--private-infrastructure', ...options, reference];
  return attempt(world.tools.cosign, args, { env: world.env });
}
