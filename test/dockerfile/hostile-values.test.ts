import { Cmd, DockerfileParser, Env } from 'dockerfile-ast';
import * as fc from 'fast-check';

import { checkText } from '../../lib/core/check';
import { GoldenImageError } from '../../lib/core/error';
import { COMMAND_ARGUMENT } from '../../lib/core/grammar';
import { ENVIRONMENT_VALUE } from '../../lib/core/image-grammar';
import { renderInstructions } from '../../lib/dockerfile/render';

/** Text that is likely to mean something to a builder, a shell or a reader. */
const HOSTILE = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc
    .array(fc.constantFrom('\n', '\r', '"', "'", '$', '${A}', '\\', '\0', '#', '# syntax=x', 'RUN x', '<<EOF', '\u202e', '\u2028', '\ufeff', '\uff04', ' ', '=', '`'), { maxLength: 12 })
    .map((parts) => parts.join('')),
);

function accepted(rule: Parameters<typeof checkText>[0], value: string): boolean {
  try {
    checkText(rule, value, 'Here');
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(GoldenImageError);
    expect((error as GoldenImageError).code).toMatch(new RegExp(`^(${rule.code}|UnresolvedToken)$`));
    return false;
  }
}

test('a value is refused with a code, or it is one value of one instruction, and unchanged', () => {
  let taken = 0;
  fc.assert(
    fc.property(HOSTILE, (value) => {
      if (!accepted(ENVIRONMENT_VALUE, value)) return;
      taken += 1;
      const text = renderInstructions([
        { kind: 'from', image: 'scratch', as: 'common' },
        { kind: 'env', variables: [{ name: 'A', value }, { name: 'LAST', value: 'x' }] },
        { kind: 'user', user: '1:1' },
      ]);
      const instructions = DockerfileParser.parse(text).getInstructions();
      expect(instructions.map((instruction) => instruction.getKeyword())).toEqual(['FROM', 'ENV', 'USER']);
      expect((instructions[1] as Env).getProperties().map((property) => property.getName())).toEqual(['A', 'LAST']);
      // The same escapes as a builder undoes within double quotes.
      const written = /^ENV A="(.*)" \\$/m.exec(text)![1]!;
      expect(written.replace(/\\([\\"$])/g, '$1')).toBe(value);
      expect(written.replace(/\\[\\"$]/g, '')).not.toMatch(/[\\"$]/);
    }),
    { numRuns: 2000, seed: 20261124 },
  );
  expect(taken).toBeGreaterThan(200);
});

test('an argument of a command is refused with a code, or it arrives unchanged and begins no line', () => {
  let taken = 0;
  fc.assert(
    fc.property(HOSTILE, (value) => {
      if (!accepted(COMMAND_ARGUMENT, value)) return;
      taken += 1;
      const text = renderInstructions([{ kind: 'from', image: 'scratch', as: 'common' }, { kind: 'cmd', command: ['a', value] }]);
      expect(text.split('\n')).toHaveLength(3);
      expect(JSON.parse(text.slice(text.indexOf('CMD ') + 4))).toEqual(['a', value]);
      expect((DockerfileParser.parse(text).getInstructions()[1] as Cmd).getKeyword()).toBe('CMD');
    }),
    { numRuns: 2000, seed: 20261124 },
  );
  expect(taken).toBeGreaterThan(200);
});
