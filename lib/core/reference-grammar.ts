import { TextRule } from './check';

/** Registry host, with an optional port: distribution/reference, domain. */
export const HOST = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?';
/** Segments of a repository name: distribution/reference, path. */
export const PATH_SEGMENTS = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*';
/** A host with a dot, a port or the name localhost, as Docker tells a registry from a repository of Docker Hub. */
const REPOSITORY = `(?=[^/]*[.:]|localhost/)${HOST}/${PATH_SEGMENTS}`;
/** With a tag: distribution/reference, tag. */
const TAGGED = new RegExp(`^${REPOSITORY}:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$`);

/** Where a private registry answers. */
export const REGISTRY_HOST: TextRule = {
  code: 'InvalidRegistryHost',
  noun: 'registry host',
  pattern: new RegExp(`^${HOST}$`),
  maxLength: 255,
  expected: 'a host name and an optional port up to 65535, without a scheme or a path',
  remedy: 'give the host alone, such as "registry.example.com" or "123456789012.dkr.ecr.eu-west-1.amazonaws.com"',
};

/** An image by registry host and repository. */
export const IMAGE_REPOSITORY: TextRule = {
  code: 'InvalidImageRepository',
  noun: 'image repository',
  pattern: new RegExp(`^${REPOSITORY}$`),
  maxLength: 255,
  expected: 'a registry host (with a dot or a port) and a repository name in lower case, without tag or digest',
  remedy: 'write the whole name, such as "registry.example.com/base/debian"; Docker Hub\'s host is docker.io',
};

/** An image by registry host, repository and tag: what a lock file knows it by. */
export const IMAGE_REFERENCE: TextRule = {
  code: 'InvalidImageReference',
  noun: 'image reference',
  pattern: TAGGED,
  maxLength: 384,
  expected: 'a registry host (with a dot or a port), a repository name in lower case and a tag, without a digest',
  remedy: 'write the whole name, such as "docker.io/library/debian:12-slim"',
};

/** With a tag: where a cache lies, its name moves. */
export const CACHE_IMAGE: TextRule = {
  code: 'InvalidCacheImage',
  noun: 'reference of a cached image',
  pattern: TAGGED,
  maxLength: 384,
  expected: 'a registry host (with a dot or a port), a repository name in lower case and a tag',
  remedy: 'write the whole name, such as "registry.example.com/golden/debian:12.1.0"',
};

export const MIRROR_ADDRESS: TextRule = {
  code: 'InvalidMirrorAddress',
  noun: 'mirror address',
  pattern: new RegExp(`^${HOST}(?:/${PATH_SEGMENTS})?$`),
  maxLength: 200,
  expected: 'a host, an optional port and an optional path in lower case, without a scheme or a final slash',
  remedy: 'give what stands before the path of the image, such as "mirror.example.com/docker-hub"',
};

/** Amazon ECR API, CreatePullThroughCacheRule, ecrRepositoryPrefix: 2 to 30 characters. */
export const PULL_THROUGH_PREFIX: TextRule = {
  code: 'InvalidPullThroughPrefix',
  noun: 'pull-through cache prefix',
  pattern: /^(?=.{2,})[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/,
  maxLength: 30,
  expected: '2 to 30 lower-case letters and digits, in segments joined by ".", "_", "-" or "/"',
  remedy: 'give the prefix of the cache rule, such as "docker-hub"',
};

/** The name of an image in a publisher's own part of a registry. */
export const OFFICIAL_REPOSITORY: TextRule = {
  code: 'InvalidImageRepository',
  noun: 'image repository',
  pattern: /^[a-z0-9]+([._-][a-z0-9]+)*$/,
  maxLength: 100,
  expected: 'a name of lower-case letters and digits joined by ".", "_" or "-"',
  remedy: 'give the last part of the name alone, such as "node"',
};

/** UBI's tags begin with the release of RHEL. */
export const UBI_TAG: TextRule = {
  code: 'InvalidUbiTag',
  noun: 'UBI tag',
  pattern: /^[1-9][0-9]?(\.[0-9]+)?(-[A-Za-z0-9._-]+)?$/,
  maxLength: 128,
  expected: 'a tag that begins with the release, such as "9.6" or "9.6-1760515026"',
  remedy: 'name the release: the major one is part of the image\'s name',
};
