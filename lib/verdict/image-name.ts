/** A reference of an image, taken apart as Docker does: the registry's host is docker.io where none is written. */
export interface ImageName {
  readonly host: string;
  /** Path of the repository in its registry. */
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** What Docker knows an image by on one machine. */
export const IMAGE_ID = /^(?:sha256:)?[a-f0-9]{64}$/;

/** distribution/reference: ids are none, and others are [host[:port]/]path[:tag][@digest]; what of it is a host is told apart below. */
export const REFERENCE = /^(?!(?:sha256:)?[a-f0-9]{64}$)((?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::\d+)?|\[[a-fA-F0-9:]+\](?::\d+)?)\/)?([a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@([a-z0-9+._-]+:[a-fA-F0-9]{32,}))?$/;

/** CodeBuild's curated images are no repository of any registry: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html. */
export const CURATED = 'aws/codebuild';

const DOCKER_HUB = 'docker.io';
const NAMES_OF_DOCKER_HUB = [DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io'];

/** A host as names of images have it here: in lower case, and with one name for Docker Hub. */
export function hostOf(text: string): string {
  const host = text.toLowerCase();
  return NAMES_OF_DOCKER_HUB.includes(host) ? DOCKER_HUB : host;
}

/** Answers undefined where the text is no reference of an image. */
export function parseImageName(text: string): ImageName | undefined {
  const match = REFERENCE.exec(text);
  if (match === null) return undefined;
  const [, before = '', rest = '', tag, digest] = match;
  const version = { ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
  const first = before.slice(0, -1);
  if (`${before}${rest}`.startsWith(`${CURATED}/`)) return { host: '', path: `${before}${rest}`, ...version };
  if (before !== '' && isHost(first)) return hubName(first, rest, version);
  const path = `${before}${rest}`;
  return path === path.toLowerCase() ? hubName(DOCKER_HUB, path, version) : undefined;
}

function isHost(text: string): boolean {
  return /[.:]/.test(text) || text === 'localhost' || text !== text.toLowerCase();
}

function hubName(written: string, path: string, version: { readonly tag?: string; readonly digest?: string }): ImageName {
  const host = hostOf(written);
  return { host, path: host !== DOCKER_HUB || path.includes('/') ? path : `library/${path}`, ...version };
}

/** The repository with its host, without tag and digest. */
export function repositoryOf({ host, path }: ImageName): string {
  return host === '' ? path : `${host}/${path}`;
}
