import { LockedImage } from '../../base-image/lock-document';
import { platformsOf } from '../registry/platforms';
import { parseReference } from '../registry/reference';
import { RegistryClient } from '../registry/registry-client';

/** An image to lock: how it is called, and where builds pull it from. */
export interface WantedImage {
  readonly reference: string;
  readonly pulledFrom: string;
}

/** The digest that the tag names now. An image that has not moved keeps its entry, so that the file stays the same. */
export async function resolveImage(client: RegistryClient, { reference, pulledFrom }: WantedImage, locked: LockedImage | undefined, now: Date): Promise<LockedImage> {
  const image = parseReference(pulledFrom);
  const digest = await client.digestOf(image);
  const from = pulledFrom === reference ? undefined : pulledFrom;
  if (locked?.digest === digest && locked.pulledFrom === from) return locked;
  return {
    reference,
    digest,
    ...(from !== undefined && { pulledFrom: from }),
    platforms: [...(await platformsOf(client, image, digest)).keys()].sort(),
    resolvedAt: now.toISOString().replace(/\.\d+Z$/, 'Z'),
  };
}
