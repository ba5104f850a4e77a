import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { run } from './engines/process';
import { startWorld, type World } from './engines/world';

let world: World;
const docker = (...args: string[]): Promise<string> => run('docker', args, { env: world.env });
const crane = (...args: string[]): Promise<string> => run(path.join(world.tools.bin, 'crane'), args, { env: world.env });

beforeAll(async () => (world = await startWorld()));
afterAll(() => world?.stop());

function contextWith(...dockerfile: string[]): string {
  const context = mkdtempSync(path.join(tmpdir(), 'context-'));
  writeFileSync(path.join(context, 'Dockerfile'), `${dockerfile.join('\n')}\n`);
  return context;
}

describe('a Dockerfile of two stages', () => {
  let context: string;

  beforeAll(() => {
    const { name, digest } = world.upstream;
    context = contextWith(
      `FROM ${name}@${digest} AS built`,
      'ARG GREETING=hello',
      'RUN echo "$GREETING" > /greeting && date +%N > /moment',
      `FROM ${name}@${digest} AS final`,
      'COPY --from=built /greeting /greeting',
      'RUN useradd --uid 65532 nonroot && rm -f /etc/passwd- /etc/group- /etc/shadow- /etc/gshadow- /etc/subuid- /etc/subgid-',
      'LABEL org.opencontainers.image.title=greeter',
      'USER 65532:65532',
      'CMD ["cat", "/greeting"]',
    );
  });

  test('is built twice by BuildKit into the same manifest', async () => {
    const buildkit = await world.buildKit();
    const build = { noCache: true, sourceDateEpoch: 1_700_000_000 };
    const digest = await buildkit.build(context, build);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await buildkit.build(context, build)).toBe(digest);
    expect(await buildkit.build(context, { ...build, target: 'built' })).not.toBe(await buildkit.build(context, { ...build, target: 'built' }));
  });

  test('is pushed and exported by BuildKit as the image whose digest it answers', async () => {
    const buildkit = await world.buildKit();
    const archive = path.join(context, 'image.tar');
    const digest = await buildkit.build(context, { push: 'registry-1.docker.io/library/greeter:1', exportTo: archive, buildArguments: { GREETING: 'good day' } });
    const manifest = JSON.parse(await crane('manifest', `registry-1.docker.io/library/greeter@${digest}`)) as { layers: object[] };
    expect((await crane('digest', 'registry-1.docker.io/library/greeter:1')).trim()).toBe(digest);
    expect(manifest.layers).toHaveLength(3);
    const loaded = /sha256:[0-9a-f]{64}/.exec(await docker('load', '--input', archive))![0];
    expect(await docker('run', '--rm', loaded)).toBe('good day\n');
  });

  test('is built by Buildah and runs as the user that it names', async () => {
    const image = await world.buildah.build(context, { buildArguments: { GREETING: 'good day' } });
    expect(await image.inspect()).toMatchObject({ User: '65532:65532', Cmd: ['cat', '/greeting'], Labels: { 'org.opencontainers.image.title': 'greeter' } });
    expect(await image.run('sh', '-c', 'id -u; cat /greeting')).toEqual({ status: 0, stdout: '65532\ngood day\n', stderr: '' });
    expect(await image.run('false')).toMatchObject({ status: 1 });
  });

  test('is built by Buildah up to the stage that is asked for', async () => {
    const image = await world.buildah.build(context, { target: 'built' });
    expect(await image.inspect()).not.toHaveProperty('User', '65532:65532');
    expect(await image.run('test', '-s', '/moment')).toMatchObject({ status: 0 });
  });
});
