import { challengesOf } from '../../../lib/cli/registry/challenge';

test.each([
  ['Basic realm="ECR"', [{ scheme: 'basic', parameters: { realm: 'ECR' } }]],
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/debian:pull,push"',
    [{ scheme: 'bearer', parameters: { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'repository:library/debian:pull,push' } }],
  ],
  ['BASIC Realm=plain', [{ scheme: 'basic', parameters: { realm: 'plain' } }]],
  ['Bearer realm="a \\"b\\"", Basic realm="c"', [{ scheme: 'bearer', parameters: { realm: 'a "b"' } }, { scheme: 'basic', parameters: { realm: 'c' } }]],
  ['Negotiate, Basic realm="c"', [{ scheme: 'negotiate', parameters: {} }, { scheme: 'basic', parameters: { realm: 'c' } }]],
  ['', []],
])('%s', (header, challenges) => {
  expect(challengesOf(header)).toEqual(challenges);
});
