import { COMMAND_ARGUMENT } from '../../../lib/core/grammar';
import { BadValue } from '../row';
import { texts, unresolved } from '../texts';

const NO_PROGRAM = { code: 'InvalidCommand', expected: 'the program, then its arguments', remedy: "give a list, such as ['node', 'server.js']" } as const;

/**
 * Commands that cannot be run; a text instead of a list is not among them.
 *
 * @param wrap makes the property's value of a command, where it is not the command itself
 */
export function notCommand(wrap: (command: unknown) => unknown): readonly BadValue[] {
  const argument = (values: readonly BadValue[]): readonly BadValue[] => values.map((value) => ({ ...value, bad: wrap(['app', value.bad]), given: value.bad }));
  return [
    { ...NO_PROGRAM, what: 'an empty list', bad: wrap([]), given: [] },
    { ...NO_PROGRAM, what: 'a program without a name', bad: wrap(['', 'a']), given: ['', 'a'] },
    ...argument(
      texts('InvalidCommand', COMMAND_ARGUMENT, {
        'an argument with NUL': 'a\0b',
        'an argument that is a number': 8080,
        'an argument that is null': null,
        'an argument that is a list': ['a'],
        'an argument of one character too many': 'a'.repeat(4097),
      }),
    ),
    ...argument([{ ...unresolved(COMMAND_ARGUMENT.expected, '${TfToken[TOKEN.1]}'), what: 'an argument that is known only when Terraform runs' }]),
  ];
}
