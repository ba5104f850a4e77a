import { ImageTest } from '../../../lib/image/image-test';
import { expectRefused } from '../../support/errors';

test('a metadata test says in its name what it looks at, and compares with the whole value', () => {
  const made = ImageTest.metadata({
    environment: { PATH: '/bin', EMPTY: '' },
    labels: { 'a.b': 'a "$x"' },
    ports: ['8080', '53/udp'],
    volumes: ['/data'],
    entrypoint: ['/app', '--serve'],
    command: [],
    workingDirectory: '/srv',
  });
  expect(made.name).toBe(
    'has the expected environment EMPTY, environment PATH, label a.b, port 8080/tcp, port 53/udp, volume /data, entrypoint, command, working directory',
  );
  expect(made._parts.container).toEqual({
    name: made.name,
    kind: 'metadata',
    metadata: {
      environment: { EMPTY: '', PATH: '/bin' },
      labels: { 'a.b': 'a "$x"' },
      ports: ['8080/tcp', '53/udp'],
      volumes: ['/data'],
      entrypoint: ['/app', '--serve'],
      command: [],
      workingDirectory: '/srv',
    },
  });
});

test('a metadata test that looks at nothing is refused', () => {
  expectRefused('NothingToTest', [{}, { environment: {} }, { labels: {} }, { ports: [] }, { volumes: [] }, undefined], (options) => ImageTest.metadata(options));
});

test('each value is one that an image can have', () => {
  expectRefused('InvalidEnvironmentName', ['', '1A', 'A-B', 'A=B', 'A B', 'Ä'], (name) => ImageTest.metadata({ environment: { [name]: 'x' } }));
  expectRefused('InvalidEnvironmentValue', ['a\0', 'a\nb', 7, undefined], (value) => ImageTest.metadata({ environment: { A: value } }));
  expectRefused('InvalidLabelName', ['', '.a', 'a-', 'a b', 'a=b', 'ä'], (name) => ImageTest.metadata({ labels: { [name]: 'x' } }));
  expectRefused('InvalidLabelValue', ['a\0', 'a\nb', 7, undefined], (value) => ImageTest.metadata({ labels: { a: value } }));
  expectRefused('InvalidPort', ['', '0', '65536', '080', '80/TCP', '80-90', ' 80', 80], (port) => ImageTest.metadata({ ports: [port] }));
  expectRefused('InvalidPath', ['data', '/', '/a/../b'], (volume) => ImageTest.metadata({ volumes: [volume] }));
  expectRefused('InvalidPath', ['', 'data', '/proc'], (workingDirectory) => ImageTest.metadata({ workingDirectory }));
  expectRefused('InvalidCommand', [['a\0'], [7]], (entrypoint) => ImageTest.metadata({ entrypoint }));
  expectRefused('InvalidCommand', [['a\0'], [7]], (command) => ImageTest.metadata({ command }));
});

test('a metadata test keeps what it was given when the caller changes it', () => {
  const volumes = ['/a'];
  const environment: Record<string, string> = { A: '1' };
  const made = ImageTest.metadata({ volumes, environment });
  volumes.push('/b');
  environment.A = '2';
  expect(made._parts.container).toMatchObject({ metadata: { volumes: ['/a'], environment: { A: '1' } } });
});
