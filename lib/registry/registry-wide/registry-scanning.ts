import { EcrRegistryScanningConfigurationRule } from '@cdktf/provider-aws/lib/ecr-registry-scanning-configuration';

import { checkLength, LengthRule } from '../../core/list-length';
import { SCAN_FILTER } from '../../core/registry-grammar';
import { checkShape, LIST, Shape } from '../../core/shape';
import { checkTexts } from '../../core/text-lists';

/** Which repositories are scanned by enhanced scanning. */
export interface EnhancedScanningOptions {
  /**
   * Repositories whose images are scanned when they are pushed and again when a new vulnerability becomes known: names in
   * which `*` stands for any characters, at most 100. A filter without `*` matches every name that has it somewhere.
   *
   * @default ["*"], unless `onPush` is given
   */
  readonly continuous?: string[];
  /**
   * Repositories whose images are scanned when they are pushed, and not again. One that matches both is scanned continuously.
   *
   * @default - none
   */
  readonly onPush?: string[];
}

const SHAPE: Shape<EnhancedScanningOptions> = { continuous: LIST, onPush: LIST };

/** Source: Amazon ECR API, ScanningRepositoryFilterList. */
const FILTERS: LengthRule = { code: 'InvalidScanFilters', noun: 'filters', min: 1, max: 100, remedy: 'leave the list out for its default, or match more names by one filter, such as "golden/*"' };

/**
 * How the images of an account and region are scanned. It overrides what a repository says of itself, so whatever is
 * matched by no filter is not scanned, and a pipeline that waits for its scan releases nothing.
 *
 * @example
 * RegistryScanning.enhanced({ continuous: ['golden/*'], onPush: ['*'] });
 */
export class RegistryScanning {
  /** ECR's own scan of every image when it is pushed, with AWS's database (`AWS_NATIVE`): packages of the operating system. */
  public static basic(): RegistryScanning {
    return new RegistryScanning('BASIC', [rule('SCAN_ON_PUSH', ['*'])]);
  }

  /**
   * Amazon Inspector's scan: also packages of languages, and again as vulnerabilities become known. It is paid for by the
   * image. Whoever applies it needs the rights to enable Inspector; whoever reads findings needs `inspector2:ListCoverage` and
   * `inspector2:ListFindings`, also the role of a release project, which has them where the image's `ScanGate` is `enhanced`.
   * A malformed filter is the error `InvalidScanFilter`, one twice `DuplicateScanFilter`, an empty list and more than 100
   * `InvalidScanFilters`.
   *
   * Source: Amazon ECR user guide, "IAM permissions required for enhanced scanning".
   */
  public static enhanced(options?: EnhancedScanningOptions): RegistryScanning {
    const where = 'RegistryScanning.enhanced';
    const { continuous, onPush } = checkShape(SHAPE, options, 'options', where);
    const always = continuous ?? (onPush === undefined ? ['*'] : undefined);
    // ECR takes at most two rules, one for each frequency (RegistryScanningRuleList).
    return new RegistryScanning('ENHANCED', [
      ...(always === undefined ? [] : [rule('CONTINUOUS_SCAN', check(always, where))]),
      ...(onPush === undefined ? [] : [rule('SCAN_ON_PUSH', check(onPush, where))]),
    ]);
  }

  private constructor(
    /** @internal */
    public readonly _scanType: 'BASIC' | 'ENHANCED',
    /** @internal */
    public readonly _rules: readonly EcrRegistryScanningConfigurationRule[],
  ) {}
}

/** Sorted: ECR knows no order of filters. */
function check(filters: readonly string[], where: string): readonly string[] {
  checkLength(FILTERS, filters, where);
  return [...checkTexts(SCAN_FILTER, filters, 'DuplicateScanFilter', where)].sort();
}

function rule(scanFrequency: string, filters: readonly string[]): EcrRegistryScanningConfigurationRule {
  return { scanFrequency, repositoryFilter: filters.map((filter) => ({ filter, filterType: 'WILDCARD' })) };
}
