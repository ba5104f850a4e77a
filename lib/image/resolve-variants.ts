import { BaseFacts } from '../base-image/base-source';
import { checkOneOf, checkText } from '../core/check';
import { refuseDuplicates } from '../core/duplicates';
import { GoldenImageError } from '../core/error';
import { CHANNEL_NAME } from '../core/grammar';
import { ImageVariant } from '../core/image-variant';
import { BY_RULE, checkShape, instanceOf, LIST, listOf, Shape } from '../core/shape';
import { BuildStage } from './build-stage';
import { ImageFile } from './image-file';
import { resolvePackages } from './packages';
import { resolveFiles } from './stages';
import { ImageVariantDeclaration } from './variant-declaration';

/** A variant besides the image itself. */
export interface VariantSpec {
  readonly variant: ImageVariant;
  /** Besides those of the image. */
  readonly packages: readonly string[];
  /** Besides those of the image. */
  readonly files: readonly ImageFile[];
  /** Name of its channel, where one is declared. */
  readonly channel?: string;
}

/** What a variant is added to. */
export interface VariantOf {
  readonly packages: readonly string[];
  readonly files: readonly ImageFile[];
  readonly stages: readonly BuildStage[];
  readonly facts: BaseFacts;
}

const VARIANT_SHAPE: Shape<ImageVariantDeclaration> = { variant: BY_RULE, packages: LIST, files: listOf(instanceOf(ImageFile)), channel: BY_RULE };

/** Those that can be declared besides the image itself, in the order in which they are built. */
const ADDITIONAL = [ImageVariant.DEV, ImageVariant.DEBUG];

const DUPLICATE_VARIANT = {
  code: 'DuplicateVariant',
  problem: 'this variant is declared twice',
  expected: 'each variant once',
  remedy: 'remove one of the two',
} as const;

/** The variant that a version, a tag or a channel says it is of; the image itself where it says nothing. */
export function variantNamedBy(text: string): ImageVariant {
  return ADDITIONAL.find((variant) => text === variant || text.endsWith(`-${variant}`)) ?? ImageVariant.RUNTIME;
}

/** The tag of a variant ends in its name, and that of a refresh in its day or time, and so no version may. */
export function refuseTagSuffix(version: string, where: string): void {
  if (/-\d{8}(\d{6})?$/.test(version)) {
    throw new GoldenImageError('InvalidVersion', {
      where,
      problem: 'this version ends as the tags of scheduled refreshes do',
      given: version,
      expected: 'a version that does not end in a hyphen and eight or fourteen digits',
      remedy: 'write a day with dots, such as "2026.11.24"',
    });
  }
  const variant = variantNamedBy(version);
  if (variant === ImageVariant.RUNTIME) return;
  throw new GoldenImageError('InvalidVersion', {
    where,
    problem: `this version ends as the tags of ${variant} variants do`,
    given: version,
    expected: `a version that does not end in ${ADDITIONAL.join(' or ')}`,
    remedy: 'leave the ending to the variant: declare variants',
  });
}

/** Checks variants; what the image has already is refused as it would be in one list. */
export function resolveVariants(declared: readonly ImageVariantDeclaration[], { packages, files, stages, facts }: VariantOf, where: string): readonly VariantSpec[] {
  const variants = declared.map((one): VariantSpec => {
    const { variant, packages: addedPackages = [], files: addedFiles = [], channel } = checkShape(VARIANT_SHAPE, one, 'variant', where);
    checkOneOf('InvalidVariant', 'variant besides the image itself', ADDITIONAL, variant, where);
    const there = `${where} variant ${variant}`;
    if (addedPackages.length > 0) resolvePackages([...packages, ...addedPackages], facts, there);
    resolveFiles([...files, ...addedFiles], stages, there);
    return Object.freeze({
      variant,
      packages: resolvePackages(addedPackages, facts, there),
      files: resolveFiles(addedFiles, stages, there),
      ...(channel !== undefined && { channel: checkText(CHANNEL_NAME, channel, there) }),
    });
  });
  refuseDuplicates(DUPLICATE_VARIANT, variants.map(({ variant }) => variant), where);
  return Object.freeze(ADDITIONAL.flatMap((wanted) => variants.filter(({ variant }) => variant === wanted)));
}
