import { checkInteger, checkOneOf } from '../core/check';
import { LABEL_NAME } from '../core/image-grammar';
import { ImagePlatform } from '../core/platform';
import { IMAGE_REPOSITORY, MIRROR_ADDRESS } from '../core/reference-grammar';
import { BOOLEAN, BY_RULE, checkShape, Shape } from '../core/shape';
import { FINDING_SEVERITIES, FindingSeverity } from './finding';
import { RuleOptions, ScanGateRuleOptions, SupportedBaseRuleOptions } from './image-rule-options';
import { PolicySubject } from './policy-subject';
import { Problem, RuleDefinition } from './rule-definition';
import { checkRulePlatforms, checkRuleTexts } from './rule-lists';
import { ALLOWED_REGISTRY, checkAllowedRegistry } from './rules/allowed-registry';
import { APPROVED_BASE, checkApprovedBase } from './rules/approved-base';
import { checkMigrationGuide, MIGRATION_GUIDE } from './rules/migration-guide';
import { checkMuslCompatibility, MUSL_COMPATIBILITY } from './rules/musl-compatibility';
import { checkNoDebugInProduction, NO_DEBUG_IN_PRODUCTION } from './rules/no-debug-in-production';
import { checkNoLatest, NO_LATEST } from './rules/no-latest';
import { checkNoSecrets, NO_SECRETS } from './rules/no-secrets';
import { checkNonRoot, NON_ROOT } from './rules/non-root';
import { checkOwnerAndRationale, OWNER_AND_RATIONALE } from './rules/owner-and-rationale';
import { checkPinnedBase, PINNED_BASE } from './rules/pinned-base';
import { checkPlatforms, PLATFORMS } from './rules/platforms';
import { checkRequiredLabels, REQUIRED_LABELS } from './rules/required-labels';
import { checkScanGateDeclared, SCAN_GATE_DECLARED } from './rules/scan-gate-declared';
import { checkSizeBudget, SIZE_BUDGET } from './rules/size-budget';
import { checkSupportedBase, SUPPORTED_BASE } from './rules/supported-base';
import { checkTestsDeclared, TESTS_DECLARED } from './rules/tests-declared';
import { checkTrustedPublisher, TRUSTED_PUBLISHER } from './rules/trusted-publisher';

/** A day is `YYYY-MM-DD` in UTC. */
type Check = (subject: PolicySubject, day: string) => readonly Problem[];

const WARN_DAYS = {
  code: 'InvalidWarnDays',
  noun: 'warning window in days',
  min: 0,
  max: 3650,
  remedy: 'give the days that a move to the next release takes, such as 90',
} as const;

const SHAPE: Shape<RuleOptions> = { severity: BY_RULE, unknownSeverity: BY_RULE };
const SUPPORTED_BASE_SHAPE: Shape<SupportedBaseRuleOptions> = { ...SHAPE, warnDays: BY_RULE, acceptExtended: BOOLEAN };
const SCAN_GATE_SHAPE: Shape<ScanGateRuleOptions> = { ...SHAPE, acceptWeakened: BOOLEAN };

/**
 * A rule over declarations of golden images. POLICIES.md tells of each what it asks, why, and what to do where it fails.
 *
 * A severity that is none is the error `InvalidFindingSeverity`, an empty list `EmptyRule`.
 *
 * @example
 * ImageRule.approvedBases(['docker.io/library/debian', 'gcr.io/distroless/static-debian13']);
 * ImageRule.nonRoot({ severity: FindingSeverity.WARNING });
 */
export class ImageRule {
  /**
   * `approved-base`: only these images, and golden ones, are built on.
   *
   * @param repositories names without tag, such as `docker.io/library/debian`; anything else is the error
   * `InvalidImageRepository`
   */
  public static approvedBases(repositories: string[], options: RuleOptions = {}): ImageRule {
    const where = 'ImageRule.approvedBases';
    return new ImageRule(APPROVED_BASE, checkApprovedBase(checkRuleTexts(IMAGE_REPOSITORY, 'repositories', repositories, where)), options, where);
  }

  /** `trusted-publisher`: nothing that a community publishes is built on. */
  public static trustedPublisher(options: RuleOptions = {}): ImageRule {
    return new ImageRule(TRUSTED_PUBLISHER, checkTrustedPublisher, options, 'ImageRule.trustedPublisher');
  }

  /** `pinned-base`: every upstream image is pinned by its digest. */
  public static pinnedBase(options: RuleOptions = {}): ImageRule {
    return new ImageRule(PINNED_BASE, checkPinnedBase, options, 'ImageRule.pinnedBase');
  }

  /** `supported-base`: what is built on is supported on the day of the policy. */
  public static supportedBase(options: SupportedBaseRuleOptions = {}): ImageRule {
    const where = 'ImageRule.supportedBase';
    const { warnDays = 90, acceptExtended = false } = checkShape(SUPPORTED_BASE_SHAPE, options, 'options', where);
    return new ImageRule(SUPPORTED_BASE, checkSupportedBase({ warnDays: checkInteger(WARN_DAYS, warnDays, where), acceptExtended }), options, where);
  }

  /**
   * `allowed-registry`: upstream images are pulled from these addresses alone.
   *
   * @param addresses each a host, or a host and the beginning of a path, such as `docker.io/library`; anything else is
   * the error `InvalidMirrorAddress`
   */
  public static allowedRegistries(addresses: string[], options: RuleOptions = {}): ImageRule {
    const where = 'ImageRule.allowedRegistries';
    return new ImageRule(ALLOWED_REGISTRY, checkAllowedRegistry(checkRuleTexts(MIRROR_ADDRESS, 'addresses', addresses, where)), options, where);
  }

  /** `no-latest`: no image is named by `latest`. */
  public static noLatest(options: RuleOptions = {}): ImageRule {
    return new ImageRule(NO_LATEST, checkNoLatest, options, 'ImageRule.noLatest');
  }

  /** `no-debug-in-production`: no image is built on a variant for debugging or development. */
  public static noDebugInProduction(options: RuleOptions = {}): ImageRule {
    return new ImageRule(NO_DEBUG_IN_PRODUCTION, checkNoDebugInProduction, options, 'ImageRule.noDebugInProduction');
  }

  /** `non-root`: containers do not run as root. */
  public static nonRoot(options: RuleOptions = {}): ImageRule {
    return new ImageRule(NON_ROOT, checkNonRoot, options, 'ImageRule.nonRoot');
  }

  /** `no-secrets`: no text of the image or its build holds what looks like a secret. */
  public static noSecrets(options: RuleOptions = {}): ImageRule {
    return new ImageRule(NO_SECRETS, checkNoSecrets, options, 'ImageRule.noSecrets');
  }

  /** `musl-compatibility`: nothing that is linked with glibc comes onto a base with musl. A warning, unless told otherwise. */
  public static muslCompatibility(options: RuleOptions = {}): ImageRule {
    const where = 'ImageRule.muslCompatibility';
    return new ImageRule(MUSL_COMPATIBILITY, checkMuslCompatibility, { severity: FindingSeverity.WARNING, ...checkShape(SHAPE, options, 'options', where) }, where);
  }

  /**
   * `platforms`: what is built on is published for every platform of the image, and the image is built for these.
   *
   * @param wanted platforms that every image must be built for; anything else is the error `InvalidPlatform`
   */
  public static platforms(wanted: ImagePlatform[] = [], options: RuleOptions = {}): ImageRule {
    const where = 'ImageRule.platforms';
    return new ImageRule(PLATFORMS, checkPlatforms(checkRulePlatforms(wanted, where)), options, where);
  }

  /**
   * `required-labels`: the image has these labels.
   *
   * @param names names of labels, such as `com.example.cost-center`; anything else is the error `InvalidLabelName`
   */
  public static requiredLabels(names: string[], options: RuleOptions = {}): ImageRule {
    const where = 'ImageRule.requiredLabels';
    return new ImageRule(REQUIRED_LABELS, checkRequiredLabels(checkRuleTexts(LABEL_NAME, 'names', names, where)), options, where);
  }

  /** `owner-and-rationale`: neither is a placeholder. */
  public static ownerAndRationale(options: RuleOptions = {}): ImageRule {
    return new ImageRule(OWNER_AND_RATIONALE, checkOwnerAndRationale, options, 'ImageRule.ownerAndRationale');
  }

  /** `size-budget`: the image has one. */
  public static sizeBudget(options: RuleOptions = {}): ImageRule {
    return new ImageRule(SIZE_BUDGET, checkSizeBudget, options, 'ImageRule.sizeBudget');
  }

  /** `tests-declared`: at least one test is about what this image is for. */
  public static testsDeclared(options: RuleOptions = {}): ImageRule {
    return new ImageRule(TESTS_DECLARED, checkTestsDeclared, options, 'ImageRule.testsDeclared');
  }

  /** `scan-gate-declared`: the declaration says which findings of the scan block a release. */
  public static scanGateDeclared(options: ScanGateRuleOptions = {}): ImageRule {
    const where = 'ImageRule.scanGateDeclared';
    const { acceptWeakened = false } = checkShape(SCAN_GATE_SHAPE, options, 'options', where);
    return new ImageRule(SCAN_GATE_DECLARED, checkScanGateDeclared(acceptWeakened), options, where);
  }

  /** `migration-guide`: what a new major version supersedes, and how teams move to it, is written down. */
  public static migrationGuide(options: RuleOptions = {}): ImageRule {
    return new ImageRule(MIGRATION_GUIDE, checkMigrationGuide, options, 'ImageRule.migrationGuide');
  }

  /** How severe a failure is. */
  public readonly severity: FindingSeverity;
  /** How severe it is that the rule cannot tell. */
  public readonly unknownSeverity: FindingSeverity;
  /** @internal */
  public readonly _definition: RuleDefinition;
  /** @internal */
  public readonly _check: Check;

  private constructor(definition: RuleDefinition, check: Check, options: RuleOptions, where: string) {
    const { severity = FindingSeverity.ERROR, unknownSeverity = severity } = checkShape(SHAPE, options, 'options', where);
    this._definition = definition;
    this._check = check;
    this.severity = checkOneOf('InvalidFindingSeverity', 'severity', FINDING_SEVERITIES, severity, where);
    this.unknownSeverity = checkOneOf('InvalidFindingSeverity', 'severity', FINDING_SEVERITIES, unknownSeverity, where);
  }

  /** Stable id, such as `pinned-base`: exemptions name it. */
  public get id(): string {
    return this._definition.id;
  }

  /** What holds where it passes. */
  public get title(): string {
    return this._definition.title;
  }
}
