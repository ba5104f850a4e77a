import { checkText } from '../core/check';
import { GoldenImageError } from '../core/error';
import { COMMAND_ARGUMENT } from '../core/grammar';

/** Checks a program and its arguments. */
export function checkCommand(command: readonly string[], where: string): readonly string[] {
  if (!Array.isArray(command) || command.length === 0 || command[0] === '') {
    throw new GoldenImageError('InvalidCommand', {
      where,
      problem: 'there is no program to run',
      given: command,
      expected: 'the program, then its arguments',
      remedy: "give a list, such as ['node', 'server.js']; no shell reads it",
    });
  }
  return Object.freeze(command.map((argument) => checkText(COMMAND_ARGUMENT, argument, where)));
}
