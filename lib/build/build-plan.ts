import { createHash } from 'node:crypto';

import { BaseSource } from '../base-image/base-source';
import { EcrPull, ecrPull } from '../base-image/ecr-pull';
import { IGoldenImage } from '../base-image/golden-image-parent';
import { endOfStandardSupport } from '../base-image/support-status';
import { ImageVariant } from '../core/image-variant';
import { ImagePlatform } from '../core/platform';
import { imageTests } from '../image/default-tests';
import { BASE, isResolvedAtBuild, stageArgument } from '../image/dockerfile/build-argument';
import { buildContext } from '../image/dockerfile/image-dockerfile';
import { ImageSpec } from '../image/image-spec';
import { testFiles } from '../image/test-files';
import { weakenings } from '../image/weakenings';
import { ScanGate } from './scan-gate';
import { resolveUpkeep, Upkeep } from './upkeep';

/** What is built on, where that is known only when the build starts. */
export interface BuildBase {
  /** Prefix of its build arguments: `PREFIX_IMAGE` is what stands behind FROM. */
  readonly argument: string;
  /**
   * What the labels say that the image is built on, in `PREFIX_NAME`, with the digest in `PREFIX_DIGEST`.
   *
   * @default - the labels do not tell: it is the base of a stage
   */
  readonly name?: string;
  /** Registry host and repository name. */
  readonly repositoryUri: string;
  /**
   * The golden image that is built on: its channel tells the digest.
   *
   * @default - it is an upstream image
   */
  readonly parent?: IGoldenImage;
  /**
   * Name of the SSM parameter that holds the digest of the golden image.
   *
   * @default - it is an upstream image, or a golden image whose digest Terraform alone knows
   */
  readonly channelParameterName?: string;
  /**
   * Digest of the golden image, known when Terraform runs.
   *
   * @default - it is an upstream image, or a golden image of which the SSM parameter alone tells
   */
  readonly releasedDigest?: string;
  /**
   * Tag of an upstream image.
   *
   * @default - it is a golden image
   */
  readonly tag?: string;
  /**
   * Digest of an upstream image.
   *
   * @default - the one that the tag has when the build starts
   */
  readonly digest?: string;
}

/** What is built on, where it stands in the Dockerfile with its digest. */
export interface BuildPin {
  /** What it is called: `BASE` for the image's own, `STAGE_1` and so on for those of its stages. */
  readonly argument: string;
  /** Registry host and repository name. */
  readonly repositoryUri: string;
  /** Tag that the digest was taken from. */
  readonly tag: string;
  /** Digest that is built on. */
  readonly digest: string;
}

/** What a pipeline needs to know to build and release an image, whatever engine it builds with. */
export interface BuildPlan {
  /** Name of the image. */
  readonly imageName: string;
  /** Declared version: the tag of its release. */
  readonly imageVersion: string;
  /** The variants to build, each a stage of the Dockerfile of the same name; the image itself, `RUNTIME`, is the first. */
  readonly variants: ImageVariant[];
  /** The platforms to build for; at least one. */
  readonly platforms: ImagePlatform[];
  /** What is built on where that is known only when the build starts: of the image, then of its stages. */
  readonly bases: BuildBase[];
  /** What is built on and pinned, in the same order. */
  readonly pins: BuildPin[];
  /** Repositories of private ECR registries that the build pulls from, besides those of golden images. */
  readonly ecrPulls: EcrPull[];
  /** Ids of the secrets that commands of build stages read, sorted. */
  readonly secrets: string[];
  /** Where the declaration is weaker than its defaults, each with the reason. */
  readonly weakenings: string[];
  /** Content of the build context, by path. */
  readonly contextFiles: { [path: string]: string };
  /** SHA-256 over the paths and the content of the context, and the platforms: 64 hexadecimal digits. */
  readonly declarationHash: string;
  /** Which findings keep a candidate from being released. */
  readonly scanGate: ScanGate;
  /** After how many days the image is rebuilt, and its people are told. */
  readonly upkeep: Upkeep;
  /**
   * The last day, `YYYY-MM-DD` in UTC, on which what the image is built on has standard support.
   *
   * @default - it is not known
   */
  readonly supportEnds?: string;
}

/** Turns a spec into a plan. */
export function planBuild(spec: ImageSpec, scanGate: ScanGate, upkeep: Upkeep = resolveUpkeep({}, 'planBuild')): BuildPlan {
  const supportEnds = endOfStandardSupport(spec.base.facts.support);
  const variants = [ImageVariant.RUNTIME, ...spec.variants.map(({ variant }) => variant)];
  const contextFiles: { readonly [path: string]: string } = Object.assign(
    {},
    buildContext(spec),
    ...variants.map((variant) => testFiles(imageTests(spec, variant), `tests/${variant}`)),
  );
  const sources = [spec.base, ...spec.stages.map((stage) => stage.base._source)];
  return Object.freeze({
    imageName: spec.name,
    imageVersion: spec.version,
    variants,
    platforms: [...spec.platforms],
    bases: sources.flatMap(buildBase),
    pins: sources.flatMap(buildPin),
    ecrPulls: sources.flatMap((source) => (source.kind === 'upstream' ? (ecrPull(source) ?? []) : [])),
    secrets: [...new Set(spec.stages.flatMap(({ _secrets }) => _secrets))].sort(),
    weakenings: [...weakenings(spec)],
    contextFiles: Object.freeze(contextFiles),
    declarationHash: hashFiles({ context: hashFiles(contextFiles), platforms: spec.platforms.join(' ') }),
    scanGate,
    upkeep,
    ...(supportEnds !== undefined && { supportEnds }),
  });
}

function buildBase(source: BaseSource, index: number): BuildBase[] {
  if (source.kind === 'scratch' || !isResolvedAtBuild(source)) return [];
  const [argument, isBase] = [argumentOf(index), index === 0];
  if (source.kind === 'golden') {
    const { image: parent, channelParameterName, releasedDigest } = source;
    const { repositoryUri } = parent;
    return [{
      argument,
      ...(isBase && { name: repositoryUri }),
      repositoryUri,
      parent,
      ...(channelParameterName !== undefined && { channelParameterName }),
      ...(releasedDigest !== undefined && { releasedDigest }),
    }];
  }
  const { name, pulledFrom, tag, digest } = source;
  return [{ argument, ...(isBase && { name: `${name}:${tag}` }), repositoryUri: pulledFrom, tag, ...(digest !== undefined && { digest }) }];
}

function buildPin(source: BaseSource, index: number): BuildPin[] {
  if (source.kind !== 'upstream' || isResolvedAtBuild(source)) return [];
  const { pulledFrom, tag, digest } = source;
  return [{ argument: argumentOf(index), repositoryUri: pulledFrom, tag, digest: digest! }];
}

/** The base of the image is the first one; those of its stages follow. */
function argumentOf(index: number): string {
  return index === 0 ? BASE : stageArgument(index - 1);
}

/** A hash that depends on paths and content alone, not on the order of the files or on an archive's format. */
export function hashFiles(files: { readonly [path: string]: string | Uint8Array }): string {
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort()) {
    for (const part of [path, files[path]!]) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  }
  return hash.digest('hex');
}
