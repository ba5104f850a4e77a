import { createHash, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { freePort } from './ports';
import { Daemon, run } from './process';
import { sandbox } from './sandbox';

/** How a registry wants to be asked. */
export type Access = 'anonymous' | 'basic' | 'bearer';

export const USER = 'robot';
export const PASSWORD = 'correct horse';
/** bcrypt of it, the one hash that docker-registry takes. */
const HASH = '$2y$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2';
const BASIC = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;

const SERVICE = 'docker-registry.test';
const ISSUER = 'tokens.test';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

export interface Pushed {
  readonly digest: string;
  readonly size: number;
}

/** Debian's docker-registry (the distribution project's own), on localhost, with one of its kinds of access. */
export class DockerRegistry {
  static async start(access: Access): Promise<DockerRegistry> {
    const dir = mkdtempSync(path.join(sandbox().dir, `docker-registry-${access}-`));
    const tokens = access === 'bearer' ? await TokenServer.start(dir) : undefined;
    const port = await freePort();
    const config = path.join(dir, 'config.json'); // YAML is a superset of JSON
    const auth = { anonymous: {}, basic: { auth: { htpasswd: { realm: 'e2e', path: path.join(dir, 'htpasswd') } } }, bearer: { auth: { token: tokens?.settings } } }[access];
    writeFileSync(path.join(dir, 'htpasswd'), `${USER}:${HASH}\n`);
    writeFileSync(config, JSON.stringify({ version: 0.1, storage: { filesystem: { rootdirectory: path.join(dir, 'data') } }, http: { addr: `127.0.0.1:${port}`, secret: 'e2e' }, ...auth }));
    const daemon = new Daemon('docker-registry', path.join(dir, 'log'), 'docker-registry', ['serve', config], {});
    const registry = new DockerRegistry(`127.0.0.1:${port}`, daemon, access, tokens);
    await daemon.untilUp(async () => (await fetch(`http://${registry.host}/v2/`)).status < 500);
    return registry;
  }

  private constructor(
    readonly host: string,
    private readonly daemon: Daemon,
    private readonly access: Access,
    private readonly tokens: TokenServer | undefined,
  ) {}

  async stop(): Promise<void> {
    await this.daemon.stop();
    this.tokens?.stop();
  }

  /** Pushes a manifest with its blobs, by hand: this is not about how. */
  async push(repository: string, tag: string, blobs: readonly string[], manifest: (blobs: readonly Pushed[]) => object, type = MANIFEST): Promise<Pushed> {
    const pushed = await Promise.all(blobs.map((blob) => this.pushBlob(repository, blob)));
    const body = JSON.stringify({ schemaVersion: 2, mediaType: type, ...manifest(pushed) });
    const answer = await this.put(`/v2/${repository}/manifests/${tag}`, body, type, repository);
    return { digest: answer.headers.get('docker-content-digest')!, size: body.length };
  }

  private async pushBlob(repository: string, blob: string): Promise<Pushed> {
    const digest = `sha256:${createHash('sha256').update(blob).digest('hex')}`;
    const begun = await fetch(`http://${this.host}/v2/${repository}/blobs/uploads/`, { method: 'POST', headers: this.authorization(repository) });
    const upload = new URL(begun.headers.get('location')!, `http://${this.host}`);
    upload.searchParams.set('digest', digest);
    await this.put(upload.href, blob, 'application/octet-stream', repository);
    return { digest, size: blob.length };
  }

  private async put(at: string, body: string, type: string, repository: string): Promise<Response> {
    const answer = await fetch(new URL(at, `http://${this.host}`), { method: 'PUT', body, headers: { 'content-type': type, ...this.authorization(repository) } });
    if (answer.status !== 201) throw new Error(`PUT ${at}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  private authorization(repository: string): Record<string, string> {
    if (this.access === 'anonymous') return {};
    return { authorization: this.access === 'basic' ? BASIC : `Bearer ${this.tokens!.token(repository, ['pull', 'push'])}` };
  }
}

/** Gives tokens that docker-registry believes: anybody may pull from public/, the user from everywhere. */
class TokenServer {
  static async start(dir: string): Promise<TokenServer> {
    const [key, certificate] = [path.join(dir, 'key.pem'), path.join(dir, 'certificate.pem')];
    await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', certificate, '-days', '1', '-subj', `/CN=${ISSUER}`]);
    const server = new TokenServer(key, certificate);
    server.server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return server;
  }

  private readonly server: Server;

  private constructor(
    private readonly key: string,
    private readonly certificate: string,
  ) {
    this.server = createServer((request, response) => {
      const token = this.answer(request);
      response.writeHead(token === undefined ? 401 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(token === undefined ? { details: 'incorrect username or password' } : { token, expires_in: 60 }));
    });
  }

  get settings(): object {
    return { realm: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/token`, service: SERVICE, issuer: ISSUER, rootcertbundle: this.certificate };
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Source: distribution, "Token Authentication Implementation". */
  token(repository: string, actions: readonly string[]): string {
    const now = Math.floor(Date.now() / 1000);
    const x5c = [readFileSync(this.certificate, 'utf8').replace(/-----[A-Z ]+-----|\n/g, '')];
    const claims = { iss: ISSUER, sub: USER, aud: SERVICE, exp: now + 60, nbf: now - 10, iat: now, jti: String(now), access: [{ type: 'repository', name: repository, actions }] };
    const signed = [{ typ: 'JWT', alg: 'ES256', x5c }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${sign('sha256', Buffer.from(signed), { key: readFileSync(this.key), dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }

  private answer({ url, headers }: IncomingMessage): string | undefined {
    const { searchParams } = new URL(url!, 'http://localhost');
    const [, repository] = /^repository:(.+):pull$/.exec(searchParams.get('scope') ?? '') ?? [];
    if (headers.authorization !== undefined && headers.authorization !== BASIC) return undefined;
    const mayPull = searchParams.get('service') === SERVICE && (headers.authorization === BASIC || repository?.startsWith('public/') === true);
    return this.token(repository ?? '', mayPull ? ['pull'] : []);
  }
}
