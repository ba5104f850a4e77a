import { GoldenImageError } from '../core/error';

/** Properties of an image that a pipeline can do nothing with, each with the reason. */
export interface UnusedProperties {
  readonly [property: string]: string;
}

/** A property that is ignored would be believed. */
export function refuseUnused(declared: readonly string[], unused: UnusedProperties, pipeline: string, where: string): void {
  const property = declared.find((name) => Object.hasOwn(unused, name));
  if (property !== undefined) refuseProperty(property, unused[property]!, pipeline, where);
}

/** The same of one of which it is known. */
export function refuseProperty(property: string, why: string, pipeline: string, where: string): never {
  throw new GoldenImageError('UnusedProperty', {
    where,
    problem: `${property} means nothing with ${pipeline}`,
    given: property,
    expected: `an image without it: ${why}`,
    remedy: `leave ${property} out, or build the image with CodeBuildPipeline`,
  });
}
