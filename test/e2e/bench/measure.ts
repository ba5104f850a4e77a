import path from 'node:path';

import { run } from '../engines/process';
import type { World } from '../engines/world';

export interface Measured {
  readonly seconds: number;
  /** Bytes of the layers as they travel, and of those that the registry did not have. */
  readonly compressed: number;
  readonly pushed: number;
  /** Bytes of the layers as they lie on a disk. */
  readonly size: number;
}

/** An image's three builds: the first, after a change of the program, after a security update. */
export type Builds = readonly [first: Measured, change: Measured, update: Measured];

interface Layer {
  readonly digest: string;
  readonly size: number;
}

/** An image's place in a registry, which knows what was pushed there. */
export class Place {
  private readonly known = new Set<string>();
  private pushes = 0;

  constructor(private readonly world: World, private readonly name: string) {}

  /** Builds and pushes, as a pipeline that keeps its builder's cache does. */
  async push(context: string, options: { readonly noCache?: boolean; readonly buildArguments?: Readonly<Record<string, string>> } = {}): Promise<Measured> {
    const buildkit = await this.world.buildKit();
    this.pushes += 1;
    const started = process.hrtime.bigint();
    const digest = await buildkit.build(context, { ...options, push: `registry-1.docker.io/library/${this.name}:${this.pushes}` });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;

    const reference = `registry-1.docker.io/library/${this.name}@${digest}`;
    const { layers } = JSON.parse(await this.#crane('manifest', reference)) as { layers: Layer[] };
    const pushed = layers.filter((layer) => !this.known.has(layer.digest));
    for (const layer of layers) this.known.add(layer.digest);
    return { seconds, compressed: total(layers), pushed: total(pushed), size: await this.#unpacked(layers) };
  }

  async #unpacked(layers: readonly Layer[]): Promise<number> {
    const count = 'for digest in "$@"; do "$CRANE" blob "$REPOSITORY@$digest" | gzip --decompress; done | wc -c';
    const env = { ...this.world.env, CRANE: path.join(this.world.tools.bin, 'crane'), REPOSITORY: `registry-1.docker.io/library/${this.name}` };
    return Number(await run('sh', ['-c', count, 'sh', ...layers.map(({ digest }) => digest)], { env }));
  }

  #crane(...args: string[]): Promise<string> {
    return run(path.join(this.world.tools.bin, 'crane'), args, { env: this.world.env });
  }
}

function total(layers: readonly Layer[]): number {
  return layers.reduce((sum, { size }) => sum + size, 0);
}
