import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';

import { writeContext } from '../distributions/builders';
import { freePort } from '../engines/ports';
import { run } from '../engines/process';
import { TEST_REPOSITORY } from '../engines/upstream/golden-tool';
import type { Upstream, World } from '../engines/world';

/** A Debian with an old package, whose repository has the new one from the day on which it is opened. */
export class DebianWithUpdate {
  static async make(world: World): Promise<DebianWithUpdate> {
    const port = await freePort();
    const outdated = await world.publish('debian-outdated');
    const files = path.join(writeContext({}), 'repository');
    const container = (await run('docker', ['create', `${outdated.name}@${outdated.digest}`], { env: world.env })).trim();
    await run('docker', ['cp', `${container}:${TEST_REPOSITORY}`, files], { env: world.env });
    const base = await publish(world, { name: outdated.name, tag: '12-slim-bench' }, [
      `FROM ${outdated.name}@${outdated.digest} AS outdated`,
      `RUN rm -r ${TEST_REPOSITORY} && sed -i 's|file:.*|http://127.0.0.1:${port}/|' /etc/apt/sources.list.d/test-repository.sources`,
      'FROM scratch',
      'COPY --from=outdated / /',
    ]);
    return new DebianWithUpdate(base, files, port);
  }

  private server: Server | undefined;

  private constructor(readonly base: Upstream, private readonly files: string, private readonly port: number) {}

  /** Before that, nobody answers, and apt goes on without the repository. */
  async open(): Promise<void> {
    this.server = createServer(({ url }, response) => {
      try {
        response.end(readFileSync(path.join(this.files, path.normalize(`/${url}`))));
      } catch {
        response.writeHead(404).end();
      }
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  close(): void {
    this.server?.close();
    this.server?.closeAllConnections();
    this.server = undefined;
  }
}

/** The distroless Python, and as it is published after an update: anew, in one layer, where the real one has a layer for each package. */
export async function distrolessWithUpdate(world: World): Promise<readonly [Upstream, Upstream]> {
  const { name, digest } = await world.publish('distroless-python3');
  const publishAs = (tag: string): Promise<Upstream> => publish(world, { name, tag }, [`FROM ${name}@${digest} AS files`, 'FROM scratch', 'COPY --from=files / /', `COPY Dockerfile /usr/share/${tag}`]);
  return [await publishAs('bench-1'), await publishAs('bench-2')];
}

async function publish(world: World, { name, tag }: Pick<Upstream, 'name' | 'tag'>, dockerfile: readonly string[]): Promise<Upstream> {
  const context = writeContext({ Dockerfile: `${dockerfile.join('\n')}\n` });
  const digest = await (await world.buildKit()).build(context, { push: `${name.replace(/^docker\.io/, 'registry-1.docker.io')}:${tag}` });
  return { name, tag, digest };
}
