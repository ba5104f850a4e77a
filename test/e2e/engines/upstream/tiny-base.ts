import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { run } from '../process';
import type { World } from '../world';

export const BASE = 'cgr.dev/chainguard/static';

/** The one program of the image: without arguments it ends well, with one it waits for ever. */
export const PROGRAM = '/usr/bin/answers';

/** Publishes a base of three small files; each release has another content. Answers its digest. */
export async function publishTinyBase(world: World, release: number, tag: string): Promise<string> {
  const dir = mkdtempSync(path.join(tmpdir(), 'tiny-base-'));
  const root = path.join(dir, 'root');
  const put = (file: string, content: string | Buffer, mode: number): void => {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), content, { mode });
  };
  put(PROGRAM, program(), 0o755);
  put('/etc/passwd', 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n', 0o644);
  put('/etc/release', `${release}\n`, 0o644);
  const tar = path.join(dir, 'files.tar');
  await run('tar', ['--create', `--file=${tar}`, `--directory=${root}`, '--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0', '.']);
  const crane = (...args: string[]): Promise<string> => run(path.join(world.tools.bin, 'crane'), args, { env: world.env });
  await crane('append', '--new_layer', tar, '--new_tag', `${BASE}:made`);
  await crane('mutate', `${BASE}:made`, '--set-platform', 'linux/amd64', '--user', '65532', '--env', 'PATH=/usr/bin:/bin', '--tag', `${BASE}:${tag}`);
  return (await crane('digest', `${BASE}:${tag}`)).trim();
}

/** A static ELF executable for Linux on amd64, in the bytes of its headers and of eleven instructions. */
function program(): Buffer {
  const address = 0x400000n;
  const headers = 64 + 56;
  const code = Buffer.from([
    0x48, 0x8b, 0x04, 0x24, //       mov rax, [rsp]: the number of arguments, with the program's name
    0x48, 0x83, 0xf8, 0x01, //       cmp rax, 1
    0x75, 0x09, //                   jne wait
    0xb8, 0x3c, 0x00, 0x00, 0x00, // mov eax, 60: exit
    0x31, 0xff, //                   xor edi, edi
    0x0f, 0x05, //                   syscall
    0xb8, 0x22, 0x00, 0x00, 0x00, // wait: mov eax, 34: pause
    0x0f, 0x05, //                   syscall
    0xeb, 0xf7, //                   jmp wait
  ]);
  const elf = Buffer.alloc(headers);
  elf.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]); // 64 bits, little-endian, version 1
  elf.writeUInt16LE(2, 16); // executable
  elf.writeUInt16LE(62, 18); // amd64
  elf.writeUInt32LE(1, 20);
  elf.writeBigUInt64LE(address + BigInt(headers), 24); // entry
  elf.writeBigUInt64LE(64n, 32); // program headers
  elf.writeUInt16LE(64, 52);
  elf.writeUInt16LE(56, 54);
  elf.writeUInt16LE(1, 56);
  elf.writeUInt32LE(1, 64); // to be loaded
  elf.writeUInt32LE(5, 68); // read and execute
  elf.writeBigUInt64LE(address, 80);
  elf.writeBigUInt64LE(address, 88);
  elf.writeBigUInt64LE(BigInt(headers + code.length), 96);
  elf.writeBigUInt64LE(BigInt(headers + code.length), 104);
  elf.writeBigUInt64LE(0x1000n, 112);
  return Buffer.concat([elf, code]);
}
