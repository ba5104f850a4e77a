import { refuseDuplicates } from '../core/duplicates';
import { ImageTest } from './image-test';

const DUPLICATE_TEST = {
  code: 'DuplicateTest',
  problem: 'two tests have the same name, so a failure could not be told',
  expected: 'each name once',
  remedy: 'rename or remove one of the two',
} as const;

/** Tests, each under a name of its own. */
export function resolveTests(tests: readonly ImageTest[], where: string): readonly ImageTest[] {
  refuseDuplicates(DUPLICATE_TEST, tests.map(({ name }) => name), where);
  return Object.freeze([...tests]);
}
