import { channelParameterName, lastReleaseParameterName, metadataParameterName } from '../registry/channel-name';
import { channelRelease, deprecationsOf, holdsRelease, lifecycleChecks, lifecycleFindings, PlanCheck } from '../registry/lifecycle-checks';
import { CatalogImage } from './catalog-content';

/** As HCL writes names; a hyphen could be taken for a minus. */
export function identifier(name: string): string {
  return name.replaceAll('-', '_');
}

/**
 * What `GoldenImageReference` is of a channel, for those who write HCL: `local.NAME_image` is repository and digest, and it
 * fails and warns by the same expressions. They are in locals, each once, below what people read.
 */
export function hclReference({ name: imageName, namespace, repositoryName }: Pick<CatalogImage, 'name' | 'namespace' | 'repositoryName'>, channel: string): string {
  const id = identifier(imageName);
  const where = `the catalogue's HCL of ${repositoryName}`;
  const local = (what: string): string => `local.${id}_${what}`;
  const read = (what: string): string => `data.aws_ssm_parameter.${id}["${what}"].insecure_value`;
  const release = channelRelease(local('digest'), local('note'));
  const findings = lifecycleFindings(repositoryName, { digest: local('digest'), tags: local('tags'), lineage: local('lineage'), record: local('record'), deprecations: local('deprecations') });
  const checks = lifecycleChecks(repositoryName, { revoked: local('revoked'), removed: local('removed'), deprecated: local('deprecated'), unknownBases: local('unknown_bases') });
  const locals = {
    image: `"\${data.aws_ecr_repository.${id}.repository_url}@\${${local('digest')}}"`,
    digest: read('channel'),
    note: `jsondecode(${read('last_release')})`,
    record: `jsondecode(${read('metadata')})`,
    tags: release.tags,
    lineage: release.lineage,
    deprecations: deprecationsOf(repositoryName, local('record')),
    revoked: findings.revoked,
    removed: findings.removed,
    deprecated: findings.deprecated,
    unknown_bases: findings.unknownBases,
  };
  return `# Terraform 1.5 or OpenTofu 1.6. What to run is ${local('image')}: repository and digest.
data "aws_ssm_parameter" "${id}" {
  for_each = {
    channel      = "${channelParameterName({ namespace, imageName, channel }, where)}"
    last_release = "${lastReleaseParameterName({ namespace, imageName, channel }, where)}"
    metadata     = "${metadataParameterName({ namespace, imageName }, where)}"
  }
  name = each.value
}

# A plan fails where there is no release, and where it is revoked or the image is removed.
data "aws_ecr_repository" "${id}" {
  name = "${repositoryName}"
  lifecycle {
${[holdsRelease(imageName, channel, local('digest')), ...checks.errors].map((one) => checkBlock('postcondition', one, '    ')).join('\n')}
  }
}

# A plan warns where the image is deprecated, and where a base of it may be revoked.
check "${id}" {
${checks.warnings.map((one) => checkBlock('assert', one, '  ')).join('\n')}
}

# What all this comes from, generated: nothing here is to be edited.
locals {
${assignments(Object.entries(locals).map(([what, expression]) => [`${id}_${what}`, expression]))}
}`;
}

function checkBlock(kind: string, { condition, errorMessage }: PlanCheck, indent: string): string {
  return `${indent}${kind} {\n${indent}  condition     = ${condition}\n${indent}  error_message = ${quoted(errorMessage)}\n${indent}}`;
}

/** As `terraform fmt` writes it: a template of nothing but one expression is that expression. */
function quoted(template: string): string {
  return /^\$\{([^{}]*)\}$/.exec(template)?.[1] ?? `"${template}"`;
}

/** As `terraform fmt` aligns them. */
function assignments(entries: readonly (readonly [string, string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, expression]) => `  ${name.padEnd(width)} = ${expression}`).join('\n');
}
