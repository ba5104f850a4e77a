/**
 * Every error that this library raises, by its stable code. A code is part of the contract: it may be searched for,
 * and it is never given a second meaning.
 */
export type ErrorCode =
  | 'InvalidAccountId'
  | 'InvalidAllowedRepository'
  | 'InvalidAlpinePackage'
  | 'InvalidAptRepository'
  | 'InvalidAzureRegistry'
  | 'InvalidBucketName'
  | 'InvalidBuildSecretFile'
  | 'InvalidBuildSecretId'
  | 'InvalidCacheImage'
  | 'InvalidCatalog'
  | 'InvalidCertificate'
  | 'InvalidChannelName'
  | 'InvalidCommand'
  | 'InvalidComponentArn'
  | 'InvalidComponents'
  | 'InvalidComputeType'
  | 'InvalidCuratedImage'
  | 'InvalidDate'
  | 'InvalidDebianPackage'
  | 'InvalidDebianRelease'
  | 'InvalidDigest'
  | 'InvalidDistrolessImage'
  | 'InvalidDockerHost'
  | 'InvalidDockerfile'
  | 'InvalidEcrRegistry'
  | 'InvalidEnvironmentName'
  | 'InvalidEnvironmentValue'
  | 'InvalidEventBusArn'
  | 'InvalidExcludedOutput'
  | 'InvalidExpectedContent'
  | 'InvalidExpectedError'
  | 'InvalidExpectedOutput'
  | 'InvalidFileContent'
  | 'InvalidFileMode'
  | 'InvalidFileName'
  | 'InvalidFindingSeverity'
  | 'InvalidGraceDays'
  | 'InvalidHealthcheck'
  | 'InvalidHopLimit'
  | 'InvalidImageException'
  | 'InvalidImageName'
  | 'InvalidImageReference'
  | 'InvalidImageRepository'
  | 'InvalidInstanceType'
  | 'InvalidInstanceTypes'
  | 'InvalidKeyAlias'
  | 'InvalidKeyArn'
  | 'InvalidKeyDeletionWindow'
  | 'InvalidKeyPrefix'
  | 'InvalidKeyRotation'
  | 'InvalidLabelName'
  | 'InvalidLabelValue'
  | 'InvalidLibc'
  | 'InvalidLifecycleCount'
  | 'InvalidLifecycleDays'
  | 'InvalidLifecyclePolicy'
  | 'InvalidLocale'
  | 'InvalidLockFile'
  | 'InvalidLogGroupName'
  | 'InvalidLogRetention'
  | 'InvalidMaxLayers'
  | 'InvalidMaxSize'
  | 'InvalidMirrorAddress'
  | 'InvalidNamespace'
  | 'InvalidNamespaces'
  | 'InvalidNoProxyHost'
  | 'InvalidNoticeDays'
  | 'InvalidNotificationKind'
  | 'InvalidNotificationKinds'
  | 'InvalidOrganizationId'
  | 'InvalidOrganizationalUnitId'
  | 'InvalidOwner'
  | 'InvalidPackageManager'
  | 'InvalidPath'
  | 'InvalidPlatform'
  | 'InvalidPolicyName'
  | 'InvalidPort'
  | 'InvalidProvenance'
  | 'InvalidProxyUrl'
  | 'InvalidPullThroughCaches'
  | 'InvalidPullThroughPrefix'
  | 'InvalidPushPrincipal'
  | 'InvalidRationale'
  | 'InvalidReason'
  | 'InvalidRefreshDays'
  | 'InvalidRegion'
  | 'InvalidRegistries'
  | 'InvalidRegistryHost'
  | 'InvalidRegistryUser'
  | 'InvalidReplicationDestinations'
  | 'InvalidRepositoryArn'
  | 'InvalidRepositoryName'
  | 'InvalidRepositoryUrl'
  | 'InvalidResourcePlace'
  | 'InvalidRoleArn'
  | 'InvalidRpmPackage'
  | 'InvalidScanFilter'
  | 'InvalidScanFilters'
  | 'InvalidScanLimit'
  | 'InvalidScanTimeout'
  | 'InvalidScheduleExpression'
  | 'InvalidScheduleRate'
  | 'InvalidScheduleWindow'
  | 'InvalidSecretArn'
  | 'InvalidSecretName'
  | 'InvalidSecurityGroupId'
  | 'InvalidSecurityGroups'
  | 'InvalidSeverity'
  | 'InvalidSha256'
  | 'InvalidStageName'
  | 'InvalidStartupSeconds'
  | 'InvalidStopSignal'
  | 'InvalidSubnetId'
  | 'InvalidSubnets'
  | 'InvalidTag'
  | 'InvalidTagFilter'
  | 'InvalidTagFilters'
  | 'InvalidTagPattern'
  | 'InvalidTestName'
  | 'InvalidTestTimeout'
  | 'InvalidTimeZone'
  | 'InvalidTitle'
  | 'InvalidToolsMirror'
  | 'InvalidTopicArn'
  | 'InvalidType'
  | 'InvalidUbiTag'
  | 'InvalidUserId'
  | 'InvalidUserName'
  | 'InvalidVariant'
  | 'InvalidVerdictLevel'
  | 'InvalidVersion'
  | 'InvalidVolumeSize'
  | 'InvalidVpcId'
  | 'InvalidVulnerabilityExceptions'
  | 'InvalidVulnerabilityId'
  | 'InvalidVulnerablePackage'
  | 'InvalidWarnDays'
  | 'AmbiguousLifecycleRules'
  | 'BuildSecretsUnavailable'
  | 'ChannelEndangered'
  | 'ChannelVariantMismatch'
  | 'ChecksumMismatch'
  | 'ContradictoryLifecycleRules'
  | 'ContradictoryPin'
  | 'DockerfileWithoutBase'
  | 'DuplicateAccount'
  | 'DuplicateBuildSecret'
  | 'DuplicateCacheImage'
  | 'DuplicateCertificate'
  | 'DuplicateChannel'
  | 'DuplicateComponent'
  | 'DuplicateDestination'
  | 'DuplicateExemption'
  | 'DuplicateFile'
  | 'DuplicateImage'
  | 'DuplicateNamespace'
  | 'DuplicateNoProxyHost'
  | 'DuplicateNotificationKind'
  | 'DuplicateNotifications'
  | 'DuplicatePackage'
  | 'DuplicatePlatform'
  | 'DuplicatePort'
  | 'DuplicatePrefix'
  | 'DuplicateRegistry'
  | 'DuplicateRepository'
  | 'DuplicateRequirement'
  | 'DuplicateRevocation'
  | 'DuplicateScanFilter'
  | 'DuplicateSecurityGroup'
  | 'DuplicateStage'
  | 'DuplicateSubnet'
  | 'DuplicateTagFilter'
  | 'DuplicateTest'
  | 'DuplicateVariant'
  | 'DuplicateVolume'
  | 'DuplicateVulnerabilityException'
  | 'EmptyPolicy'
  | 'EmptyRule'
  | 'ImportedRepository'
  | 'InvalidDeprecation'
  | 'InvalidMigrationGuide'
  | 'InvalidRevocation'
  | 'InvalidSharePrincipal'
  | 'InvalidUrl'
  | 'LifecycleTooLong'
  | 'LocaleUnavailable'
  | 'MissingDigest'
  | 'MissingProperty'
  | 'MissingProxy'
  | 'MissingReason'
  | 'NameTooLong'
  | 'NamespaceMismatch'
  | 'NoPackageManager'
  | 'NotForImageBuilder'
  | 'NotInPullSource'
  | 'NotLocked'
  | 'NotMadeByPipeline'
  | 'NothingToTest'
  | 'NothingToUpdate'
  | 'ParentCycle'
  | 'ParentElsewhere'
  | 'ParentWithoutChannel'
  | 'ParentWithoutDigest'
  | 'PasswordInDeclaration'
  | 'PipelineElsewhere'
  | 'ProviderMissing'
  | 'ProviderTooOld'
  | 'PushReserved'
  | 'RegistryPolicyTooLong'
  | 'ReplicatesToItself'
  | 'RepositoryPolicyTooLong'
  | 'ReservedLabel'
  | 'RevokedRelease'
  | 'SecretInEnvironment'
  | 'ShellRemoved'
  | 'TemplateTooLong'
  | 'UnalignedSchedule'
  | 'UnknownBuildSecret'
  | 'UnknownChannel'
  | 'UnknownParentFacts'
  | 'UnknownPullThroughCache'
  | 'UnknownRule'
  | 'UnknownStage'
  | 'UnknownVariant'
  | 'UnreachableLifecycleRule'
  | 'UnreadableFile'
  | 'UnresolvedToken'
  | 'UnsupportedContextFile'
  | 'UnsupportedPlatform'
  | 'UnusedProperty'
  | 'UserUnavailable'
  | 'WrongPackageManager';

/** What an error tells besides its code. */
export interface ErrorDetails {
  /** The construct's path, or the call that was given the value, such as `BaseImage.debian`. */
  readonly where: string;
  /** What is wrong, in a few words, in lower case. */
  readonly problem: string;
  /** The value as it came in; left out where nothing was given. */
  readonly given?: unknown;
  /** What would have been right. */
  readonly expected: string;
  /** What to do about it. */
  readonly remedy: string;
}

const SHOWN_LENGTH = 120;

/** Constructs, which may be given by mistake, refer to themselves and have no JSON. */
function asJson(value: object | string): string {
  try {
    return JSON.stringify(value);
  } catch {
    return `[object ${value.constructor?.name ?? 'Object'}]`;
  }
}

/** Quotes a value so that control and look-alike characters can be seen, but no private key that was given by mistake. */
function show(value: unknown): string {
  const text = typeof value === 'string' || (typeof value === 'object' && value !== null) ? asJson(value) : String(value);
  const visible = text
    .replace(/(PRIVATE KEY-----)[^]*/, '$1 (not shown)')
    .replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return visible.length > SHOWN_LENGTH ? `${visible.slice(0, SHOWN_LENGTH)}… (${visible.length} characters)` : visible;
}

/** A declaration that cannot be right. Raised when the object is made, never at deployment. */
export class GoldenImageError extends Error {
  public readonly code: ErrorCode;
  public readonly where: string;

  public constructor(code: ErrorCode, details: ErrorDetails) {
    const given = 'given' in details ? [`  given:    ${show(details.given)}`] : [];
    super(
      [
        `[${code}] ${details.where}: ${details.problem}`,
        ...given,
        `  expected: ${details.expected}`,
        `  remedy:   ${details.remedy}`,
      ].join('\n'),
    );
    this.name = 'GoldenImageError';
    this.code = code;
    this.where = details.where;
  }
}
