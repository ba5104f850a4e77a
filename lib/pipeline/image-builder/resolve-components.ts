import { GoldenImageError } from '../../core/error';
import { COMPONENT_ARN, COMPONENTS } from '../../core/image-builder-grammar';
import { checkLength } from '../../core/list-length';
import { checkTexts } from '../../core/text-lists';

/** Components of others; where only their updates start builds, one of them must be able to have any. */
export function resolveComponents(given: readonly string[], onlyWithUpdates: boolean, where: string): readonly string[] {
  checkLength(COMPONENTS, given, where);
  const components = checkTexts(COMPONENT_ARN, given, 'DuplicateComponent', where);
  if (onlyWithUpdates && !components.some((arn) => /\/[\d.]*x(\.x)*$/.test(arn))) {
    throw new GoldenImageError('NothingToUpdate', {
      where,
      problem: 'builds wait for newer versions of components, and no component can have one',
      given: components,
      expected: 'a component whose version is a wildcard, such as x.x.x',
      remedy: 'add one to components, or leave onlyWithUpdates out',
    });
  }
  return components;
}
