import { BaseImage } from '../../../lib/base-image/base-image';
import { PullSource } from '../../../lib/base-image/pull-source';
import { MIRROR_ADDRESS, PULL_THROUGH_PREFIX, REGISTRY_HOST } from '../../../lib/core/reference-grammar';
import { PINNED } from '../good';
import { missing, notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';

const where = 'PullSource.pullThroughCache';
const registry = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';

export const PULL_SOURCE_ROWS: readonly Row[] = [
  ...property(
    'PullThroughCacheOptions.registry',
    { where, make: (value) => PullSource.pullThroughCache({ registry: value, prefix: 'docker-hub' }), good: registry },
    // What Terraform alone knows is taken.
    usualTexts('InvalidRegistryHost', REGISTRY_HOST, registry).slice(0, -1),
    texts('InvalidRegistryHost', REGISTRY_HOST, {
      'a scheme before it': `https://${registry}`,
      'a path behind it': `${registry}/docker-hub`,
      'port 0': `${registry}:0`,
      'port 65536': `${registry}:65536`,
      'an underscore': 'my_registry.example.com',
      'a user before it': `AWS@${registry}`,
    }),
    missing('registry'),
    notNull('registry'),
  ),
  ...property(
    'PullThroughCacheOptions.prefix',
    { where, make: (prefix) => PullSource.pullThroughCache({ registry, prefix }), good: 'docker-hub' },
    usualTexts('InvalidPullThroughPrefix', PULL_THROUGH_PREFIX, 'docker-hub'),
    texts('InvalidPullThroughPrefix', PULL_THROUGH_PREFIX, {
      'one letter': 'a',
      'upper case': 'DockerHub',
      'a slash before it': '/docker-hub',
      'a slash behind it': 'docker-hub/',
      'nothing': undefined,
      'the default rule of ECR': 'ROOT',
    }),
    notNull('prefix'),
  ),
  ...property(
    'PullThroughCacheOptions.upstreamHost',
    { where, make: (upstreamHost) => PullSource.pullThroughCache({ registry, prefix: 'docker-hub', upstreamHost }), good: 'docker.io' },
    usualTexts('InvalidRegistryHost', REGISTRY_HOST, 'docker.io'),
    texts('InvalidRegistryHost', REGISTRY_HOST, { 'a scheme before it': 'https://docker.io', 'a path behind it': 'docker.io/library' }),
    notNull('upstreamHost'),
  ),
  ...property(
    'PullSource.pullThroughCache.options',
    { where, make: (options) => PullSource.pullThroughCache(options), good: { registry, prefix: 'hub' } },
    notStruct('options'),
  ),
  ...property(
    'PullSource.mirror.address',
    { where: 'PullSource.mirror', make: (address) => PullSource.mirror(address), good: 'mirror.example.com/docker-hub' },
    usualTexts('InvalidMirrorAddress', MIRROR_ADDRESS, 'mirror.example.com/docker-hub'),
    texts('InvalidMirrorAddress', MIRROR_ADDRESS, {
      'a scheme before it': 'https://mirror.example.com',
      'a slash behind it': 'mirror.example.com/',
      'upper case in its path': 'mirror.example.com/Hub',
      'a tag behind it': 'mirror.example.com/hub:1x',
      'nothing': undefined,
      'null': null,
    }),
  ),
  ...property(
    'UpstreamImageOptions.pullFrom',
    { where: 'BaseImage.ubi', make: (pullFrom) => BaseImage.ubi('9.6', { ...PINNED, pullFrom }), good: PullSource.mirror('mirror.example.com') },
    {
      what: 'a registry that has no copy of the image',
      bad: PullSource.ecrPublic(),
      given: 'registry.access.redhat.com/ubi9/ubi',
      code: 'NotInPullSource',
      expected: 'a Docker official image',
      remedy: 'leave pullFrom out, or use PullSource.pullThroughCache',
    },
    {
      what: 'a cache of another registry',
      bad: PullSource.pullThroughCache({ registry, prefix: 'docker-hub', upstreamHost: 'docker.io' }),
      given: 'registry.access.redhat.com/ubi9/ubi',
      code: 'NotInPullSource',
      expected: 'an image of docker.io',
      remedy: 'pull through a cache of the registry of this image',
    },
  ),
];
