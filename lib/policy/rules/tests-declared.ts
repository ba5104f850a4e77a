import { ImageTest } from '../../image/image-test';
import { PolicySubject } from '../policy-subject';
import { fail, Problem, RuleDefinition } from '../rule-definition';

export const TESTS_DECLARED: RuleDefinition = {
  id: 'tests-declared',
  title: 'At least one test is about what this image is for.',
  why: 'Default tests find that an image is hardened and is as declared, not that it works: a weekly rebuild with the patches of the day would be released unseen.',
  sources: ['https://github.com/GoogleContainerTools/container-structure-test'],
  remedy: 'declare what the image must be able to do, such as ImageTest.command',
  options: '`ImageRule.testsDeclared()`: a test that runs something, listens, starts the image or looks at a file',
};

/** Others fit any image, or repeat what is declared: user, configuration, what is not there, size. */
function isOfThisImage({ _parts: { container } }: ImageTest): boolean {
  return container === undefined || container.kind === 'listens' || container.kind === 'read-only';
}

export function checkTestsDeclared({ spec: { tests } }: PolicySubject): readonly Problem[] {
  return tests.some(isOfThisImage) ? [] : [fail('no test is about what the image is for')];
}
