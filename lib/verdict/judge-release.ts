import { DIGEST } from '../core/grammar';
import { GoldenRelease, ReleaseFacts, releaseFacts } from './golden-release';
import { ImageVerdict, isWeaker, VerdictLevel } from './image-verdict';
import { Requirements } from './requirements';

/** What is found of an image. */
export interface Found {
  readonly verdict: ImageVerdict;
  readonly message: string;
  readonly remedy?: string;
  /** Whatever the level of the verdict is. */
  readonly isError?: boolean;
}

export function levelOf({ verdict, isError = false }: Found, { levels }: Requirements): VerdictLevel {
  return isError ? VerdictLevel.ERROR : levels[verdict];
}

/** What the catalogue says of a release. Of several findings it is the strictest, and of those the first. */
export function judgeRelease(release: GoldenRelease, requirements: Requirements): Found {
  const { catalog, asOf } = requirements;
  const { repositoryName } = release;
  const { isMissing, revocation, revokedVersions, revokedBelow, deprecation } = releaseFacts(catalog, release, asOf);
  const shown = shownName(release);
  if (isMissing) return { verdict: ImageVerdict.NOT_GOLDEN, message: `the catalogue has no image ${repositoryName}`, remedy: `use one that it has: ${known(catalog)}` };
  const left = deprecation === undefined ? undefined : deprecated(repositoryName, deprecation, asOf);
  const found = [
    revocation === undefined ? undefined : { verdict: ImageVerdict.REVOKED, message: `${shown} is revoked: ${revocation.reason}`, remedy: 'move to the newest release, and deploy now' },
    left?.isError === true ? left : undefined,
    unclear(release, shown),
    perhapsRevoked(revokedVersions, shown),
    perhapsBuiltOnRevoked(revokedBelow, shown),
    left,
  ].filter((one) => one !== undefined);
  if (found.length === 0) return { verdict: ImageVerdict.GOLDEN, message: `${shown} is golden` };
  return found.reduce((worst, one) => (isWeaker(levelOf(worst, requirements), levelOf(one, requirements)) ? one : worst));
}

/** What is written names no release. */
function unclear({ digest, isReference = false }: GoldenRelease, shown: string): Found | undefined {
  if (digest === undefined && isReference) return undefined;
  if (digest === undefined) return { verdict: ImageVerdict.TAG_ONLY, message: `${shown} is golden, but named without a digest: it is not known which release runs`, remedy: 'add @sha256:… of the release, or use GoldenImageReference' };
  return DIGEST.pattern.test(digest) ? undefined : { verdict: ImageVerdict.UNKNOWN, message: `${shown} has no digest that a registry knows: expected ${DIGEST.expected}`, remedy: DIGEST.remedy };
}

function perhapsRevoked(versions: readonly string[], shown: string): Found | undefined {
  if (versions.length === 0) return undefined;
  return {
    verdict: ImageVerdict.UNKNOWN,
    message: `it cannot be told whether ${shown} is of a revoked version: ${versions.join(', ')}`,
    remedy: 'take it from a GoldenImageReference, which asks the registry when Terraform plans, or look there which tags the digest has, and except it with a reason',
  };
}

function perhapsBuiltOnRevoked(releases: readonly string[], shown: string): Found | undefined {
  if (releases.length === 0) return undefined;
  return {
    verdict: ImageVerdict.UNKNOWN,
    message: `it cannot be told whether ${shown} is built on a revoked release: ${releases.join(', ')}`,
    remedy: 'follow a channel, or move to a release that was made since and except it with a reason',
  };
}

function shownName({ repositoryName, tag, digest }: GoldenRelease): string {
  return `${repositoryName}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

function deprecated(name: string, { image, removeAfter, reason, replacement, migrationGuide }: NonNullable<ReleaseFacts['deprecation']>, asOf: string): Found {
  const isError = removeAfter < asOf;
  const what = image === name ? name : `${name}, which is built on ${image},`;
  const until = `${isError ? 'was' : 'is'} to be left by ${removeAfter}`;
  const move = replacement === undefined ? 'ask its owner what to move to' : `move to ${replacement}`;
  return { verdict: ImageVerdict.DEPRECATED, message: `${what} is deprecated and ${until}: ${reason}`, remedy: migrationGuide === undefined ? move : `${move}; guide: ${migrationGuide}`, isError };
}

function known(catalog: Requirements['catalog']): string {
  return (catalog ?? []).map(({ repositoryName }) => repositoryName).sort().join(', ');
}
