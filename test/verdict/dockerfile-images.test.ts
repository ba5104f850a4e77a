import { BuildArguments, dockerfileImages } from '../../lib/verdict/dockerfile-images';
import { UnknownValue } from '../../lib/verdict/unknown-value';

const images = (text: string, given: BuildArguments = {}): (string | undefined)[] => dockerfileImages(text, given, 'Dockerfile').map((found) => found.text);

test('each FROM is an image, with its line, but for stages and scratch', () => {
  const text = ['# syntax=docker/dockerfile:1', 'FROM --platform=$BUILDPLATFORM golang:1.22 AS build', 'RUN go build', 'FROM build AS test', 'FROM scratch', 'COPY --from=build /app /app', 'from Nginx'].join('\n');
  expect(dockerfileImages(text, {}, 'Dockerfile')).toEqual([
    { use: 'Dockerfile:2', text: 'golang:1.22' },
    { use: 'Dockerfile:7', text: 'Nginx' },
  ]);
});

test('a variable has the build argument, else its default, else nobody knows', () => {
  expect(images('ARG BASE=debian:12\nFROM ${BASE}')).toEqual(['debian:12']);
  expect(images('ARG BASE="debian:12"\nFROM $BASE', { BASE: 'alpine' })).toEqual(['alpine']);
  expect(images("ARG BASE='debian:12'\nFROM $BASE")).toEqual(['debian:12']);
  expect(images('ARG TAG=12\nARG BASE=debian:$TAG\nFROM $BASE-slim')).toEqual(['debian:12-slim']);
  expect(images('FROM ${BASE:-debian}:${TAG:-12}')).toEqual(['debian:12']);
  expect(images('ARG BASE\nFROM $BASE')).toEqual([undefined]);
  expect(images('ARG BASE=debian\nFROM $BASE', { BASE: new UnknownValue() })).toEqual([undefined]);
  expect(images('ARG BASE=debian\nFROM $BASE', new UnknownValue())).toEqual([undefined]);
  expect(images('ARG BASE\nFROM $BASE', { BASE: '${data.a.b}/x@${data.c.d}' })).toEqual(['${data.a.b}/x@${data.c.d}']);
});

test('an ARG of a stage is none of a FROM', () => {
  expect(images('FROM debian\nARG BASE=alpine\nFROM $BASE')).toEqual(['debian', undefined]);
});

test('files are also taken from other images by COPY and by mounts', () => {
  expect(images('FROM debian AS base\nCOPY --chown=1 --from=nginx:1 /a /b\nCOPY --from=0 /a /b\nRUN --mount=type=bind,from=busybox,target=/x true\nRUN --mount=from=base true')).toEqual(['debian', 'nginx:1', 'busybox']);
});

test('COPY may name a stage that comes later, FROM may not', () => {
  expect(images('FROM debian AS a\nCOPY --from=later /a /b\nFROM later\nFROM alpine AS later')).toEqual(['debian', 'later', 'alpine']);
});

test('what a program is called with is no flag of its instruction', () => {
  expect(images('FROM debian\nRUN tool --from=other\nCOPY a --from=b /c/')).toEqual(['debian']);
});

test('lines are continued, past comments, with the escape character that the file declares', () => {
  expect(images('FROM \\\n# comment\n  debian:12 \\\n  AS base\nFROM base')).toEqual(['debian:12']);
  expect(images('# escape=`\nFROM `\n  debian:12')).toEqual(['debian:12']);
  expect(images('FROM deb\\\nian:12\nCOPY --from=ngi\\\n\nnx:1 /a /b')).toEqual(['debian:12', 'nginx:1']);
});

test('what stands in a here-document is no instruction', () => {
  expect(images('FROM debian\nRUN <<EOF\nFROM nginx\nEOF\nCOPY <<-"END" /a\n\tFROM busybox\n\tEND\nFROM alpine')).toEqual(['debian', 'alpine']);
});
