import { Repository } from './reference';
import { Descriptor, Manifest, RegistryClient } from './registry-client';

/** `linux/arm64`; a variant where it says more than the architecture. */
function nameOf({ os, architecture, variant }: NonNullable<Descriptor['platform']>): string {
  return variant === undefined || variant === '' || (architecture === 'arm64' && variant === 'v8') ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}

/** The manifest of each platform of a digest, by its name. What BuildKit says of a build lies there as platform "unknown". */
export async function platformsOf(client: RegistryClient, repository: Repository, digest: string): Promise<ReadonlyMap<string, string>> {
  const manifest = await client.manifest(repository, digest);
  if (manifest.manifests !== undefined) {
    const known = manifest.manifests.filter(({ platform }) => platform !== undefined && platform.os !== 'unknown');
    return new Map(known.map((one) => [nameOf(one.platform!), one.digest]));
  }
  const config = await configOf(client, repository, manifest);
  return new Map(config.os === undefined || config.architecture === undefined ? [] : [[nameOf(config as NonNullable<Descriptor['platform']>), digest]]);
}

async function configOf(client: RegistryClient, repository: Repository, { config }: Manifest): Promise<Partial<NonNullable<Descriptor['platform']>>> {
  return config === undefined ? {} : client.blob(repository, config.digest);
}
