import { UsageError } from '../../../lib/cli/failure';
import { apiOf, hostOfServer, parseReference } from '../../../lib/cli/registry/reference';

const DIGEST = `sha256:${'a'.repeat(64)}`;

test.each([
  ['debian', { host: 'docker.io', repository: 'library/debian' }],
  ['debian:12-slim', { host: 'docker.io', repository: 'library/debian', tag: '12-slim' }],
  ['docker.io/debian:12', { host: 'docker.io', repository: 'library/debian', tag: '12' }],
  ['index.docker.io/library/debian', { host: 'docker.io', repository: 'library/debian' }],
  ['grafana/grafana:12', { host: 'docker.io', repository: 'grafana/grafana', tag: '12' }],
  ['localhost/a', { host: 'localhost', repository: 'a' }],
  ['localhost:5000/a/b:1', { host: 'localhost:5000', repository: 'a/b', tag: '1' }],
  [`registry.example.com:5000/a@${DIGEST}`, { host: 'registry.example.com:5000', repository: 'a', digest: DIGEST }],
  [`quay.io/a/b:1@${DIGEST}`, { host: 'quay.io', repository: 'a/b', tag: '1', digest: DIGEST }],
])('%s is read as Docker reads it', (text, expected) => {
  expect(parseReference(text)).toEqual(expected);
});

test.each(['', 'Debian', 'https://quay.io/a', 'quay.io/', 'quay.io/a@sha256:abc', 'quay.io/a:', 'a b', '../a', 'quay.io/a/../b', 'user@quay.io/a'])('%j is no reference', (text) => {
  expect(() => parseReference(text)).toThrow(UsageError);
});

test.each([
  ['docker.io/library/debian', 'https://registry-1.docker.io/v2/library/debian'],
  ['quay.io/a/b', 'https://quay.io/v2/a/b'],
  ['localhost:5000/a', 'http://localhost:5000/v2/a'],
  ['127.0.0.1:5000/a', 'http://127.0.0.1:5000/v2/a'],
  ['localhost.example.com/a', 'https://localhost.example.com/v2/a'],
  ['127.0.0.1.example.com/a', 'https://127.0.0.1.example.com/v2/a'],
])('the API of %s is at %s', (text, address) => {
  expect(apiOf(parseReference(text))).toBe(address);
});

test.each([
  ['https://index.docker.io/v1/', 'docker.io'],
  ['registry-1.docker.io', 'docker.io'],
  ['https://quay.io', 'quay.io'],
  ['http://localhost:5000/v2/', 'localhost:5000'],
])("%s of Docker's configuration is %s", (server, host) => {
  expect(hostOfServer(server)).toBe(host);
});
