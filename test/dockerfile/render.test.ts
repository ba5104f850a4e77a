import { DockerfileParser, Label as ParsedLabel } from 'dockerfile-ast';

import { execForm, quote } from '../../lib/dockerfile/quote';
import { renderInstructions } from '../../lib/dockerfile/render';

test('every kind of instruction has its text, and a comment begins a paragraph', () => {
  expect(
    renderInstructions([
      { kind: 'comment', text: 'first' },
      { kind: 'arg', name: 'A', defaultValue: 'scratch' },
      { kind: 'from', image: '${A}', as: 'common' },
      { kind: 'comment', text: 'second' },
      { kind: 'arg', name: 'B' },
      { kind: 'run', commands: ['one', 'two'] },
      { kind: 'exec', command: ['go', 'build', '$x'], secrets: [] },
      { kind: 'exec', command: ['npm', 'ci'], secrets: ['a', 'npm-token'] },
      { kind: 'copy', source: 'files/a', destination: '/a', owner: '0:0', mode: '0644' },
      { kind: 'copy', from: 'build', source: '/out', destination: '/b' },
      { kind: 'env', variables: [{ name: 'E', value: '$HOME' }, { name: 'F', value: '' }] },
      { kind: 'label', labels: [{ name: 'a.b', value: 'x "y" $z \\' }, { name: 'c', fromArg: 'B' }] },
      { kind: 'workdir', path: '/srv' },
      { kind: 'expose', ports: ['80/tcp', '53/udp'] },
      { kind: 'volume', paths: ['/data'] },
      { kind: 'healthcheck', command: ['check'], options: [{ name: 'retries', value: '3' }] },
      { kind: 'stopsignal', signal: 'SIGQUIT' },
      { kind: 'entrypoint', command: ['/app', 'a "b"'] },
      { kind: 'cmd', command: ['c'] },
      { kind: 'user', user: '65532:65532' },
    ]),
  ).toBe(`# first
ARG A=scratch
FROM \${A} AS common

# second
ARG B
RUN set -eux \\
    && one \\
    && two
RUN ["go", "build", "$x"]
RUN --mount=type=secret,id=a,required=true --mount=type=secret,id=npm-token,required=true ["npm", "ci"]
COPY --chown=0:0 --chmod=0644 files/a /a
COPY --from=build /out /b
ENV E="\\$HOME" \\
    F=""
LABEL a.b="x \\"y\\" \\$z \\\\" \\
      c="\${B}"
WORKDIR /srv
EXPOSE 80/tcp 53/udp
VOLUME ["/data"]
HEALTHCHECK --retries=3 CMD ["check"]
STOPSIGNAL SIGQUIT
ENTRYPOINT ["/app", "a \\"b\\""]
CMD ["c"]
USER 65532:65532
`);
});

test('an argument in exec form can begin no line and no here-document, and is read back unchanged', () => {
  const hostile = ['a\nRUN x', 'cat <<EOF', '<<<', '\x7f', '\u2028', '\u202e', '"', '\\', '$HOME'];
  const text = execForm(hostile);
  expect(text).not.toMatch(/[\n\x7f\u2028\u202e]|<</);
  expect(JSON.parse(text)).toEqual(hostile);
});

test('a long command has no line that is longer than what builders read', () => {
  // The longest arguments that are taken, of characters that are written with the most bytes.
  const hostile = ['sh', ...Array.from({ length: 40 }, () => '\u202e'.repeat(4096)), '# no comment', 'ends with \\'];
  const text = execForm(hostile);
  for (const line of text.split('\n')) expect(Buffer.byteLength(line)).toBeLessThan(65_535);
  expect(JSON.parse(text.replaceAll(' \\\n', ''))).toEqual(hostile);
  expect(text.split('\n').filter((line) => /^\s*#/.test(line))).toEqual([]);
});

test.each(['plain', 'a "quoted" word', 'back\\slash', '$HOME ${HOME}', "it's", 'ünïcode', '# no comment', 'a=b c=d', '\\'])(
  'a parser reads the value %j back unchanged',
  (value) => {
    const text = renderInstructions([
      { kind: 'from', image: 'scratch', as: 'common' },
      { kind: 'label', labels: [{ name: 'k', value }, { name: 'last', value: 'x' }] },
    ]);
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
