import { createCipheriv, createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The test package: installed as the old version, while the image's own repository has the new one. */
export const OLD_VERSION = '1.0';
export const NEW_VERSION = '1.1';
export const TEST_REPOSITORY = '/opt/test-repository';

const PAYLOAD_BYTES = 600_000;

/** Writes the package's files below a directory: a command that tells its version, and enough bytes to see in a layer's size. */
export function writeGoldenTool(root: string, version: string): void {
  const put = (file: string, content: string | Buffer, mode: number): void => {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), content, { mode });
  };
  put('usr/bin/golden-tool', `#!/bin/sh\necho golden-tool ${version}\n`, 0o755);
  put('usr/share/golden-tool/payload', payload(version), 0o644);
}

/** Bytes that do not compress and are the same every time. */
function payload(version: string): Buffer {
  const key = createHash('sha256').update(version).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(PAYLOAD_BYTES));
}
