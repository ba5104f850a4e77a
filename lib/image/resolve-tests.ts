import { refuseDuplicates } from '../core/duplicates';
import { GoldenImageError } from '../core/error';
import { ImageTest } from './image-test';

const DUPLICATE_TEST = {
  code: 'DuplicateTest',
  problem: 'two tests have the same name, so a failure could not be told',
  expected: 'each name once',
  remedy: 'rename one of the two',
} as const;

/** Tests, each under a name of its own; an image in which a test can run has at least one. */
export function resolveTests(tests: readonly ImageTest[], hasShell: boolean, where: string): readonly ImageTest[] {
  if (tests.length === 0) {
    throw new GoldenImageError('NoTests', {
      where,
      problem: hasShell ? 'the list of tests is empty, so every candidate would pass' : 'the base has no shell, so there is no default test, and every candidate would pass',
      given: tests,
      expected: 'at least one test',
      remedy: hasShell ? 'leave tests out for the default, or declare what the image must satisfy' : 'declare a command that the image must be able to run',
    });
  }
  refuseDuplicates(DUPLICATE_TEST, tests.map(({ name }) => name), where);
  return Object.freeze([...tests]);
}
