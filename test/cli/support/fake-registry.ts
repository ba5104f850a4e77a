import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const INDEX = 'application/vnd.oci.image.index.v1+json';
export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers instead of the registry; false leaves the request to the next one. */
export type Handler = (request: Seen, response: ServerResponse) => boolean;

interface Stored {
  readonly type: string;
  readonly body: Buffer;
}

/** A registry in this process, whose faults are handlers that come first. */
export class FakeRegistry {
  public readonly seen: Seen[] = [];
  public readonly handlers: Handler[] = [];
  private readonly stored = new Map<string, Stored>();
  private readonly server: Server;

  public static async start(): Promise<FakeRegistry> {
    const registry = new FakeRegistry();
    registry.server.listen(0, '127.0.0.1');
    await once(registry.server, 'listening');
    return registry;
  }

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  public get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Stores a manifest under its digest, and under a tag. */
  public manifest(repository: string, document: object, tag?: string, type = MANIFEST): string {
    const digest = this.put(`/v2/${repository}/manifests/`, document, type);
    if (tag !== undefined) this.stored.set(`/v2/${repository}/manifests/${tag}`, this.stored.get(`/v2/${repository}/manifests/${digest}`)!);
    return digest;
  }

  public blob(repository: string, document: object): string {
    return this.put(`/v2/${repository}/blobs/`, document, 'application/octet-stream');
  }

  /** What is answered at a path, whatever its digest is. */
  public at(path: string, body: string, type = 'application/json'): void {
    this.stored.set(path, { type, body: Buffer.from(body) });
  }

  /** An image of one platform; what it is of, such as a version, makes its digest. */
  public image(repository: string, of: string, tag?: string, layerBytes = 1000): string {
    const config = this.blob(repository, { os: 'linux', architecture: 'amd64', of });
    return this.manifest(repository, { config: { digest: config, size: 100 }, layers: [{ digest: config, size: layerBytes }] }, tag);
  }

  private put(prefix: string, document: object, type: string): string {
    const body = Buffer.from(JSON.stringify(document));
    const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
    this.stored.set(`${prefix}${digest}`, { type, body });
    return digest;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const seen: Seen = { method: request.method!, url: request.url!, headers: request.headers, body };
    this.seen.push(seen);
    if (this.handlers.some((handler) => handler(seen, response))) return;
    const found = this.stored.get(seen.url);
    // As registries do: an index is not there for whoever does not accept one.
    if (found === undefined || (found.type === INDEX && !seen.headers.accept?.includes(INDEX))) {
      response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
      return;
    }
    const digest = `sha256:${createHash('sha256').update(found.body).digest('hex')}`;
    response.writeHead(200, { 'content-type': found.type, 'docker-content-digest': digest });
    response.end(seen.method === 'HEAD' ? undefined : found.body);
  }
}

/** What refuses everything but `authorization`, and asks for it by a challenge. */
export function wanting(challenge: string, isRight: (authorization: string) => boolean, except: (url: string) => boolean = () => false): Handler {
  return ({ url, headers }, response) => {
    if (except(url) || isRight(headers.authorization ?? '')) return false;
    response.writeHead(401, { 'www-authenticate': challenge }).end('{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}');
    return true;
  };
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
