import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { attempt, run, type Outcome } from './engines/process';
import { startWorld, type StandInName, type World } from './engines/world';

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

/** Runs a script in a stand-in, on the engine; the image's own user and environment unless options say otherwise. */
async function inStandIn(name: StandInName, script: string, ...options: string[]): Promise<Outcome> {
  const { name: repository, digest } = await world.publish(name);
  return attempt('docker', ['run', '--rm', '--network=none', '--entrypoint=/bin/sh', ...options, `${repository}@${digest}`, '-ec', script], { env: world.env });
}

test.each([
  ['alpine', 'docker.io/library/alpine:3.22'],
  ['amazonlinux', 'public.ecr.aws/amazonlinux/amazonlinux:2023'],
  ['debian', 'docker.io/library/debian:12-slim'],
  ['debian-outdated', 'docker.io/library/debian:12-slim-outdated'],
  ['distroless-base', 'gcr.io/distroless/base-debian12:nonroot'],
  ['distroless-python3', 'gcr.io/distroless/python3-debian13:nonroot'],
  ['distroless-static', 'gcr.io/distroless/static-debian12:nonroot'],
  ['distroless-static-debug', 'gcr.io/distroless/static-debian12:debug-nonroot'],
  ['leap', 'registry.opensuse.org/opensuse/leap:15.6'],
  ['ubi-minimal', 'registry.access.redhat.com/ubi9/ubi-minimal:9.6'],
] as const)('the stand-in %s is pulled as %s', async (standIn, reference) => {
  const { name, tag, digest } = await world.publish(standIn);
  expect(`${name}:${tag}`).toBe(reference);
  await docker('pull', `${reference}@${digest}`);
});

test('an upgrade of the outdated Debian brings the newer package from the signed repository', async () => {
  const only = '-o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=/opt/sources';
  const script = `golden-tool; mkdir /opt/sources; cp /etc/apt/sources.list.d/test-repository.sources /opt/sources; apt-get ${only} -q update; apt-get ${only} -qy upgrade; golden-tool`;
  const { stdout } = await inStandIn('debian-outdated', script);
  expect(stdout).toMatch(/^golden-tool 1\.0\n/);
  expect(stdout).toMatch(/\ngolden-tool 1\.1\n$/);
});

test('the outdated Debian refuses its repository when the list of packages is not the one that was signed', async () => {
  const only = '-o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=/opt/sources';
  const script = `echo >> /opt/test-repository/Packages; mkdir /opt/sources; cp /etc/apt/sources.list.d/test-repository.sources /opt/sources; apt-get ${only} update`;
  expect((await inStandIn('debian-outdated', script)).status).not.toBe(0);
});

describe.each([
  ['amazonlinux', 'dnf --assumeyes upgrade', '--nodocs --setopt=install_weak_deps=0'],
  ['ubi-minimal', 'microdnf upgrade', '--nodocs --setopt=install_weak_deps=0'],
  ['leap', 'zypper --non-interactive update', '--no-recommends'],
] as const)('the stand-in %s', (standIn, upgrade, frugally) => {
  const list = 'rpm --query --all --queryformat "%{NAME} %{VERSION}\\n" | grep golden | sort';

  test('has an old package, which an upgrade replaces', async () => {
    expect((await inStandIn(standIn, `golden-tool; ${list}`)).stdout).toBe('golden-tool 1.0\ngolden-tool 1.0\n');
    expect((await inStandIn(standIn, `${upgrade} ${frugally} >&2; golden-tool; ${list}`)).stdout).toBe('golden-tool 1.1\ngolden-tool 1.1\n');
  });

  test('installs what a package recommends unless it is told not to', async () => {
    expect((await inStandIn(standIn, `${upgrade} >&2; ${list}`)).stdout).toBe('golden-extra 1.0\ngolden-tool 1.1\n');
  });

  test('installs nothing without the key that the packages are signed with', async () => {
    const forgetKey = ': > /etc/pki/rpm-gpg/RPM-GPG-KEY-test-repository; rm /opt/test-repository/repodata/repomd.xml.key; rpm --erase --allmatches gpg-pubkey 2>&1 || true';
    const { stdout } = await inStandIn(standIn, `{ ${forgetKey}; ${upgrade} ${frugally} || true; } > /log 2>&1; golden-tool; cat /log`);
    expect(stdout).toMatch(/^golden-tool 1\.0\n/);
    expect(stdout).toMatch(/GPG check FAILED|[Ss]ignature verification/);
  });
});

test('the microdnf stub refuses an option that it does not know', async () => {
  expect(await inStandIn('ubi-minimal', 'microdnf install --skip-broken golden-extra')).toMatchObject({ status: 99, stderr: 'microdnf (test stub): unknown option --skip-broken\n' });
});

describe('the stand-in alpine', () => {
  test('records the packages that its stub is told to add', async () => {
    const script = 'apk upgrade --no-cache; apk add --no-cache tzdata ca-certificates=20250911-r0; tail -n 6 /lib/apk/db/installed';
    expect((await inStandIn('alpine', script)).stdout).toContain('P:tzdata\nV:0-r0\n\nP:ca-certificates\nV:20250911-r0\n');
  });

  test.each(['apk add tzdata', 'apk add --no-cache --force tzdata', 'apk add --no-cache', 'apk fetch --no-cache tzdata', 'addgroup nonroot', 'adduser -u 65532 nonroot'])('refuses %s', async (command) => {
    expect(await inStandIn('alpine', command)).toMatchObject({ status: 99, stderr: expect.stringContaining('(test stub): ') as string });
  });

  test('creates a user', async () => {
    const script = 'addgroup -S -g 65532 nonroot; adduser -S -D -H -G nonroot -u 65532 -h /home/nonroot -s /sbin/nologin nonroot; id nonroot';
    expect((await inStandIn('alpine', script)).stdout).toBe('uid=65532(nonroot) gid=65532(nonroot) groups=65532(nonroot)\n');
  });
});

describe('a distroless stand-in', () => {
  test.each(['distroless-static', 'distroless-base', 'distroless-python3'] as const)('has no shell: %s', async (standIn) => {
    expect(await inStandIn(standIn, 'true')).toMatchObject({ status: 127 });
  });

  test('for debugging has one, and is not root', async () => {
    const { stdout } = await inStandIn('distroless-static-debug', 'id -u; pwd; ls /var/lib/dpkg/status.d', '--entrypoint=/busybox/sh');
    expect(stdout).toBe('65532\n/home/nonroot\nbase-files\nmedia-types\nnetbase\ntzdata\n');
  });

  test('runs Python, with its modules in C', async () => {
    const { name, digest } = await world.publish('distroless-python3');
    expect(await docker('run', '--rm', `${name}@${digest}`, '-c', 'import os, sqlite3, ssl, ctypes; print(os.getuid(), len(ssl.create_default_context().get_ca_certs()) > 100)')).toBe('65532 True\n');
  });
});
