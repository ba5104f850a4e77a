import { IntegerRule, TextRule } from './check';
import { ErrorCode } from './error';

/**
 * A regular expression as Go has it, which container-structure-test is made of: RE2, without look-around and
 * back-references (https://github.com/google/re2/wiki/Syntax). Token by token: an escape, a class, a group, any other
 * character.
 */
const RE2 = /^(?:\\[^1-9k\0]|\[\^?\]?(?:\\[^1-9k\0]|\[:\^?[a-z]+:\]|\[(?!:\^?[a-z]+:\])|[^\]\\[\0])*\]|\((?!\?(?:[=!>]|<[=!]))|[^\\[(\0])+$/;

function expression(code: ErrorCode, noun: string, remedy: string): TextRule {
  return {
    code,
    noun,
    pattern: RE2,
    maxLength: 4096,
    expected: 'a regular expression (RE2 syntax: no look-around, no back-references) of 1 to 4096 characters without NUL',
    remedy,
  };
}

export const EXPECTED_OUTPUT = expression(
  'InvalidExpectedOutput',
  'expected output',
  'give a part of what the command prints; leave expectedOutput out if only the exit code matters',
);

export const EXCLUDED_OUTPUT = expression(
  'InvalidExcludedOutput',
  'excluded output',
  'give what the command must not print; leave excludedOutput out if it may print anything',
);

export const EXPECTED_ERROR = expression(
  'InvalidExpectedError',
  'expected error',
  'give a part of what the command writes to its standard error; leave expectedError out if that does not matter',
);

export const EXPECTED_CONTENT = expression(
  'InvalidExpectedContent',
  'expected content of a file',
  'give a part of what the file holds; leave content out if that does not matter',
);

export const EXIT_CODE: IntegerRule = {
  code: 'InvalidCommand',
  noun: 'exit code',
  min: 0,
  max: 255,
  remedy: 'give the exit code that the command ends with',
};

export const TCP_PORT: IntegerRule = {
  code: 'InvalidPort',
  noun: 'TCP port',
  min: 1,
  max: 65_535,
  remedy: 'give the port as a number, such as 8080',
};

/** Ten minutes: what takes longer is no service that starts, and each build would wait for it. */
export const STARTUP_SECONDS: IntegerRule = {
  code: 'InvalidStartupSeconds',
  noun: 'time to start in seconds',
  min: 1,
  max: 600,
  remedy: 'leave it out for 30 seconds',
};

export const MAX_SIZE: IntegerRule = {
  code: 'InvalidMaxSize',
  noun: 'maximum size in megabytes (10^6 bytes)',
  min: 1,
  max: 100_000,
  remedy: 'give the limit in whole megabytes, such as 150',
};

/** Docker's overlay2 stacks at most 128 layers, one of them the container's own. */
export const MAX_LAYERS: IntegerRule = {
  code: 'InvalidMaxLayers',
  noun: 'maximum number of layers',
  min: 1,
  max: 127,
  remedy: 'give the limit as a number, such as 20',
};
