import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ImageConfig } from '../engines/buildah';
import { attempt, run, type Outcome } from '../engines/process';
import type { World } from '../engines/world';

export interface FileEntry {
  /** As `ls -l` has it, such as `-rwxr-xr-x`. */
  readonly mode: string;
  /** `UID/GID` */
  readonly owner: string;
}

/** SHA-256 of a tar without files, which WORKDIR leaves where the folder is there. */
const EMPTY_LAYER = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';

/** An image in Debian's Docker engine, whatever built it. */
export class Image {
  /** From an archive as `docker save` makes it. */
  static async load(world: World, archive: string): Promise<Image> {
    return Image.of(world, /sha256:[0-9a-f]{64}/.exec(await run('docker', ['load', '--input', archive], { env: world.env }))![0]);
  }

  static async of(world: World, id: string): Promise<Image> {
    const docker = (...args: string[]): Promise<string> => run('docker', args, { env: world.env });
    const archive = path.join(mkdtempSync(path.join(tmpdir(), 'image-')), 'files.tar');
    const container = (await docker('create', id)).trim();
    await docker('export', '--output', archive, container);
    await docker('rm', container);
    const [{ Config: config, RootFS }] = JSON.parse(await docker('image', 'inspect', id)) as [{ Config: ImageConfig; RootFS: { Layers: string[] } }];
    return new Image(world, id, config, RootFS.Layers.filter((layer) => layer !== EMPTY_LAYER).length, archive, await listing(archive));
  }

  private constructor(
    private readonly world: World,
    private readonly id: string,
    readonly config: ImageConfig,
    /** How many layers have files. */
    readonly layers: number,
    private readonly archive: string,
    /** Files and folders, by absolute path. */
    readonly files: ReadonlyMap<string, FileEntry>,
  ) {}

  /** Runs the image as hardened as can be, with other arguments of docker run if wanted. */
  start(options: readonly string[] = [], command: readonly string[] = []): Promise<Outcome> {
    const hardened = ['--rm', '--network=none', '--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges'];
    return attempt('docker', ['run', ...hardened, ...options, this.id, ...command], { env: this.world.env });
  }

  /** Paths that match. */
  find(pattern: RegExp): string[] {
    return [...this.files.keys()].filter((file) => pattern.test(file)).sort();
  }

  async read(file: string): Promise<string> {
    return readFileSync(path.join(await this.extract(file), file), 'utf8');
  }

  /** Unpacks files or folders; answers the directory that then has them. */
  async extract(...files: string[]): Promise<string> {
    const dir = path.join(path.dirname(this.archive), 'root');
    mkdirSync(dir, { recursive: true });
    await run('tar', ['--extract', `--file=${this.archive}`, `--directory=${dir}`, ...files.map((file) => file.slice(1))]);
    return dir;
  }
}

async function listing(archive: string): Promise<Map<string, FileEntry>> {
  const lines = (await run('tar', ['--list', '--verbose', '--numeric-owner', '--full-time', `--file=${archive}`])).trimEnd().split('\n');
  return new Map(lines.map((line) => {
    const [, mode, owner, name] = /^(\S{10}) +(\S+) +(?:\d+|\d+,\d+) \S+ \S+ (.*?)(?: -> .*| link to .*)?$/.exec(line)!;
    return [`/${name.replace(/^\.?\/|\/$/g, '')}`, { mode, owner }];
  }));
}
