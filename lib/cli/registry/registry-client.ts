import { createHash } from 'node:crypto';

import { parseJson } from '../../core/parse-json';
import { Authorization, denied } from './authorization';
import { CredentialStore } from './credentials';
import { apiOf, ImageReference, Repository } from './reference';
import { RegistryError, shown } from './registry-error';
import { Answer, Transport } from './transport';

/** What a manifest, an index or a list of referrers names. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
}

/** A manifest of one platform has layers, one of several has manifests. */
export interface Manifest {
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
  readonly manifests?: readonly Descriptor[];
}

/** All four: with fewer, a registry answers that an index is not there. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const DIGEST = /^sha256:[a-f0-9]{64}$/;

/** Reads from registries. What is named by a digest is what has that digest, or an error. */
export class RegistryClient {
  private readonly authorization: Authorization;

  public constructor(
    private readonly transport: Transport,
    private readonly credentials: CredentialStore,
  ) {
    this.authorization = new Authorization(transport, credentials);
  }

  /** The digest that a tag names now. It does not count as a pull at Docker Hub. */
  public async digestOf(image: ImageReference): Promise<string> {
    const path = `/manifests/${image.digest ?? image.tag ?? 'latest'}`;
    const { headers } = await this.get(image, path, 'HEAD');
    const digest = headers.get('docker-content-digest') ?? (await this.digestOfManifest(image, path));
    if (DIGEST.test(digest)) return digest;
    throw new RegistryError('invalid', `${image.host} gives ${shown(digest)} as a digest`, 'look whether a proxy answers in place of the registry');
  }

  /** Not of what is no manifest, such as the page of a proxy where one logs in. */
  private async digestOfManifest(image: ImageReference, path: string): Promise<string> {
    const { body } = await this.get(image, path);
    parse(body, image);
    return digestOf(body);
  }

  public async manifest(repository: Repository, digest: string): Promise<Manifest> {
    return this.json<Manifest>(repository, `/manifests/${digest}`, digest);
  }

  public async blob<T extends object>(repository: Repository, digest: string): Promise<T> {
    return this.json<T>(repository, `/blobs/${digest}`, digest);
  }

  /** What refers to an image; where a registry has no such API, by the tag that stands in for it. */
  public async referrers(repository: Repository, digest: string): Promise<readonly Descriptor[]> {
    const answer = (await this.find(repository, `/referrers/${digest}`)) ?? (await this.find(repository, `/manifests/${digest.replace(':', '-')}`));
    return answer === undefined ? [] : (parse<Manifest>(answer.body, repository).manifests ?? []);
  }

  private async json<T extends object>(repository: Repository, path: string, digest: string): Promise<T> {
    const { body } = await this.get(repository, path);
    if (digestOf(body) === digest) return parse<T>(body, repository);
    throw new RegistryError('invalid', `what ${repository.host} gives for ${repository.repository}@${digest} has another digest`, 'do not use this registry: it, or a proxy before it, alters what it holds');
  }

  private async get(repository: Repository, path: string, method = 'GET'): Promise<Answer> {
    const answer = await this.find(repository, path, method);
    if (answer !== undefined) return answer;
    throw new RegistryError('not-found', `${repository.host} has no ${repository.repository}${path.replace(/^\/(manifests|blobs)\//, ' with ')}`, 'look whether name and tag are right, and whether the tag was removed');
  }

  /** Undefined for what is not there. */
  private async find(repository: Repository, path: string, method = 'GET'): Promise<Answer | undefined> {
    const ask = (authorization: string | undefined): Promise<Answer> =>
      this.transport.send(`${apiOf(repository)}${path}`, { method, headers: { accept: path.startsWith('/blobs/') ? '*/*' : MANIFESTS, ...(authorization !== undefined && { authorization }) } });
    let answer = await ask(this.authorization.headerFor(repository));
    if (answer.status === 401) answer = await ask(await this.authorization.meet(answer, repository));
    if (answer.status === 401 || answer.status === 403) throw denied(repository, answer, (await this.credentials.find(repository.host)) !== undefined);
    if (answer.status === 404) return undefined;
    if (answer.status === 200) return answer;
    throw new RegistryError('failed', `${repository.host} answers with HTTP ${answer.status} for ${repository.repository}${path}`, 'look whether this is the address of a registry');
  }
}

function digestOf(body: Buffer): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

function parse<T extends object>(body: Buffer, { host, repository }: Repository): T {
  const value = parseJson(body.toString('utf8'));
  if (typeof value === 'object' && value !== null) return value as T;
  throw new RegistryError('invalid', `${host} answers for ${repository} with what is no JSON`, 'look whether this is the address of a registry, and whether a proxy answers in its place');
}
