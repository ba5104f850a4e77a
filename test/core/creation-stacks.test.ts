import { IResolvable, TerraformVariable } from 'cdktf';

import { withoutCreationStacks } from '../../lib/core/creation-stacks';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { errorOf } from '../support/errors';
import { debianIn, newStack } from '../support/stack';

/** The stack that a new token keeps. */
function creationStack(): readonly string[] {
  return (new TerraformVariable(newStack(), 'Variable', {}).value as IResolvable).creationStack;
}

/** How many stack traces are taken meanwhile of what is no error. */
function tracesTaken(make: () => unknown): number {
  const capture = Error.captureStackTrace;
  let count = 0;
  Error.captureStackTrace = (target, ...below) => {
    if (!(target instanceof Error)) count += 1;
    capture(target, ...below);
  };
  try {
    make();
    return count;
  } finally {
    Error.captureStackTrace = capture;
  }
}

test('a token that is made without a creation stack keeps none, and the next one has it', () => {
  expect(withoutCreationStacks(creationStack)).toEqual([]);
  expect(creationStack()[0]).toMatch(/TerraformVariable|tokens/);
});

test('what was made is returned', () => {
  expect(withoutCreationStacks(() => 1)).toBe(1);
});

test('an error has its stack, and tokens have theirs after it', () => {
  let error: Error | undefined;
  try {
    withoutCreationStacks(() => {
      throw new TypeError('wrong');
    });
  } catch (caught) {
    error = caught as Error;
  }
  expect(error?.stack).toMatch(/^TypeError: wrong\n +at .*creation-stacks\.test/);
  const asked: { stack?: string } = {};
  withoutCreationStacks(() => Error.captureStackTrace(error!));
  Error.captureStackTrace(asked);
  expect(error?.stack).toMatch(/creation-stacks\.test/);
  expect(asked.stack).toMatch(/creation-stacks\.test/);
});

test('a golden image takes no stack trace for its tokens, though CDKTF takes one for each', () => {
  const stack = newStack();
  const factory = tracesTaken(() => new CodeBuildPipeline(stack, 'Factory'));
  expect(factory).toBeGreaterThan(10);
  expect(tracesTaken(() => debianIn(stack))).toBe(0);
});

test('an error of a pipeline about an image has the stack of who declared it', () => {
  const stack = newStack();
  debianIn(stack);
  expect(errorOf(() => debianIn(stack, {}, 'Again')).stack).toMatch(/^GoldenImageError: \[DuplicateImage\][^]*creation-stacks\.test/);
});
