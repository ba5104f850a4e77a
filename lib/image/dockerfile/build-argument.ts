import { BaseSource } from '../../base-image/base-source';
import { isUnresolved } from '../../core/token';
import { Instruction } from '../../dockerfile/instruction';

/** Prefix of the build arguments of the image's own base; the script that builds hands them over. */
export const BASE = 'BASE';

/** Prefix of the build arguments of a stage's base, by the stage's place. */
export function stageArgument(index: number): string {
  return `STAGE_${index + 1}`;
}

/** Whether what is built on is known only when the build starts: the newest release, a tracked tag, an address that Terraform knows. */
export function isResolvedAtBuild(base: BaseSource): boolean {
  if (base.kind === 'scratch') return false;
  return base.kind === 'golden' || base.digest === undefined || isUnresolved(base.pulledFrom);
}

/** The global argument that a base needs which is known only when the build starts. */
export function baseArgument(base: BaseSource, prefix: string): Instruction[] {
  if (!isResolvedAtBuild(base)) return [];
  // A default is needed (Docker's check InvalidDefaultArgInFrom). This one cannot be pulled: RFC 2606, ".invalid".
  return [{ kind: 'arg', name: `${prefix}_IMAGE`, defaultValue: 'not-handed-over.invalid/base' }];
}

/** What stands behind FROM. */
export function fromReference(base: BaseSource, prefix: string): string {
  if (base.kind === 'scratch') return 'scratch';
  if (isResolvedAtBuild(base)) return `\${${prefix}_IMAGE}`;
  const { pulledFrom, tag, digest } = base as Extract<BaseSource, { kind: 'upstream' }>;
  return `${pulledFrom}:${tag}@${digest}`;
}

/** What is built on, for the comment above a FROM; undefined where FROM says it itself. */
export function describeBase(base: BaseSource): string | undefined {
  if (base.kind === 'golden') return `the newest release of golden image ${base.image.imageName}, by digest`;
  if (base.kind === 'scratch' || !isResolvedAtBuild(base)) return undefined;
  const name = isUnresolved(base.name) ? 'an image' : `${base.name}:${base.tag}`;
  return base.digest === undefined ? `${name}, tracked: the digest that its tag has on the day of the build` : `${name}, from a registry whose address Terraform knows`;
}

/**
 * The time that a builder is told to build at, where it is: https://reproducible-builds.org/specs/source-date-epoch/.
 * BuildKit sets the times of files and layers by it; programs that write a time of their own know it by this argument
 * alone, such as useradd in a package's script, compilers, and rpm since 4.18, which notes when a package was installed.
 */
export const BUILD_TIME: Instruction = { kind: 'arg', name: 'SOURCE_DATE_EPOCH' };
