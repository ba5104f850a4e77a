import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DockerfileParser } from 'dockerfile-ast';

import { BaseImage } from '../../lib/base-image/base-image';
import { DistrolessImage } from '../../lib/base-image/distroless';
import { BuildStage } from '../../lib/image/build-stage';
import { CaCertificate } from '../../lib/image/ca-certificate';
import { buildContext } from '../../lib/image/dockerfile/image-dockerfile';
import { Healthcheck } from '../../lib/image/healthcheck';
import { ImageFile } from '../../lib/image/image-file';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { ImageTest } from '../../lib/image/image-test';
import { ImageUser } from '../../lib/image/image-user';
import { PackageRepository } from '../../lib/image/package-repository';
import { SigningKey } from '../../lib/image/signing-key';
import { PARENT, parentWith } from '../support/parent';
import { DIGEST } from '../support/stack';

const APT_LEFTOVERS =
  '/var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/debconf/*-old /var/cache/ldconfig/aux-cache /var/lib/dpkg/*-old /var/log/apt /var/log/*.log /etc/*-';

function dockerfile(base: BaseImage): string {
  return buildContext(
    resolveImageSpec(
      { name: 'app', version: '1.0.0', base, packages: ['tzdata', 'ca-certificates'], owner: 'a "team"', rationale: 'costs $0' },
      'Here',
    ),
  ).Dockerfile!;
}

test('an image on Debian has this Dockerfile', () => {
  expect(dockerfile(BaseImage.debian('12-slim', { digest: DIGEST }))).toBe(`# Rendered by cdktf-golden-image. Change the declaration, not this file.

# What the image is built on.
FROM docker.io/library/debian:12-slim@${DIGEST} AS runtime
ARG SOURCE_DATE_EPOCH

# The user that containers run as; no setuid bits.
RUN set -eux \\
    && { grep -q '^nonroot:[^:]*:65532:' /etc/group || { ! grep '^nonroot:' /etc/group && printf '%s\\n' 'nonroot:x:65532:' >> /etc/group; }; } \\
    && { grep -q '^nonroot:[^:]*:65532:' /etc/passwd || { ! grep '^nonroot:' /etc/passwd && printf '%s\\n' 'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin' >> /etc/passwd; }; } \\
    && mkdir -p /home/nonroot \\
    && chmod 0750 /home/nonroot \\
    && chown 65532:65532 /home/nonroot \\
    && printf '%s\\n' \\
        'path-exclude=/usr/share/doc/*' \\
        'path-include=/usr/share/doc/*/copyright' \\
        'path-exclude=/usr/share/groff/*' \\
        'path-exclude=/usr/share/info/*' \\
        'path-exclude=/usr/share/lintian/*' \\
        'path-exclude=/usr/share/locale/*' \\
        'path-exclude=/usr/share/man/*' \\
        > /etc/dpkg/dpkg.cfg.d/golden-image \\
    && find / -xdev -type f \\( -perm -4000 -o -perm -2000 \\) -exec chmod ug-s {} +

# Packages.
RUN set -eux \\
    && export DEBIAN_FRONTEND=noninteractive \\
    && apt-get update -o APT::Update::Error-Mode=any \\
    && apt-get install --yes --no-install-recommends -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \\
        ca-certificates \\
        tzdata \\
    && apt-get clean \\
    && rm -rf ${APT_LEFTOVERS} \\
    && find / -xdev -type f \\( -perm -4000 -o -perm -2000 \\) -exec chmod ug-s {} +

# Security updates. A new base or a new refresh epoch makes this layer again.
ARG REFRESH_EPOCH=none
RUN set -eux \\
    && export DEBIAN_FRONTEND=noninteractive \\
    && apt-get update -o APT::Update::Error-Mode=any \\
    && apt-get upgrade --yes --no-install-recommends -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \\
    && apt-get clean \\
    && rm -rf ${APT_LEFTOVERS} \\
    && find / -xdev -type f \\( -perm -4000 -o -perm -2000 \\) -exec chmod ug-s {} +

# How containers start, and what changes with every version.
LABEL org.opencontainers.image.base.name="docker.io/library/debian:12-slim" \\
      org.opencontainers.image.base.digest="${DIGEST}" \\
      io.github.cdktf-golden-image.owner="a \\"team\\"" \\
      io.github.cdktf-golden-image.rationale="costs \\$0" \\
      io.github.cdktf-golden-image.variant="runtime" \\
      org.opencontainers.image.title="app" \\
      org.opencontainers.image.version="1.0.0"
USER 65532:65532
`);
});

test('an image on a golden one takes the parent by digest from arguments, and inherits its user', () => {
  const text = dockerfile(BaseImage.fromGoldenImage(PARENT));
  const instructions = DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => `${instruction.getKeyword()} ${instruction.getRawArgumentsContent()?.split('\n')[0]}`);
  expect(instructions).toEqual([
    'ARG BASE_IMAGE=not-handed-over.invalid/base',
    'FROM ${BASE_IMAGE} AS runtime',
    'ARG SOURCE_DATE_EPOCH',
    'USER 0:0',
    'RUN set -eux \\',
    'ARG REFRESH_EPOCH=none',
    'RUN set -eux \\',
    'ARG BASE_NAME',
    'ARG BASE_DIGEST',
    'LABEL org.opencontainers.image.base.name="${BASE_NAME}" \\',
    'USER 65532:65532',
  ]);
  expect(text).not.toContain('useradd');
});

test('a declaration with everything is ordered from what changes least to what changes most, and holds nothing else', () => {
  const build = BuildStage.of('build', {
    base: BaseImage.golang('1.25-bookworm', { digest: DIGEST }),
    files: [ImageFile.text('/src/main.go', 'package main\n')],
    environment: { CGO_ENABLED: '0' },
    workingDirectory: '/src',
    commands: [['go', 'build', '-o', '/out/app', 'main.go']],
  });
  const key = 'key';
  const { Dockerfile, ...files } = buildContext(
    resolveImageSpec(
      {
        name: 'app',
        version: '1.0.0',
        base: BaseImage.debian('12-slim', { digest: DIGEST }),
        owner: 'team',
        rationale: 'all of it',
        stages: [build],
        packages: ['tzdata=2024a-0+deb12u1'],
        packageRepositories: [
          PackageRepository.apt('example', {
            url: 'https://packages.example.com/debian',
            suite: 'bookworm',
            components: ['main'],
            signingKey: SigningKey.fromText(key, { sha256: createHash('sha256').update(key).digest('hex') }),
          }),
        ],
        caCertificates: [CaCertificate.fromText('root', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')],
        files: [ImageFile.text('/etc/app.conf', 'a=1\n', { mode: '640', groupId: 10001 }), ImageFile.fromStage('/usr/local/bin/app', 'build', { source: '/out/app', mode: '0755' })],
        environment: { APP: '$HOME "x"' },
        labels: { 'com.example.team': 'a' },
        workingDirectory: '/srv',
        ports: ['8080'],
        volumes: ['/data'],
        healthcheck: Healthcheck.command({ command: ['app', 'health'] }),
        stopSignal: 'SIGQUIT',
        entrypoint: ['/usr/local/bin/app'],
        command: ['--serve'],
        user: ImageUser.of('app', 10001),
        locale: 'de_DE.UTF-8',
        timeZone: 'Europe/Berlin',
        removeShell: true,
        removePackageManager: true,
        squash: true,
      },
      'Here',
    ),
  );
  const lines = Dockerfile!.split('\n').filter((line) => /^[A-Z]/.test(line));
  expect(DockerfileParser.parse(Dockerfile!).getInstructions()).toHaveLength(lines.length);
  expect(lines).toEqual([
    `FROM docker.io/library/golang:1.25-bookworm@${DIGEST} AS build`,
    'ARG SOURCE_DATE_EPOCH',
    'ENV CGO_ENABLED="0"',
    'WORKDIR /src',
    'COPY --chown=0:0 --chmod=0644 stages/build/src/main.go /src/main.go',
    'RUN ["go", "build", "-o", "/out/app", "main.go"]',
    `FROM docker.io/library/debian:12-slim@${DIGEST} AS rootfs`,
    'ARG SOURCE_DATE_EPOCH',
    'RUN set -eux \\',
    'RUN set -eux \\',
    'COPY --chown=0:0 --chmod=0644 certificates/usr/local/share/ca-certificates/root.crt /usr/local/share/ca-certificates/root.crt',
    'RUN set -eux \\',
    'COPY --chown=0:0 --chmod=0644 repositories/etc/apt/keyrings/example.asc /etc/apt/keyrings/example.asc',
    'COPY --chown=0:0 --chmod=0644 repositories/etc/apt/sources.list.d/example.sources /etc/apt/sources.list.d/example.sources',
    'RUN set -eux \\',
    'COPY --chown=0:10001 --chmod=0640 files/etc/app.conf /etc/app.conf',
    'COPY --from=build --chown=0:0 --chmod=0755 /out/app /usr/local/bin/app',
    'ARG REFRESH_EPOCH=none',
    'RUN set -eux \\',
    'RUN set -eux \\',
    'WORKDIR /srv',
    'FROM scratch AS runtime',
    'COPY --from=rootfs / /',
    'ENV APP="\\$HOME \\"x\\"" \\',
    'WORKDIR /srv',
    'EXPOSE 8080/tcp',
    'VOLUME ["/data"]',
    'STOPSIGNAL SIGQUIT',
    'HEALTHCHECK --interval=30s --timeout=5s --start-period=0s --retries=3 CMD ["app", "health"]',
    'ENTRYPOINT ["/usr/local/bin/app"]',
    'CMD ["--serve"]',
    'LABEL org.opencontainers.image.base.name="docker.io/library/debian:12-slim" \\',
    'USER 10001:10001',
  ]);
  expect(Dockerfile).toContain('LANG="de_DE.UTF-8"');
  expect(Dockerfile).toContain('TZ="Europe/Berlin"');
  expect(Object.keys(files).sort()).toEqual([
    'certificates/usr/local/share/ca-certificates/root.crt',
    'files/etc/app.conf',
    'repositories/etc/apt/keyrings/example.asc',
    'repositories/etc/apt/sources.list.d/example.sources',
    'stages/build/src/main.go',
  ]);
});

test('the working directory is root\'s on a base that runs as another user and has no shell', () => {
  const spec = resolveImageSpec(
    {
      name: 'app',
      version: '1.0.0',
      base: BaseImage.distroless(DistrolessImage.STATIC, { digest: DIGEST }),
      owner: 'team',
      rationale: 'nothing else in it',
      workingDirectory: '/srv',
      tests: [ImageTest.command('starts', { command: ['/app'] })],
    },
    'Here',
  );
  expect(buildContext(spec).Dockerfile).toMatch(/\nUSER 0:0\nWORKDIR \/srv\nLABEL [^]*\nUSER 65532:65532\n$/);
});

test.each([
  ['that the base does not have is added', ['root:x:0:', 'root:x:0:0::/:/bin/sh'], ['root:x:0:\napp:x:10001:\n', 'root:x:0:0::/:/bin/sh\napp:x:10001:10001:app:/home/app:/sbin/nologin\n']],
  ['that the base has is left as it is', ['app:x:10001:', 'app:!:10001:10001::/srv:/bin/sh'], ['app:x:10001:\n', 'app:!:10001:10001::/srv:/bin/sh\n']],
  ['whose name the base has with another number ends the build', ['app:x:10001:', 'app:x:999:999::/srv:/bin/sh'], undefined],
  ['whose group the base has with another number ends the build', ['app:x:50:', 'root:x:0:0::/:/bin/sh'], undefined],
])('a user %s', (_, [group, passwd], after) => {
  const base = BaseImage.debian('12-slim', { digest: DIGEST });
  const spec = resolveImageSpec({ name: 'app', version: '1.0.0', base, user: ImageUser.of('app', 10001), owner: 'team', rationale: 'to try' }, 'Here');
  const lines = buildContext(spec).Dockerfile!.split('\n').filter((line) => line.includes('grep -q'));
  expect(lines).toHaveLength(2);
  const folder = mkdtempSync(join(tmpdir(), 'users-'));
  writeFileSync(join(folder, 'group'), `${group}\n`);
  writeFileSync(join(folder, 'passwd'), `${passwd}\n`);
  const script = `:${lines.join('\n').replaceAll(' \\', '').replaceAll('\n', '')}`.replaceAll('/etc/', `${folder}/`);
  const { status, stdout } = spawnSync('sh', ['-euc', script], { encoding: 'utf8' });
  if (after === undefined) expect([status, stdout]).toEqual([1, expect.stringMatching(/^app:x:(999|50):.*\n$/)]);
  else expect([status, ...['group', 'passwd'].map((name) => readFileSync(join(folder, name), 'utf8'))]).toEqual([0, ...after]);
});

test('a child of an image that runs as root runs as its own non-root user all the same', () => {
  const text = dockerfile(BaseImage.fromGoldenImage(parentWith({ userId: 0 })));
  expect(text).toContain("printf '%s\\n' 'nonroot:x:65532:65532:");
  expect(text).toMatch(/\nUSER 65532:65532\n$/);
  expect(text).not.toContain('USER 0:0');
});
