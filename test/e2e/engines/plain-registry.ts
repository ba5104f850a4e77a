import { mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { freePort } from './ports';
import { Daemon } from './process';
import { sandbox } from './sandbox';
import type { Tools } from './tools';

const MANIFESTS = ['application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.oci.image.manifest.v1+json'].join(', ');

/** A registry on localhost without login and without TLS, such as a laptop has; its tags move as they are told. */
export class PlainRegistry {
  static async start({ bin }: Tools): Promise<PlainRegistry> {
    const dir = mkdtempSync(path.join(sandbox().dir, 'plain-registry-'));
    const port = await freePort();
    const daemon = new Daemon('crane registry', path.join(dir, 'registry.log'), path.join(bin, 'crane'), ['registry', 'serve', `--address=127.0.0.1:${port}`], {});
    const registry = new PlainRegistry(port, daemon);
    await daemon.untilUp(async () => (await registry.get('/v2/')).ok);
    return registry;
  }

  private constructor(
    readonly port: number,
    private readonly daemon: Daemon,
  ) {}

  /** Tags of a repository with their digests. */
  async tags(repository: string): Promise<Record<string, string>> {
    const answer = await this.get(`/v2/${repository}/tags/list`);
    if (answer.status === 404) return {};
    const { tags } = (await answer.json()) as { tags: string[] };
    const found = tags.map(async (tag) => [tag, (await this.get(`/v2/${repository}/manifests/${tag}`)).headers.get('docker-content-digest')!]);
    return Object.fromEntries(await Promise.all(found)) as Record<string, string>;
  }

  /** How many manifests of a repository were pushed so far. */
  pushes(repository: string): number {
    const put = new RegExp(`PUT /v2/${repository}/manifests/\\S+$`, 'gm');
    return (readFileSync(this.daemon.log, 'utf8').match(put) ?? []).length;
  }

  stop(): Promise<void> {
    return this.daemon.stop();
  }

  private get(at: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${at}`, { headers: { accept: MANIFESTS } });
  }
}
