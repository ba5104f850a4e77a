import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { writeContext } from '../distributions/builders';
import { KEYRING, makePackage, makeRepository } from '../engines/upstream/debian-outdated';
import { NEW_VERSION, OLD_VERSION, TEST_REPOSITORY } from '../engines/upstream/golden-tool';
import { SigningKey } from '../engines/upstream/signing-key';
import type { Upstream, World } from '../engines/world';

/** A Debian with an old package, whose repository has the new one from a day on. */
export class DebianWithUpdate {
  static async make(world: World): Promise<DebianWithUpdate> {
    const dir = mkdtempSync(path.join(tmpdir(), 'repository-'));
    const key = await SigningKey.make(dir);
    for (const [day, version] of [['before', OLD_VERSION], ['after', NEW_VERSION]] as const) {
      await makeRepository(path.join(dir, day), await makePackage(dir, version), key);
    }
    const context = writeContext({});
    await key.exportTo(path.join(context, 'keyring'));
    await key.close();

    const debian = new DebianWithUpdate(dir);
    const port = await debian.#serve();
    const { name, tag, digest } = await world.publish('debian-outdated');
    debian.base = await publish(world, { name, tag: `${tag}-bench` }, [
      `FROM ${name}@${digest} AS outdated`,
      `COPY keyring ${KEYRING}`,
      `RUN rm -r ${TEST_REPOSITORY} && sed -i 's|file:.*|http://127.0.0.1:${port}/|' /etc/apt/sources.list.d/test-repository.sources`,
      'FROM scratch',
      'COPY --from=outdated / /',
    ], context);
    return debian;
  }

  /** Whether the new package is out. */
  updated = false;
  base!: Upstream;
  private readonly server: Server;

  private constructor(dir: string) {
    this.server = createServer(({ url }, response) => {
      readFile(path.join(dir, this.updated ? 'after' : 'before', path.normalize(`/${url}`))).then(
        (content) => response.end(content),
        () => response.writeHead(404).end(),
      );
    });
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  async #serve(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }
}

/** The distroless Python, and as it is published after an update: anew, in one layer, where the real one has a layer for each package. */
export async function distrolessWithUpdate(world: World): Promise<readonly [Upstream, Upstream]> {
  const { name, digest } = await world.publish('distroless-python3');
  const publishAs = (tag: string): Promise<Upstream> => publish(world, { name, tag }, [`FROM ${name}@${digest} AS files`, `COPY Dockerfile /usr/share/${tag}`, 'FROM scratch', 'COPY --from=files / /']);
  return [await publishAs('bench-1'), await publishAs('bench-2')];
}

async function publish(world: World, { name, tag }: Pick<Upstream, 'name' | 'tag'>, dockerfile: readonly string[], context = writeContext({})): Promise<Upstream> {
  writeFileSync(path.join(context, 'Dockerfile'), `${dockerfile.join('\n')}\n`);
  const digest = await (await world.buildKit()).build(context, { push: `${name.replace(/^docker\.io/, 'registry-1.docker.io')}:${tag}` });
  return { name, tag, digest };
}
