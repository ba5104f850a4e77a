import { revocationsOf } from './revocation-expression';

/** Expressions of Terraform, without the dollar sign and the braces around them. */
export interface ReleaseExpressions {
  /** Digest of the release. */
  readonly digest: string;
  /** A list of its tags. */
  readonly tags: string;
  /** A list of the releases that it was built on, as objects with `image`, `version` and `digest`; null where they are not known. */
  readonly lineage: string;
}

/** The same of a release and what its platform says. */
export interface LifecycleExpressions extends ReleaseExpressions {
  /** What the metadata parameter of the image holds, decoded. */
  readonly record: string;
  /** What `deprecationsOf` tells. */
  readonly deprecations: string;
}

/** What is wrong with a release, each an expression of a list of text, which is empty where nothing is. */
export interface LifecycleFindings {
  /** The release, or one that it was built on, however far below, is revoked. */
  readonly revoked: string;
  /** The day of removal, of the image or of what it is built on, is over. */
  readonly removed: string;
  /** From the day of deprecation to that of removal. */
  readonly deprecated: string;
  /** A release of what the image is built on is revoked, and whether it was this one is written down nowhere. */
  readonly unknownBases: string;
}

/** What Terraform checks, and what it says where that fails: an expression, and the text of a template. */
export interface PlanCheck {
  readonly condition: string;
  readonly errorMessage: string;
}

/** What a channel points to, by its digest and what is noted of its last release. */
export function channelRelease(digest: string, note: string): ReleaseExpressions {
  // The note is written after the channel has moved, and so it may be of the release before.
  return {
    digest,
    tags: `[for t in [try(${note}.tag, "")] : t if try(${note}.digest, "") == ${digest}]`,
    lineage: `try(${note}.digest == ${digest} ? ${note}.lineage : null, null)`,
  };
}

/** Fails where a channel points to no release. */
export function holdsRelease(imageName: string, channel: string, digest: string): PlanCheck {
  return {
    condition: `startswith(${digest}, "sha256:")`,
    errorMessage: `Golden image ${imageName} has no release in channel ${channel} yet: build it, or ask its owner.`,
  };
}

/** Of an image itself and of what it is built on, as an expression of a list of objects. */
export function deprecationsOf(image: string, record: string): string {
  return `[for l in concat([{ image = "${image}", deprecation = ${record}.deprecation }], ${record}.inherited) : merge(l.deprecation, { image = l.image }) if l.deprecation != null]`;
}

/**
 * What the metadata parameter of an image says of a release. Consumers have no code of the platform, and the day is the day of
 * the plan.
 *
 * @param image namespace and name
 */
export function lifecycleFindings(image: string, given: LifecycleExpressions): LifecycleFindings {
  const { record, lineage, digest, tags } = given;
  const isRemoved = `timecmp(plantimestamp(), ${endOf('d.removeAfter')}) > 0`;
  const isDeprecated = `timecmp(plantimestamp(), format("%sT00:00:00Z", d.since)) >= 0 && timecmp(plantimestamp(), ${endOf('d.removeAfter')}) <= 0`;
  const own = `[for r in ${revocationsOf({ revocations: `${record}.revocations`, digest, tags })} : r.reason]`;
  const inherited = revokedBases(record, 'its base %s %s: %s', someBase(lineage, '(r.version == null ? b.digest == r.digest : b.version == r.version)'));
  // A revocation of one refresh or variant: of a release below, the version is known and the tag is not.
  const mayBeMeant = someBase(lineage, 'startswith(r.version, format("%s-", b.version))');
  return {
    revoked: `concat(${own}, ${inherited})`,
    removed: deprecationTexts(image, given, 'is removed since %s', isRemoved),
    deprecated: deprecationTexts(image, given, 'is deprecated, and cannot be planned with after %s', isDeprecated),
    unknownBases: revokedBases(record, '%s %s: %s', `${lineage} == null || ${mayBeMeant}`),
  };
}

/** What fails a plan, and what warns in it. */
export function lifecycleChecks(image: string, { revoked, removed, deprecated, unknownBases }: LifecycleFindings): { readonly errors: readonly PlanCheck[]; readonly warnings: readonly PlanCheck[] } {
  const none = (found: string, errorMessage: string): PlanCheck => ({ condition: `length(${found}) == 0`, errorMessage });
  return {
    errors: [
      none(revoked, `Golden image ${image}: this release is revoked: \${join("; ", ${revoked})}. Use another release, or ask the owner of the image.`),
      none(removed, `\${join("\\n", ${removed})}`),
    ],
    warnings: [
      none(deprecated, `\${join("\\n", ${deprecated})}`),
      none(
        unknownBases,
        `Golden image ${image} is built on an image of which a release is revoked, and whether this one was built on that release is not known: \${join("; ", ${unknownBases})}. Ask the owner of the image.`,
      ),
    ],
  };
}

/** Whether the release is known to be built on a release `b` of the image `l` for which a condition on it and the revocation `r` holds. */
function someBase(lineage: string, condition: string): string {
  return `anytrue(try([for b in ${lineage} : b.image == l.image && ${condition}], []))`;
}

/** What is revoked of the images `l` below, as far as a condition on `l` and its revocation `r` holds. */
function revokedBases(record: string, format: string, condition: string): string {
  return `flatten([for l in ${record}.inherited : [for r in l.revocations : format("${format}", l.image, coalesce(r.digest, r.version), r.reason) if ${condition}]])`;
}

function deprecationTexts(image: string, { deprecations }: LifecycleExpressions, what: string, holds: string): string {
  const replacement = '(d.replacement == null ? "" : format(" Move to %s.", d.replacement))';
  const guide = '(d.migrationGuide == null ? "" : format(" Guide: %s", d.migrationGuide))';
  const subject = `(d.image == "${image}" ? "Golden image ${image}" : format("Golden image ${image} is built on %s, which", d.image))`;
  const one = `format("%s ${what}: %s.%s%s", ${subject}, d.removeAfter, d.reason, ${replacement}, ${guide})`;
  return `[for d in ${deprecations} : ${one} if ${holds}]`;
}

/** The last second of a day. */
function endOf(day: string): string {
  return `format("%sT23:59:59Z", ${day})`;
}
