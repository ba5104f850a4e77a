import { DockerfileParser } from 'dockerfile-ast';

import { readDockerfile } from '../../lib/dockerfile/read-dockerfile';

const read = (...lines: readonly string[]): readonly string[] => readDockerfile(lines.join('\n')).map(({ keyword, rest, line }) => `${line} ${keyword} ${rest}`);

/** Title, lines, and what is read of them. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['a word that goes on at the start of the next line', ['FROM deb\\', 'ian:12'], ['1 FROM debian:12']],
  ['the next line keeps what it begins with', ['FROM debian:12\\', '  AS base', 'RUN a \\', '\tb'], ['1 FROM debian:12  AS base', '3 RUN a \tb']],
  ['comments and empty lines in between', ['FROM \\', '# comment \\', '', '  # comment', '  debian:12', 'USER 1'], ['1 FROM debian:12', '6 USER 1']],
  ['blanks behind the escape character', ['FROM \\ \t', 'debian:12'], ['1 FROM debian:12']],
  ['an escape character on a line of its own', ['FROM debian\\', '\\', ':12', 'USER 1'], ['1 FROM debian:12', '4 USER 1']],
  ['an escape character at the end of the file', ['FROM debian \\'], ['1 FROM debian']],
  ['another escape character', ['# syntax=docker/dockerfile:1', '#Escape = `', 'FROM `', 'debian', 'COPY a C:\\', 'USER 1'], ['3 FROM debian', '5 COPY a C:\\', '6 USER 1']],
  ['the directive behind a comment is a comment', ['# a comment', '# escape=`', 'FROM \\', 'debian'], ['3 FROM debian']],
  ['lines of Windows', ['FROM \\\r', 'debian\r', ''], ['1 FROM debian']],
  ['nothing', ['', '# FROM debian', '  '], []],
];

/** Where dockerfile-ast reads otherwise than BuildKit. */
const UNLIKE: typeof CASES = [
  ['the directive behind one that is not known is a comment', ['# unknown=1', '# escape=`', 'FROM \\', 'debian'], ['3 FROM debian']],
  ['a byte order mark', ['\ufeffFROM debian'], ['1 FROM debian']],
  ['an escape character that is escaped does not continue a line', ['RUN echo a\\\\', 'USER 1'], ['1 RUN echo a\\\\', '2 USER 1']],
];

test.each([...CASES, ...UNLIKE])('%s', (_, lines, expected) => {
  expect(read(...lines)).toEqual(expected);
});

/** What another reader of Dockerfiles takes for an instruction, and in which line. */
const others = (text: string): readonly string[] => DockerfileParser.parse(text).getInstructions().map((one) => `${one.getRange().start.line + 1} ${one.getKeyword()}`);

test.each(CASES)('dockerfile-ast finds the same instructions: %s', (_, lines) => {
  expect(readDockerfile(lines.join('\n')).map(({ keyword, line }) => `${line} ${keyword}`)).toEqual(others(lines.join('\n')));
});

describe('what stands in a here-document is no instruction', () => {
  test.each([
    ['of RUN', ['RUN <<EOF', 'FROM a', 'EOF', 'USER 1']],
    ['two of one instruction', ['COPY <<a <<b /c/', 'FROM x', 'a', 'FROM y', 'b', 'USER 1']],
    ['of an instruction for children', ['ONBUILD RUN <<EOF', 'FROM a', 'EOF', 'USER 1']],
    ['in quotes, behind a file descriptor', ["RUN 3<<'E-1' cat", 'FROM a', 'E-1', 'USER 1']],
    ['with tabs before its end', ['ADD <<-"EOF" /a', '\tFROM a', '\tEOF', 'USER 1']],
    ['with tabs where none are taken off', ['RUN <<EOF', '\tEOF', 'FROM a', 'EOF', 'USER 1']],
    ['with an escaped name', ['RUN cat <<\\EOF', 'FROM a', 'EOF', 'USER 1']],
    ['with blanks before its name', ['RUN python3 << EOF', 'FROM a', 'EOF', 'USER 1']],
  ])('%s', (_, lines) => {
    const found = read(...lines);
    expect(found.map((line) => line.split(' ')[1])).not.toContain('FROM');
    expect(found).toContain(`${lines.indexOf('USER 1') + 1} USER 1`);
  });
});

test.each(['RUN <<EOF', "RUN true # it's <<EOF", 'RUN cat <<"EOF', 'RUN a << b'])('%s without an end hides nothing', (line) => {
  expect(read(line, 'FROM a', 'USER 1')).toEqual([`1 ${line}`, '2 FROM a', '3 USER 1']);
});

test.each(['RUN echo "a <<EOF b"', "RUN echo 'a <<EOF b'", 'RUN echo $((1<<2))', 'RUN cat <<< a', 'RUN a << b', 'LABEL a=b <<EOF'])('%s opens no here-document', (line) => {
  expect(read(line, 'USER 1')).toEqual([`1 ${line}`, '2 USER 1']);
});
