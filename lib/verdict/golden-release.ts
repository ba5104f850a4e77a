import { byText } from '../core/by-text';
import { isOfVersion } from '../core/image-lifecycle';
import { CatalogDeprecation, CatalogImage, CatalogRevocation } from './catalog-image';

/** Which release of a golden image is named, and how. */
export interface GoldenRelease {
  /** Namespace and name. */
  readonly repositoryName: string;
  readonly digest?: string;
  readonly tag?: string;
  /** By a reference, which becomes a digest when Terraform plans. */
  readonly isReference?: boolean;
  /** It follows a channel, which moves to a release that was built after what was revoked. */
  readonly followsChannel?: boolean;
}

/** What a catalogue tells of a release. */
export interface ReleaseFacts {
  /** There is a catalogue of this namespace, and it does not have the image. */
  readonly isMissing: boolean;
  readonly revocation?: CatalogRevocation;
  /** Versions that are revoked, where it is not known of which one the release is: a digest does not tell, and a tag beside it proves nothing. */
  readonly revokedVersions: readonly string[];
  /** Releases of what the image is built on that are revoked: nobody wrote down which releases of the image are built on them. */
  readonly revokedBelow: readonly string[];
  readonly deprecation?: CatalogDeprecation & { readonly image: string };
}

export function releaseFacts(images: readonly CatalogImage[] | undefined, { repositoryName, digest, tag, isReference = false, followsChannel = false }: GoldenRelease, asOf: string): ReleaseFacts {
  const image = images?.find((one) => one.repositoryName === repositoryName);
  if (image === undefined) {
    // Names of images have no slash: what lies deeper is of the same namespace.
    const namespace = repositoryName.slice(0, repositoryName.indexOf('/') + 1);
    return { isMissing: images?.some((one) => one.repositoryName.startsWith(namespace)) ?? false, revokedVersions: [], revokedBelow: [] };
  }
  const revocation = image.revocations.find((one) => (digest !== undefined && one.digest === digest) || (tag !== undefined && one.version !== undefined && isOfVersion(tag, one.version)));
  // The plan of a reference reads the tags that the release has, and fails by itself.
  const revokedVersions = isReference || digest === undefined ? [] : image.revocations.flatMap(({ version, reason }) => (version === undefined ? [] : [`${version} (${reason})`]));
  const deprecation = deprecationOf(image, asOf);
  const revokedBelow = followsChannel ? [] : image.inherited.flatMap((parent) => parent.revocations.map((one) => `${parent.image} ${one.version ?? one.digest} (${one.reason})`));
  return { isMissing: false, revokedVersions, revokedBelow, ...(revocation !== undefined && { revocation }), ...(deprecation !== undefined && { deprecation }) };
}

/** The one that ends first, of the image and of what it is built on. */
function deprecationOf({ repositoryName, deprecation, inherited }: CatalogImage, asOf: string): ReleaseFacts['deprecation'] {
  return [{ image: repositoryName, deprecation }, ...inherited]
    .flatMap(({ image, deprecation: one }) => (one === undefined || one.since > asOf ? [] : [{ ...one, image }]))
    .sort(byText(({ removeAfter }) => removeAfter))[0];
}
