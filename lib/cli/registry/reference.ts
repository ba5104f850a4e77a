import { UsageError } from '../failure';

/** A repository of a registry. */
export interface Repository {
  /** Host as people name it, such as `docker.io` or `localhost:5000`. */
  readonly host: string;
  /** Such as `library/debian`. */
  readonly repository: string;
}

/** An image of a repository, by its tag or its digest. */
export interface ImageReference extends Repository {
  readonly tag?: string;
  readonly digest?: string;
}

const HUB = 'docker.io';
const HUB_NAMES = [HUB, 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'];
const REFERENCE = /^([^@]+?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const HOST = /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:\d{1,5})?$/;

/** Reads a reference as Docker does: without a host it is one of Docker Hub. */
export function parseReference(text: string): ImageReference {
  const [, name, tag, digest] = REFERENCE.exec(text) ?? [];
  const slash = name?.indexOf('/') ?? -1;
  const first = name?.slice(0, Math.max(slash, 0)) ?? '';
  const hasHost = /[.:]/.test(first) || first === 'localhost';
  const host = hasHost ? first : HUB;
  const path = hasHost ? name!.slice(slash + 1) : (name ?? '');
  if (!HOST.test(host) || !REPOSITORY.test(path)) throw new UsageError(`${JSON.stringify(text)} is no reference of an image, such as docker.io/library/debian:12-slim`);
  const isHub = HUB_NAMES.includes(host);
  const repository = isHub && !path.includes('/') ? `library/${path}` : path;
  return { host: isHub ? HUB : host, repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** Whether a host is this machine, which alone is spoken to without TLS. */
export function isLocal(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(host);
}

/** Address of the API of a repository. */
export function apiOf({ host, repository }: Repository): string {
  return `${isLocal(host) ? 'http' : 'https'}://${host === HUB ? 'registry-1.docker.io' : host}/v2/${repository}`;
}

/** What Docker's configuration and credential helpers call a host. */
export function credentialServer(host: string): string {
  return host === HUB ? 'https://index.docker.io/v1/' : host;
}

/** The same, of an address in Docker's configuration, which may have a scheme and a path. */
export function hostOfServer(server: string): string {
  const host = server.replace(/^https?:\/\//, '').split('/')[0]!;
  return HUB_NAMES.includes(host) ? HUB : host;
}
