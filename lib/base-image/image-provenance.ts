/** Who publishes an image, and so who answers for it. */
export enum ImageProvenance {
  /** Reviewed and published by the registry's own programme (Docker Official Images) or by the distribution's vendor. */
  OFFICIAL = 'official',
  /** Published by a company under its verified name. */
  VERIFIED_PUBLISHER = 'verified-publisher',
  /** Published by anyone: nobody answers for its updates. */
  COMMUNITY = 'community',
  /** Published by one's own organisation. */
  INTERNAL = 'internal',
}

/** Every provenance, the most trusted by outsiders first. */
export const IMAGE_PROVENANCES: readonly ImageProvenance[] = Object.values(ImageProvenance);
