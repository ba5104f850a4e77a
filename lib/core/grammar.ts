import { TextRule } from './check';

/**
 * Text that people read, on one line: letters, digits, punctuation and spaces of any script. Control, formatting
 * (such as right-to-left overrides), line-separating, private and unassigned characters are not: in a Dockerfile a
 * newline would begin an instruction, and the others hide what is written. Neither are `${` and `%{`: such text is shown
 * in values of Terraform, which would evaluate what follows.
 */
const PROSE = /^(?=.*\S)(?!.*[$%]\{)[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]+$/u;

/** Image name. It becomes a segment of an ECR repository name, of CodeBuild project, IAM role and SSM parameter names. */
export const IMAGE_NAME: TextRule = {
  code: 'InvalidImageName',
  noun: 'image name',
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  maxLength: 32,
  expected: '1 to 32 lower-case letters and digits in groups joined by single hyphens, beginning with a letter',
  remedy: 'name the image such as "debian" or "node-22"',
};

/**
 * Prefix of all names of a factory. Without hyphens, so that "a-b" + "c" and "a" + "b-c" are never the same name. Parameters that
 * begin with aws or ssm are SSM's own (Systems Manager user guide, "Requirements and constraints for parameter names").
 */
export const NAMESPACE: TextRule = {
  code: 'InvalidNamespace',
  noun: 'namespace',
  pattern: /^(?!aws|ssm)[a-z][a-z0-9]*$/,
  maxLength: 16,
  expected: '1 to 16 lower-case letters and digits, beginning with a letter, but not with aws or ssm',
  remedy: 'name the namespace such as "golden"',
};

/** ECR repository name: the ECR API's pattern, 2 to 256 characters; ours begin with a letter. */
export const REPOSITORY_NAME: TextRule = {
  code: 'InvalidRepositoryName',
  noun: 'ECR repository name',
  pattern: /^[a-z](?=.)[a-z0-9]*((\.|_|__|-+|\/)[a-z0-9]+)*$/,
  maxLength: 256,
  expected: '2 to 256 lower-case letters and digits, in segments joined by ".", "_", "__", "-" or "/", beginning with a letter',
  remedy: 'name the repository such as "golden/debian"',
};

/**
 * Version of an image. It is the release tag, so it is an OCI tag (at most 128 characters) with room for what the
 * pipeline appends: `-YYYYMMDD` or `-YYYYMMDDhhmmss` for a refresh and `_` with a build number for a candidate.
 */
export const VERSION: TextRule = {
  code: 'InvalidVersion',
  noun: 'version',
  pattern: /^[A-Za-z0-9][A-Za-z0-9.-]*$/,
  maxLength: 64,
  expected: '1 to 64 letters, digits, "." and "-", beginning with a letter or a digit',
  remedy: 'use a version such as "12.1.0"',
};

/** OCI distribution specification, tag. */
export const TAG: TextRule = {
  code: 'InvalidTag',
  noun: 'tag',
  pattern: /^[A-Za-z0-9_][A-Za-z0-9._-]*$/,
  maxLength: 128,
  expected: '1 to 128 letters, digits, "_", "." and "-", not beginning with "." or "-"',
  remedy: 'give the tag alone, such as "12-slim", without the image name or a digest',
};

/** OCI image specification, digest with the one algorithm that registries serve. */
export const DIGEST: TextRule = {
  code: 'InvalidDigest',
  noun: 'digest',
  pattern: /^sha256:[a-f0-9]{64}$/,
  maxLength: 71,
  expected: '"sha256:" and 64 lower-case hexadecimal digits',
  remedy: 'copy the digest that the registry gives for the tag, for example with `docker buildx imagetools inspect IMAGE:TAG`',
};

/** A checksum of a file, as sha256sum prints it. */
export const SHA256: TextRule = {
  code: 'InvalidSha256',
  noun: 'SHA-256 checksum',
  pattern: /^[a-f0-9]{64}$/,
  maxLength: 64,
  expected: '64 lower-case hexadecimal digits',
  remedy: 'copy the first column that `sha256sum FILE` prints',
};

/** Debian policy manual 5.6.7 (name) and 5.6.12 (version), as `name` or `name=version`. */
export const DEBIAN_PACKAGE: TextRule = {
  code: 'InvalidDebianPackage',
  noun: 'Debian package',
  pattern: /^[a-z0-9][a-z0-9+.-]+(=([0-9]+:)?[0-9][A-Za-z0-9.+~-]*)?$/,
  maxLength: 200,
  expected: '"name" or "name=version": a lower-case name of two or more characters of a-z, 0-9, "+", "." and "-", a version that begins with a digit',
  remedy: 'write the package as apt-get takes it, such as "tzdata" or "tzdata=2024a-0+deb12u1"',
};

/** Channel name; it becomes a segment of an SSM parameter name. */
export const CHANNEL_NAME: TextRule = {
  code: 'InvalidChannelName',
  noun: 'channel name',
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  maxLength: 32,
  expected: '1 to 32 lower-case letters and digits in groups joined by single hyphens, beginning with a letter',
  remedy: 'name the channel such as "stable" or "next"',
};

/** Policy name. Without commas, so that names that are joined by them are told apart. */
export const POLICY_NAME: TextRule = {
  code: 'InvalidPolicyName',
  noun: 'policy name',
  pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  maxLength: 64,
  expected: '1 to 64 lower-case letters and digits in groups joined by single hyphens',
  remedy: 'name the policy such as "payments"',
};

export const OWNER: TextRule = {
  code: 'InvalidOwner',
  noun: 'owner',
  pattern: PROSE,
  maxLength: 200,
  expected: 'one line of 1 to 200 printable characters, without "${" and "%{"',
  remedy: 'name the team that answers for the image, such as "platform-team"',
};

export const RATIONALE: TextRule = {
  code: 'InvalidRationale',
  noun: 'rationale',
  pattern: PROSE,
  maxLength: 1000,
  expected: 'one line of 1 to 1000 printable characters, without "${" and "%{"',
  remedy: 'say in a sentence why this base was chosen',
};

export const REASON: TextRule = {
  code: 'InvalidReason',
  noun: 'reason',
  pattern: PROSE,
  maxLength: 500,
  expected: 'one line of 1 to 500 printable characters, without "${" and "%{"',
  remedy: 'say in a sentence why the safer default does not do',
};

export const TEST_NAME: TextRule = {
  code: 'InvalidTestName',
  noun: 'test name',
  pattern: PROSE,
  maxLength: 200,
  expected: 'one line of 1 to 200 printable characters, without "${" and "%{"',
  remedy: 'say what the image does, such as "prints its release"',
};

/** An argument of a command: any text but NUL, which no process can be given, and halves of surrogate pairs, which UTF-8 has no bytes for. */
export const COMMAND_ARGUMENT: TextRule = {
  code: 'InvalidCommand',
  noun: 'command argument',
  pattern: /^[^\0\p{Cs}]*$/u,
  maxLength: 4096,
  expected: 'well-formed text of at most 4096 characters without NUL',
  remedy: 'put longer input into a file of the image',
};

export const ACCOUNT_ID: TextRule = {
  code: 'InvalidAccountId',
  noun: 'AWS account id',
  pattern: /^\d{12}$/,
  maxLength: 12,
  expected: 'a string of 12 digits',
  remedy: 'give the id as a string, with its leading zeros',
};

/** AWS Organizations API, organization id. */
export const ORGANIZATION_ID: TextRule = {
  code: 'InvalidOrganizationId',
  noun: 'AWS organization id',
  pattern: /^o-[a-z0-9]{10,32}$/,
  maxLength: 34,
  expected: '"o-" and 10 to 32 lower-case letters and digits',
  remedy: 'copy it from `aws organizations describe-organization`',
};

/** AWS Organizations API, organizational unit id. */
export const ORGANIZATIONAL_UNIT_ID: TextRule = {
  code: 'InvalidOrganizationalUnitId',
  noun: 'AWS organizational unit id',
  pattern: /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/,
  maxLength: 68,
  expected: '"ou-", the id of the root and 8 to 32 lower-case letters and digits',
  remedy: 'copy it from `aws organizations list-organizational-units-for-parent`',
};

/** ARN of a private ECR repository, in the partitions whose registry hosts are known here. */
export const ECR_REPOSITORY_ARN: TextRule = {
  code: 'InvalidRepositoryArn',
  noun: 'ECR repository ARN',
  pattern: /^arn:(aws|aws-cn|aws-us-gov):ecr:[a-z]{2}(-[a-z]+)+-\d:\d{12}:repository\/[a-z0-9]+((\.|_|__|-+|\/)[a-z0-9]+)*$/,
  maxLength: 350,
  expected: 'an ARN such as arn:aws:ecr:eu-west-1:111122223333:repository/golden/debian',
  remedy: 'copy it from `aws ecr describe-repositories`; give the name for a repository of the same account and region',
};

/** IAM API, role name and path; the partition is any. Wildcards are none: a policy that names a role names one. */
export const IAM_ROLE_ARN: TextRule = {
  code: 'InvalidRoleArn',
  noun: 'IAM role ARN',
  pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/([!-)+-.0->@-~]+\/)*[\w+=,.@-]{1,64}$/,
  maxLength: 640,
  expected: 'an ARN such as arn:aws:iam::111122223333:role/deploy',
  remedy: 'copy it from `aws iam get-role`, or give the arn of the role\'s resource',
};

/** Amazon ECR API, ImageTagMutabilityExclusionFilter. */
export const TAG_EXCLUSION_FILTER: TextRule = {
  code: 'InvalidTagFilter',
  noun: 'tag filter',
  pattern: /^(?!\*+$)(?!(.*\*){3})[0-9a-zA-Z._*-]+$/,
  maxLength: 128,
  expected: '1 to 128 letters, digits, ".", "_" and "-", with at most two "*", and not of "*" alone',
  remedy: 'write a filter such as "stable" or "channel-*"',
};

/** AWS KMS API, CreateAlias, without `alias/`, which stands before every one. */
export const KMS_ALIAS: TextRule = {
  code: 'InvalidKeyAlias',
  noun: 'KMS alias',
  pattern: /^(?!aws\/)[a-zA-Z0-9/_-]+$/,
  maxLength: 250,
  expected: '1 to 250 letters, digits, "/", "_" and "-", not beginning with "aws/"',
  remedy: 'name the key such as "golden-images", without "alias/"',
};

/** ARN of a KMS key, in any partition, single-region or multi-region. */
export const KMS_KEY_ARN: TextRule = {
  code: 'InvalidKeyArn',
  noun: 'KMS key ARN',
  pattern: /^arn:aws[a-z-]*:kms:[a-z]+(-[a-z]+)+-\d:\d{12}:key\/(mrk-)?[a-f0-9-]{32,36}$/,
  maxLength: 120,
  expected: 'an ARN such as arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  remedy: 'copy it from `aws kms describe-key`; the ARN of an alias is none',
};

/** CloudWatch Logs API, CreateLogGroup. */
export const LOG_GROUP_NAME: TextRule = {
  code: 'InvalidLogGroupName',
  noun: 'log group name',
  pattern: /^[.\-_/#A-Za-z0-9]+$/,
  maxLength: 512,
  expected: '1 to 512 letters, digits, ".", "-", "_", "/" and "#"',
  remedy: 'give the name alone, such as "/golden-images/golden", without its ARN',
};

/** Where release files of tools are mirrored: an https address without query, fragment, credentials or final slash. */
export const TOOLS_MIRROR: TextRule = {
  code: 'InvalidToolsMirror',
  noun: 'tools mirror',
  pattern: /^https:\/\/[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(\/[A-Za-z0-9._~-]+)*$/,
  maxLength: 200,
  expected: 'an https:// address of a host, an optional port and path, without a final slash',
  remedy: 'give the address under which the mirror serves the paths of https://github.com, such as "https://mirror.example.com/github"',
};
