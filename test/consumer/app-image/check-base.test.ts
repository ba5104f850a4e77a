import { checkBase } from '../../../lib/consumer/app-image/check-base';
import { errorOf } from '../../support/errors';

const check = (...lines: readonly string[]): readonly string[] => checkBase(lines.join('\n'), 'Dockerfile', 'Here');

/** A Dockerfile that is refused, and what is said of it. */
function refusal(...lines: readonly string[]): string {
  const error = errorOf(() => check(...lines));
  expect(error.code).toBe('DockerfileWithoutBase');
  expect(error.message).toContain('remedy:   write "ARG BASE_IMAGE" as the first line, and "FROM ${BASE_IMAGE}" for the last stage');
  return error.message.split('\n').slice(0, 2).join('\n');
}

describe('what is built on BASE_IMAGE is taken', () => {
  test.each([
    [['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE}']],
    [['ARG BASE_IMAGE=scratch', 'FROM $BASE_IMAGE', 'RUN true']],
    [['# syntax=docker/dockerfile:1', '', 'arg A=1 BASE_IMAGE', 'from --platform=$TARGETPLATFORM ${BASE_IMAGE} as final', 'CMD ["a"]']],
    [['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE} AS Common', 'FROM golang:1.26 AS build', 'FROM common AS middle', 'FROM MIDDLE']],
    [['# escape=`', 'ARG BASE_IMAGE', 'FROM `', '  # a comment in between', '', '  ${BASE_IMAGE}', 'COPY a C:\\', 'RUN true']],
    [['ARG BASE_IMAGE', 'FROM \\', '  ${BASE_IMAGE}', 'RUN a \\', '  && FROM debian']],
    [['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE}', 'RUN <<EOF', 'FROM debian', 'EOF', 'COPY <<-"a" <<b /c/', 'FROM x', '\ta', 'FROM y', 'b', 'LABEL a="<<z"']],
    [['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE}', 'RUN echo "1<<2" \\', '  "FROM"', 'USER 1']],
    [['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE} AS common', 'FROM common\\', '  AS final']],
    [['ARG BASE_IMAGE\r', 'FROM ${BASE_IMAGE}\r', '']],
  ])('%j', (lines) => {
    expect(() => check(...lines)).not.toThrow();
  });
});

describe('what is not is refused, with the line', () => {
  test.each([
    ['another image', ['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE} AS a', 'FROM debian:12'], 'line 3: the image is not built on the golden image\n  given:    "FROM debian:12"'],
    ['another variable', ['ARG BASE_IMAGE', 'ARG OTHER', 'FROM ${OTHER}'], 'line 3: the image is not built on the golden image\n  given:    "FROM ${OTHER}"'],
    ['a default that could replace it', ['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE:-debian}'], 'line 2: the image is not built on the golden image'],
    ['a longer name', ['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE}-slim'], 'line 2: the image is not built on the golden image'],
    ['a stage that is not', ['ARG BASE_IMAGE', '', 'FROM debian AS a', 'FROM ${BASE_IMAGE} AS b', 'FROM a'], 'line 3: the image is not built on the golden image\n  given:    "FROM debian"'],
    ['a stage that comes later', ['ARG BASE_IMAGE', 'FROM later', 'FROM scratch AS b', 'FROM ${BASE_IMAGE} AS later', 'FROM b'], 'line 3: the image is not built'],
    ['the later one of two stages of a name', ['ARG BASE_IMAGE', 'FROM ${BASE_IMAGE} AS a', 'FROM debian AS a', 'FROM a'], 'line 3: the image is not built'],
    ['an argument that is declared too late', ['FROM ${BASE_IMAGE}', 'ARG BASE_IMAGE'], 'line 1: BASE_IMAGE is no argument that FROM can use\n  given:    "FROM ${BASE_IMAGE}"'],
    ['no argument at all', ['# ARG BASE_IMAGE', 'FROM ${BASE_IMAGE}'], 'line 2: BASE_IMAGE is no argument'],
    ['no stage', ['ARG BASE_IMAGE', '# FROM ${BASE_IMAGE}'], 'Dockerfile: there is no stage'],
    ['what stands in a here-document alone', ['ARG BASE_IMAGE', 'FROM debian', 'RUN <<EOF', 'FROM ${BASE_IMAGE}', 'EOF'], 'line 2: the image is not built'],
    ['a line that goes on from a comment', ['ARG BASE_IMAGE', 'FROM debian', '# \\', 'RUN true \\', 'FROM ${BASE_IMAGE}'], 'line 2: the image is not built'],
    ['nothing', [], 'Dockerfile: there is no stage'],
  ])('%s', (_, lines, said) => {
    expect(refusal(...lines)).toContain(said);
  });
});

test('an image is told as Docker reads it, over the ends of lines', () => {
  expect(check('ARG BASE_IMAGE', 'FROM golang:1.26\\', '  AS build', 'FROM ngi\\', 'nx', 'FROM ${BASE_IMAGE}')).toEqual(['golang:1.26', 'nginx']);
});

test('a stage that comes later is none of FROM', () => {
  expect(check('ARG BASE_IMAGE', 'FROM later AS a', 'FROM debian AS later', 'FROM ${BASE_IMAGE}')).toEqual(['later', 'debian']);
});

test('other images are told, wherever they come in, and stages are none', () => {
  const found = check(
    'ARG BASE_IMAGE',
    'FROM golang:1.26 AS build',
    'FROM scratch AS files',
    'FROM ${BASE_IMAGE}',
    'COPY --from=build /a /a',
    'COPY --chown=1 --from=0 /b /b',
    'COPY --from=files --link /c /c',
    'COPY --from=busybox:1 /bin/busybox /bin/',
    'COPY a --from=not-a-flag /d/',
    'RUN --mount=type=bind,from=alpine:3,target=/x --mount=type=cache,target=/y --network=none cp /x/a /',
    'RUN echo --mount=from=neither',
  );
  expect(found).toEqual(['golang:1.26', 'busybox:1', 'alpine:3']);
});
