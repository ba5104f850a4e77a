import { checkInteger, checkPresent, checkText } from '../../core/check';
import { TEST_NAME } from '../../core/grammar';
import { checkShape } from '../../core/shape';
import { EXCLUDED_OUTPUT, EXIT_CODE, EXPECTED_ERROR, EXPECTED_OUTPUT } from '../../core/test-grammar';
import { checkCommand } from '../command';
import { CommandTestOptions } from '../image-test-options';
import { COMMAND_TEST_SHAPE } from '../image-test-shape';
import { checkSome } from './expected-values';
import { TestParts } from './test-parts';

/** A command ends as expected. */
export function commandTest(name: string, options: CommandTestOptions, where: string): TestParts {
  checkText(TEST_NAME, name, where);
  checkShape(COMMAND_TEST_SHAPE, options, 'options', where);
  const [program, ...args] = checkCommand(checkPresent(options?.command, 'command', where), `${where} ${JSON.stringify(name)}`);
  const { expectedOutput, excludedOutput, expectedError, exitCode = 0 } = options;
  return {
    name,
    command: {
      name,
      command: program!,
      args,
      ...(expectedOutput && { expectedOutput: checkSome(EXPECTED_OUTPUT, expectedOutput, 'expectedOutput', where) }),
      ...(excludedOutput && { excludedOutput: checkSome(EXCLUDED_OUTPUT, excludedOutput, 'excludedOutput', where) }),
      ...(expectedError && { expectedError: checkSome(EXPECTED_ERROR, expectedError, 'expectedError', where) }),
      exitCode: checkInteger(EXIT_CODE, exitCode, where),
    },
  };
}
