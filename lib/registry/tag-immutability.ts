import { TerraformResource } from 'cdktf';

import { GoldenImageError } from '../core/error';
import { TAG_EXCLUSION_FILTER } from '../core/grammar';
import { LIST } from '../core/shape';
import { checkTexts } from '../core/text-lists';

/** Source: Amazon ECR API, ImageTagMutabilityExclusionFilter: 1 to 5 filters. */
const MAX_FILTERS = 5;

/**
 * The first minor version of provider 6 that knows exclusion filters, of repositories (its pull request 43642) and of
 * creation templates (43886, merged two weeks later); older ones refuse them at plan.
 */
const FIRST_MINOR: { readonly [resourceType: string]: number } = { aws_ecr_repository: 8, aws_ecr_repository_creation_template: 10 };

function knowsFilters(version: string, firstMinor: number): boolean {
  const [major = NaN, minor = NaN] = version.split('.').map(Number);
  return major > 6 || (major === 6 && minor >= firstMinor);
}

/**
 * Whether a tag of a repository can come to mean another image.
 *
 * @example
 * TagImmutability.except(['stable', 'sha256-*']);
 */
export class TagImmutability {
  /** Never. */
  public static always(): TagImmutability {
    return new TagImmutability([]);
  }

  /**
   * Only the tags that one of these filters matches can: those of channels, or tag-style signatures such as `sha256-*`.
   * Auditors that look for immutable repositories (Security Hub ECR.2, checkov CKV_AWS_51) then find one that is not. It
   * needs version 6.8 of the AWS provider, for replicas 6.10, else it is the error `ProviderTooOld`.
   *
   * @param filters 1 to 5, each 1 to 128 letters, digits and `.`, `_`, `-`, with at most two `*`, which stands for any
   * characters, and not of `*` alone; anything else is the error `InvalidTagFilter`, no filter and more than five
   * `InvalidTagFilters`, one twice `DuplicateTagFilter`
   */
  public static except(filters: string[]): TagImmutability {
    const where = 'TagImmutability.except';
    LIST('filters', filters, where);
    const checked = checkTexts(TAG_EXCLUSION_FILTER, filters, 'DuplicateTagFilter', where);
    if (checked.length === 0 || checked.length > MAX_FILTERS) {
      throw new GoldenImageError('InvalidTagFilters', {
        where,
        problem: `there are ${checked.length} filters`,
        given: checked,
        expected: `1 to ${MAX_FILTERS} filters`,
        remedy: checked.length === 0 ? 'use TagImmutability.always()' : 'name the tags alike, such as "channel-*", and give one filter',
      });
    }
    return new TagImmutability([...checked].sort());
  }

  private constructor(private readonly filters: readonly string[]) {}

  /**
   * Writes it into a repository or a creation template, which call it alike; what the bindings of 5.x do not know, by an
   * override.
   *
   * @internal
   */
  public _apply(resource: TerraformResource): void {
    if (this.filters.length === 0) return;
    const version = resource.terraformGeneratorMetadata?.providerVersion ?? 'unknown';
    const firstMinor = FIRST_MINOR[resource.terraformResourceType]!;
    if (!knowsFilters(version, firstMinor)) {
      throw new GoldenImageError('ProviderTooOld', {
        where: resource.node.path,
        problem: 'this version of the AWS provider knows no exceptions from tag immutability',
        given: version,
        expected: `version 6.${firstMinor} or later of the AWS provider`,
        remedy: 'install a newer @cdktf/provider-aws, or use TagImmutability.always()',
      });
    }
    resource.addOverride('image_tag_mutability', 'IMMUTABLE_WITH_EXCLUSION');
    resource.addOverride('image_tag_mutability_exclusion_filter', this.filters.map((filter) => ({ filter, filter_type: 'WILDCARD' })));
  }
}
