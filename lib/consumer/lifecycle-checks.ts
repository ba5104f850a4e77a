import { notRevoked, revocationsOf } from '../registry/revocation-expression';

/** Expressions of Terraform, without the dollar sign and the braces around them. */
export interface ReleaseExpressions {
  /** Digest of the release. */
  readonly digest: string;
  /** A list of its tags. */
  readonly tags: string;
  /** A list of the releases that it was built on, as objects with `image`, `version` and `digest`; null where they are not known. */
  readonly lineage: string;
}

/** What Terraform checks, and what it says where that fails. */
export interface PlanCheck {
  readonly condition: string;
  readonly errorMessage: string;
}

/**
 * What the metadata parameter of an image asks of a release, as conditions of Terraform: consumers have no code of the platform,
 * and the day is the day of the plan.
 */
export class LifecycleChecks {
  /**
   * @param image namespace and name
   * @param metadata expression of the text of the parameter
   */
  public constructor(
    private readonly image: string,
    private readonly metadata: string,
    private readonly release: ReleaseExpressions,
  ) {}

  /** Fails after the day of removal, of the image or of what it is built on. */
  public get notRemoved(): PlanCheck {
    return {
      condition: `\${alltrue([for d in ${this.deprecations} : timecmp(plantimestamp(), ${endOf('d.removeAfter')}) <= 0])}`,
      errorMessage: this.message(`timecmp(plantimestamp(), ${endOf('d.removeAfter')}) > 0`, 'is removed since %s'),
    };
  }

  /** Fails from the day of deprecation to that of removal; for a check, whose failures are warnings. */
  public get notDeprecated(): PlanCheck {
    const holds = `timecmp(plantimestamp(), format("%sT00:00:00Z", d.since)) >= 0 && timecmp(plantimestamp(), ${endOf('d.removeAfter')}) <= 0`;
    return {
      condition: `\${length([for d in ${this.deprecations} : d if ${holds}]) == 0}`,
      errorMessage: this.message(holds, 'is deprecated, and cannot be planned with after %s'),
    };
  }

  /** Fails where a release of what the image is built on is revoked, and whether it was this one is written down nowhere. For a check. */
  public get basesKnown(): PlanCheck {
    const { lineage } = this.release;
    // A revocation of one refresh or variant: of a release below, the version is known and the tag is not.
    const mayBeMeant = this.someBase('startswith(r.version, format("%s-", b.version))');
    const revoked = this.revokedBases('%s %s: %s', `${lineage} == null || ${mayBeMeant}`);
    return {
      condition: `\${length(${revoked}) == 0}`,
      errorMessage: `Golden image ${this.image} is built on an image of which a release is revoked, and whether this one was built on that release is not known: \${join("; ", ${revoked})}. Ask the owner of the image.`,
    };
  }

  /** Fails for a release that is revoked, and for one that was built on such a release, however far below. */
  public get notRevoked(): PlanCheck {
    const { digest, tags } = this.release;
    const own = { revocations: `jsondecode(${this.metadata}).revocations`, digest, tags };
    const inherited = this.revokedBases('its base %s %s: %s', this.someBase('(r.version == null ? b.digest == r.digest : b.version == r.version)'));
    return {
      condition: `\${${notRevoked(own)} && length(${inherited}) == 0}`,
      errorMessage: `Golden image ${this.image}: this release is revoked: \${join("; ", concat([for r in ${revocationsOf(own)} : r.reason], ${inherited}))}. Use another release, or ask the owner of the image.`,
    };
  }

  /** Whether the release is known to be built on a release `b` of the image `l` for which a condition on it and the revocation `r` holds. */
  private someBase(condition: string): string {
    return `anytrue(try([for b in ${this.release.lineage} : b.image == l.image && ${condition}], []))`;
  }

  /** What is revoked of the images `l` below, as far as a condition on `l` and its revocation `r` holds: a list of text. */
  private revokedBases(format: string, condition: string): string {
    return `flatten([for l in jsondecode(${this.metadata}).inherited : [for r in l.revocations : format("${format}", l.image, coalesce(r.digest, r.version), r.reason) if ${condition}]])`;
  }

  /** Of the image itself and of what it is built on. */
  private get deprecations(): string {
    const text = `jsondecode(${this.metadata})`;
    return `[for l in concat([{ image = "${this.image}", deprecation = ${text}.deprecation }], ${text}.inherited) : merge(l.deprecation, { image = l.image }) if l.deprecation != null]`;
  }

  private message(holds: string, what: string): string {
    const replacement = '(d.replacement == null ? "" : format(" Move to %s.", d.replacement))';
    const guide = '(d.migrationGuide == null ? "" : format(" Guide: %s", d.migrationGuide))';
    const subject = `(d.image == "${this.image}" ? "Golden image ${this.image}" : format("Golden image ${this.image} is built on %s, which", d.image))`;
    const one = `format("%s ${what}: %s.%s%s", ${subject}, d.removeAfter, d.reason, ${replacement}, ${guide})`;
    return `\${join("\\n", [for d in ${this.deprecations} : ${one} if ${holds}])}`;
  }
}

/** The last second of a day. */
function endOf(day: string): string {
  return `format("%sT23:59:59Z", ${day})`;
}
