/* eslint-disable @typescript-eslint/no-require-imports -- the Docker provider is an optional peer: without it, everything else must load */
import type { DataDockerRegistryImage } from '@cdktf/provider-docker/lib/data-docker-registry-image';
import type { Image } from '@cdktf/provider-docker/lib/image';
import type { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import type { RegistryImage } from '@cdktf/provider-docker/lib/registry-image';
import type { Tag } from '@cdktf/provider-docker/lib/tag';

import { GoldenImageError } from '../../core/error';

/** The bindings that a Docker pipeline uses. */
export interface DockerBindings {
  readonly DataDockerRegistryImage: typeof DataDockerRegistryImage;
  readonly DockerProvider: typeof DockerProvider;
  readonly Image: typeof Image;
  readonly RegistryImage: typeof RegistryImage;
  readonly Tag: typeof Tag;
}

/** Loaded when the first Docker pipeline is made. */
export function dockerBindings(where: string, load: () => DockerBindings = loadBindings): DockerBindings {
  try {
    return load();
  } catch (error) {
    if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
    throw new GoldenImageError('ProviderMissing', {
      where,
      problem: 'the bindings of the Docker provider are not installed',
      expected: '@cdktf/provider-docker 12',
      remedy: 'npm install @cdktf/provider-docker@12',
    });
  }
}

function loadBindings(): DockerBindings {
  return {
    DataDockerRegistryImage: (require('@cdktf/provider-docker/lib/data-docker-registry-image') as DockerBindings).DataDockerRegistryImage,
    DockerProvider: (require('@cdktf/provider-docker/lib/provider') as DockerBindings).DockerProvider,
    Image: (require('@cdktf/provider-docker/lib/image') as DockerBindings).Image,
    RegistryImage: (require('@cdktf/provider-docker/lib/registry-image') as DockerBindings).RegistryImage,
    Tag: (require('@cdktf/provider-docker/lib/tag') as DockerBindings).Tag,
  };
}
