import { checkText, TextRule } from '../../lib/core/check';
import * as images from '../../lib/core/image-grammar';
import * as packages from '../../lib/core/package-grammar';
import * as references from '../../lib/core/reference-grammar';
import { expectRefused } from '../support/errors';

const grammar = { ...images, ...packages, ...references };
const HOSTILE = ['a\nRUN x', 'a\0b', 'a\u202eb', 'a\u2028b', 7, undefined, null, {}];
/** What may hold lines and any other character: the rest does not. */
const FREE_TEXT: readonly TextRule[] = [grammar.FILE_CONTENT, grammar.SOURCE_PATH];
const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

const ROWS: { readonly [name in Exclude<keyof typeof grammar, 'HOST' | 'PATH_SEGMENTS'>]: { readonly good: readonly string[]; readonly bad: readonly unknown[] } } = {
  REGISTRY_HOST: { good: ['localhost', 'a.example.com:5000'], bad: ['', 'https://a', 'a/b', 'a:65536', '-a', 'a_b'] },
  IMAGE_REPOSITORY: { good: ['quay.io/a/b', 'localhost/a', 'h:5000/a__b'], bad: ['', 'debian', 'a/b', 'quay.io/A', 'quay.io/a:1', 'quay.io/a@sha256:b', 'quay.io//a'] },
  IMAGE_REFERENCE: { good: ['docker.io/library/debian:12-slim', 'h:5000/a:_1'], bad: ['', 'debian:12', 'quay.io/a', 'quay.io/A:1', 'quay.io/a:-1', 'https://quay.io/a:1', `quay.io/a:1@sha256:${'a'.repeat(64)}`] },
  SECRET_ID: { good: ['a', 'npm-token', 'a.b_c-1'], bad: ['', 'A', 'a,src=/etc/shadow', 'a b', '-a', 'a--b', '../a', 'a='] },
  SECRET_FILE: { good: ['/run/secrets/npm-token', '/home/me/my token'], bad: ['', 'token', '/a,type=env', '/a"b', '/${a}', '/a\\b'] },
  CACHE_IMAGE: { good: ['localhost:5000/golden/debian:1', 'h.example.com/a:v_1'], bad: ['', 'debian:1', 'h.example.com/a', 'h.example.com/a@sha256:b', 'h.example.com/a:-1', 'h.example.com/A:1'] },
  REGISTRY_USER: { good: ['robot', 'AWS', 'a@b.example', '_json_key'], bad: ['', '-a', 'a b', 'a$b', 'a{b}', 'a'.repeat(256)] },
  DOCKER_HOST: { good: ['unix:///run/user/1000/docker.sock', 'tcp://build.example.com:2376', 'ssh://ops@build'], bad: ['', '/run/docker.sock', 'http://a', 'unix://a', 'tcp://', 'ssh://a b'] },
  MIRROR_ADDRESS: { good: ['m.example.com', 'm.example.com/hub'], bad: ['', 'https://m', 'm/', 'm/A'] },
  PULL_THROUGH_PREFIX: { good: ['hub', 'a/b'], bad: ['', 'a', 'A1', '/a', 'a/', 'a'.repeat(31)] },
  OFFICIAL_REPOSITORY: { good: ['node', 'eclipse-temurin'], bad: ['', 'library/node', 'Node', '-a', 'a:1'] },
  UBI_TAG: { good: ['9', '9.6', '9.6-1760515026'], bad: ['', 'latest', '0', 'v9', '9.x'] },
  ALPINE_PACKAGE: { good: ['tzdata', 'tzdata=2025b-r0', 'a=1.2_rc1-r3'], bad: ['', '-U', 'A', 'a b', 'a;b', 'a=', 'a=x', '$(id)'] },
  RPM_PACKAGE: { good: ['tzdata', 'tzdata=2025b-1.el9', 'gcc-c++=1:2'], bad: ['', '-y', 'a b', 'a=', 'a;b', '@group', '`id`'] },
  STAGE_NAME: { good: ['build', 'build-2.a_b'], bad: ['', 'Build', '1a', 'scratch', 'context', 'common', 'runtime', 'a b', 'a/b'] },
  ENVIRONMENT_NAME: { good: ['A', '_a1'], bad: ['', '1A', 'A-B', 'A=B', 'A B', 'Ä'] },
  ENVIRONMENT_VALUE: { good: ['', 'a $b "c" \\', 'ünï'], bad: ['a\tb', 'a'.repeat(4097)] },
  LABEL_NAME: { good: ['com.example.a-b'], bad: ['', 'A', 'a..b', '-a', 'a b', 'a=b', 'a"b'] },
  LABEL_VALUE: { good: ['', 'a "b"'], bad: ['a\tb', 'a'.repeat(4097)] },
  IMAGE_PATH: { good: ['/a', '/etc/app/app.conf', '/a..b/.c'], bad: ['', 'a', '/', '/a/', '/a/../b', '/./a', '//a', '/proc/1', '/dev', '/a b', '/$a', '/a*', '/a\\b'] },
  FILE_MODE: { good: ['644', '0755'], bad: ['', '4755', '1777', '2755', '888', '64', 'u+x'] },
  USER_NAME: { good: ['app', '_a-1', 'roots'], bad: ['', 'root', 'App', '1a', '-a', 'a b', 'a:b', 'a'.repeat(33)] },
  PORT: { good: ['1', '65535', '53/udp'], bad: ['', '0', '65536', '80/http', '80-90', '-1', '080'] },
  STOP_SIGNAL: { good: ['SIGTERM', 'SIGRTMIN+3'], bad: ['', 'TERM', '15', 'SIGFOO', 'SIGRTMIN+16'] },
  LOCALE: { good: ['C.UTF-8', 'de_DE.UTF-8', 'sr_RS@latin.UTF-8'], bad: ['', 'de', 'de_DE', 'de_DE.ISO-8859-1', 'C', '../x'] },
  TIME_ZONE: { good: ['UTC', 'Etc/UTC', 'America/Argentina/Buenos_Aires'], bad: ['', 'europe/berlin', '../etc', '/UTC', 'a b'] },
  FILE_STEM: { good: ['a', 'example-root'], bad: ['', 'A', 'a.b', 'a/b', '-a', 'a--b'] },
  REPOSITORY_URL: { good: ['https://a.example.com/debian', 'https://a/$basearch/'], bad: ['', 'http://a', 'https://u:p@a', 'https://a?x', "https://a/'", 'https://a b'] },
  APT_WORD: { good: ['bookworm', 'stable/updates'], bad: ['', '-a', 'a b', 'a;b'] },
  PEM_CERTIFICATE: { good: [PEM], bad: ['', PEM + PEM, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'x'] },
  SOURCE_PATH: { good: ['a', '../b c/d.pem', '/ü'], bad: ['', 'a'.repeat(4097)] },
  DOCKERFILE_PATH: { good: ['Dockerfile', 'docker/app.Dockerfile', '.docker/a_b'], bad: ['', '/Dockerfile', '../Dockerfile', 'a/../b', './a', 'a//b', 'a/', '-a', 'a b', 'a/..', '$(id)', 'a'.repeat(256)] },
  FILE_CONTENT: { good: ['', 'a\nb', '\t'], bad: ['a\0b', 'half a pair: \ud83e', 'a'.repeat(1_048_577)] },
};

describe.each(Object.entries(ROWS))('%s', (name, { good, bad }) => {
  const rule = grammar[name as keyof typeof ROWS];
  test.each(good)('takes %j', (value) => expect(checkText(rule, value, 'Here')).toBe(value));
  test.each([...bad, ...HOSTILE.filter((value) => !FREE_TEXT.includes(rule) || typeof value !== 'string')].map((value) => [value]))('refuses %j', (value) => {
    expectRefused(rule.code, [value], (given) => checkText(rule, given, 'Here'));
  });
  test('refuses what is known only when Terraform runs', () => {
    expectRefused('UnresolvedToken', ['${TfToken[TOKEN.1]}'], (given) => checkText(rule, given, 'Here'));
  });
});
