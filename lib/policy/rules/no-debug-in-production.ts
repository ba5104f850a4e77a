import { ImageVariant } from '../../core/image-variant';
import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';

export const NO_DEBUG_IN_PRODUCTION: RuleDefinition = {
  id: 'no-debug-in-production',
  title: 'No image is built on a variant for debugging or development.',
  why: 'A golden image is released to a production channel. Shells, compilers and package managers of its base are what an intruder works with; those who debug get a variant of their own (`variants`), in a channel of its own.',
  sources: ['https://github.com/GoogleContainerTools/distroless#debug-images', 'https://csrc.nist.gov/pubs/sp/800/190/final (4.1.2)'],
  remedy: 'build on the runtime variant; declare variants for debugging and development, or use the base in a stage',
  options: '`ImageRule.noDebugInProduction()`',
};

export function checkNoDebugInProduction({ spec: { base } }: PolicySubject): readonly Problem[] {
  const { variant } = base.facts;
  return variant === ImageVariant.RUNTIME ? [] : [fail(`the base is a ${variant} variant`)];
}
