import { GoldenImageError } from '../core/error';
import { ImageTest } from './image-test';

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
  const names = new Set<string>();
  for (const { name } of tests) {
    if (names.has(name)) {
      throw new GoldenImageError('DuplicateTest', {
        where,
        problem: 'two tests have the same name, so a failure could not be told',
        given: name,
        expected: 'each name once',
        remedy: 'rename one of the two',
      });
    }
    names.add(name);
  }
  return Object.freeze([...tests]);
}
