import { DockerfileParser, Label as ParsedLabel } from 'dockerfile-ast';

import { aptCommands } from '../../lib/dockerfile/apt';
import { quote, renderInstructions } from '../../lib/dockerfile/render';

test('every kind of instruction has its text, and a comment begins a paragraph', () => {
  expect(
    renderInstructions([
      { kind: 'comment', text: 'first' },
      { kind: 'arg', name: 'A', defaultValue: 'scratch' },
      { kind: 'from', image: '${A}' },
      { kind: 'comment', text: 'second' },
      { kind: 'arg', name: 'B' },
      { kind: 'run', commands: ['one', 'two'] },
      { kind: 'label', labels: [{ key: 'a.b', value: 'x "y" $z \\' }, { key: 'c', fromArg: 'B' }] },
      { kind: 'user', user: '65532:65532' },
    ]),
  ).toBe(`# first
ARG A=scratch
FROM \${A}

# second
ARG B
RUN set -eux \\
    && one \\
    && two
LABEL a.b="x \\"y\\" \\$z \\\\" \\
      c="\${B}"
USER 65532:65532
`);
});

test.each(['plain', 'a "quoted" word', 'back\\slash', '$HOME ${HOME}', "it's", 'ünïcode', '# no comment', 'a=b c=d', '\\'])(
  'a parser reads the value %j back unchanged',
  (value) => {
    const text = renderInstructions([{ kind: 'from', image: 'scratch' }, { kind: 'label', labels: [{ key: 'k', value }, { key: 'last', value: 'x' }] }]);
    const [, label] = DockerfileParser.parse(text).getInstructions();
    const [first, last] = (label as ParsedLabel).getProperties();
    // The parser unquotes and unescapes quotes and backslashes; it leaves "\$" to the builder.
    expect(first!.getValue()!.replaceAll('\\$', '$')).toBe(value);
    expect(last!.getName()).toBe('last');
  },
);

test('quoting escapes exactly what a builder would interpret', () => {
  expect(quote('a\\b"c$d`e')).toBe('"a\\\\b\\"c\\$d`e"');
});

test('apt updates, upgrades, installs and cleans up, in this order', () => {
  expect(aptCommands(['ca-certificates', 'tzdata=2024a-0+deb12u1']).slice(1, 5)).toEqual([
    'apt-get update',
    'apt-get upgrade --yes --no-install-recommends',
    'apt-get install --yes --no-install-recommends \\\n        ca-certificates \\\n        tzdata=2024a-0+deb12u1',
    'apt-get clean',
  ]);
});

test('apt installs nothing where nothing is asked for, and still takes the security updates', () => {
  const commands = aptCommands([]).join('\n');
  expect(commands).toContain('apt-get upgrade');
  expect(commands).not.toContain('apt-get install');
});
