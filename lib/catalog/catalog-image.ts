import { BaseSource } from '../base-image/base-source';
import { IGoldenImage } from '../base-image/golden-image-parent';
import { lifecycleRecord } from '../core/image-lifecycle';
import { ImageVariant } from '../core/image-variant';
import { isUnresolved } from '../core/token';
import { GoldenImage } from '../golden-image';
import { imageTests } from '../image/default-tests';
import { ImageSpec } from '../image/image-spec';
import { variantNamedBy } from '../image/resolve-variants';
import { releaseRepositoryName } from '../registry/channel-name';
import { ImageChannel } from '../registry/image-channel';
import { CatalogBase, CatalogChannel, CatalogImage, CatalogVariant } from './catalog-content';
import { supportOfSource } from './support';
import { usageOf } from './usage';

/** The label under which an image tells what it is, where it does (OCI image specification, annotations). */
const DESCRIPTION_LABEL = 'org.opencontainers.image.description';

/**
 * What the catalogue tells of an image.
 *
 * @param registryHost host that people pull from; undefined where nobody said
 */
export function catalogImage(image: GoldenImage, registryHost: string | undefined): CatalogImage {
  const { subject, exemptions, path } = image._evaluated;
  const { spec, scanGate } = subject;
  const { deprecation } = image;
  const { packageManager, hasShell, libc, userId } = image.variantOf(ImageVariant.RUNTIME);
  const facts = { packageManager, hasShell, libc, userId };
  const identity = {
    name: spec.name,
    namespace: image.namespace,
    version: spec.version,
    repositoryName: repositoryName(image),
    repositoryUri: known(image.repositoryUri),
  };
  const channels = channelsOf(image);
  return {
    ...identity,
    description: spec.labels.find(({ name }) => name === DESCRIPTION_LABEL)?.value ?? null,
    owner: spec.owner,
    rationale: spec.rationale,
    path,
    usage: usageOf({ ...identity, facts, platforms: spec.platforms }, channels, registryHost),
    base: baseOf(spec.base),
    builtWith: [...new Set(spec.stages.flatMap((stage) => parentOf(stage.base._source) ?? []))].sort(),
    facts,
    support: supportOfSource(spec.base),
    packages: spec.packages,
    platforms: spec.platforms,
    variants: variantsOf(spec),
    channels,
    tests: imageTests(spec, ImageVariant.RUNTIME).map(({ name }) => name),
    maxSizeMegabytes: spec.maxSizeMegabytes ?? null,
    findings: image.findings.map(({ rule, severity, verdict, message, remedy, policy }) => ({ rule, severity, verdict, message, remedy, policy })),
    exemptions: exemptions.map(({ rule, reason, expires }) => ({ rule, reason, expires })),
    weakenings: [...image.plan.weakenings, ...(scanGate?.weakenings ?? []).map((text) => `the scan gate ${text}`)],
    ...lifecycleRecord(image.namespace, { ...(deprecation !== undefined && { deprecation }), revocations: image.revocations }, image.inheritedLifecycles),
    supersedes: spec.supersedes === undefined ? null : releaseRepositoryName(image.namespace, spec.supersedes),
    migrationGuide: spec.migrationGuide ?? null,
  };
}

function repositoryName({ namespace, imageName }: IGoldenImage): string {
  return releaseRepositoryName(namespace, imageName);
}

function known(text: string): string | null {
  return isUnresolved(text) ? null : text;
}

function parentOf(source: BaseSource): string | null {
  return source.kind === 'golden' ? repositoryName(source.image) : null;
}

function baseOf(source: BaseSource): CatalogBase {
  const { provenance, libc, packageManager } = source.facts;
  const digest = source.kind === 'upstream' ? (source.digest ?? null) : null;
  return { name: nameOf(source), digest, provenance, libc, packageManager, parent: parentOf(source) };
}

function nameOf(source: BaseSource): string {
  switch (source.kind) {
    case 'scratch':
      return 'scratch';
    case 'golden':
      return repositoryName(source.image);
    case 'upstream':
      return `${known(source.name) ?? '(a name that Terraform knows)'}:${source.tag}`;
  }
}

function variantsOf({ variants }: ImageSpec): readonly CatalogVariant[] {
  return [{ name: ImageVariant.RUNTIME, packages: [] }, ...variants.map(({ variant, packages }) => ({ name: variant, packages }))];
}

/** Those that can be read: where no parameter holds the digest, there is none. The pipeline's own come first. */
function channelsOf(image: GoldenImage): readonly CatalogChannel[] {
  const moved = image.plan.variants.flatMap((variant) => image.variantOf(variant).channelParameterName ?? []);
  const pinned = image.node.children.filter((child) => child instanceof ImageChannel).map(({ parameterName }) => parameterName).filter((name) => !moved.includes(name));
  const told = (kind: CatalogChannel['kind']) => (parameterName: string): CatalogChannel => {
    const name = parameterName.split('/').at(-1)!;
    return { name, variant: variantNamedBy(name), kind, parameterName };
  };
  return [...moved.map(told('automatic')), ...pinned.map(told('pinned'))];
}
