import { BaseImage } from '../../lib/base-image/base-image';
import { DistrolessImage } from '../../lib/base-image/distroless';
import { ImageVariant } from '../../lib/core/image-variant';
import { BuildStage } from '../../lib/image/build-stage';
import { ImageDeclaration } from '../../lib/image/declaration';
import { buildContext } from '../../lib/image/dockerfile/image-dockerfile';
import { ImageFile } from '../../lib/image/image-file';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { ImageTest } from '../../lib/image/image-test';
import { resolveChannels } from '../../lib/image/resolve-channels';
import { expectRefused } from '../support/errors';
import { PARENT } from '../support/parent';
import { DIGEST } from '../support/stack';

const { DEV, DEBUG, RUNTIME } = ImageVariant;

function resolve(declaration: Partial<ImageDeclaration>): ReturnType<typeof resolveImageSpec> {
  const base = BaseImage.debian('12-slim', { digest: DIGEST });
  return resolveImageSpec({ name: 'app', version: '1.0.0', base, packages: ['tzdata'], owner: 'o', rationale: 'r', ...declaration }, 'Here');
}

/** Stages with the first line of each instruction. */
function outline(declaration: Partial<ImageDeclaration>): string[] {
  const { Dockerfile } = buildContext(resolve(declaration));
  return Dockerfile!.split('\n').filter((line) => /^(FROM|RUN|COPY|USER|ENTRYPOINT)/.test(line) || line.includes('.variant=') || /^ {8}[a-z-]+ \\$/.test(line) || line.includes('rm -f /bin'));
}

test('variants share the layers of the image, which does without shell and package manager only in its own stage', () => {
  expect(outline({
    variants: [{ variant: DEBUG, packages: ['strace'], files: [ImageFile.text('/usr/local/bin/look', '#!/bin/sh\n', { mode: '0755' })] }, { variant: DEV, packages: ['gcc'] }],
    entrypoint: ['/app'],
    removeShell: true,
    removePackageManager: true,
  })).toEqual([
    `FROM docker.io/library/debian:12-slim@${DIGEST} AS common`,
    'RUN set -eux \\',
    'RUN set -eux \\',
    '        tzdata \\',
    'RUN set -eux \\',
    'FROM common AS dev',
    'RUN set -eux \\',
    '        gcc \\',
    'ENTRYPOINT ["/app"]',
    '      io.github.cdktf-golden-image.variant="dev" \\',
    'USER 65532:65532',
    'FROM common AS debug',
    'RUN set -eux \\',
    '        strace \\',
    'COPY --chown=0:0 --chmod=0755 variants/debug/usr/local/bin/look /usr/local/bin/look',
    'ENTRYPOINT ["/app"]',
    '      io.github.cdktf-golden-image.variant="debug" \\',
    'USER 65532:65532',
    'FROM common AS runtime',
    'RUN set -eux \\',
    expect.stringMatching(/^ {4}&& rm -f \/bin\/ash /),
    'ENTRYPOINT ["/app"]',
    '      io.github.cdktf-golden-image.variant="runtime" \\',
    'USER 65532:65532',
  ]);
});

test('only the image itself is squashed', () => {
  expect(outline({ variants: [{ variant: DEBUG }], squash: true }).filter((line) => /^(FROM|COPY)/.test(line))).toEqual([
    `FROM docker.io/library/debian:12-slim@${DIGEST} AS common`,
    'FROM common AS debug',
    'FROM common AS rootfs',
    'FROM scratch AS runtime',
    'COPY --from=rootfs / /',
  ]);
});

test('a variant of an image without a package manager takes its tools out of a stage', () => {
  const busybox = BuildStage.of('busybox', { base: BaseImage.dockerOfficial('busybox', '1.37-musl', { digest: DIGEST }) });
  const files = [ImageFile.fromStage('/busybox', 'busybox', { source: '/bin/busybox', mode: '0755' })];
  const base = BaseImage.distroless(DistrolessImage.STATIC, { digest: DIGEST });
  const tests = [ImageTest.runsAs(65532)];
  const lines = outline({ base, packages: [], tests, stages: [busybox], variants: [{ variant: DEBUG, files }] });
  expect(lines).toEqual(expect.arrayContaining(['FROM common AS debug', 'COPY --from=busybox --chown=0:0 --chmod=0755 /bin/busybox /busybox']));
  expectRefused('UnknownStage', [files], (given) => resolve({ base, packages: [], tests, variants: [{ variant: DEBUG, files: given }] }));
  expectRefused('NoPackageManager', [['strace']], (packages) => resolve({ base, packages: [], tests, variants: [{ variant: DEBUG, packages }] }));
});

test('a variant that cannot be right is refused', () => {
  expectRefused('InvalidVariant', [RUNTIME, 'prod', '', undefined, 1], (variant) => resolve({ variants: [{ variant }] }));
  expectRefused('DuplicateVariant', [DEBUG, DEV], (variant) => resolve({ variants: [{ variant }, { variant }] }));
  expectRefused('DuplicatePackage', [['tzdata'], ['a1', 'a1']], (packages) => resolve({ variants: [{ variant: DEBUG, packages }] }));
  expectRefused('DuplicateFile', ['/etc/a'], (path) => resolve({ files: [ImageFile.text(path, '')], variants: [{ variant: DEBUG, files: [ImageFile.text(path, '')] }] }));
  expectRefused('InvalidChannelName', ['', 'Debug', 'a--debug', 42], (channel) => resolve({ variants: [{ variant: DEBUG, channel }] }));
});

test('a version cannot pass for a variant or a refresh', () => {
  expectRefused('InvalidVersion', ['1.0.0-20261124', '1.0.0-20261124030000'], (version) => resolve({ version }));
  expect(resolve({ version: '1.0.0-preview1' }).version).toBe('1.0.0-preview1');
  expectRefused('InvalidVersion', ['1.0.0-debug', '1.0.0-dev', 'debug', 'dev'], (version) => resolve({ version }));
  expect(resolve({ version: '1.0.0-devel' }).version).toBe('1.0.0-devel');
});

test('a variant has a channel of its own, which ends in its name; a production channel refuses it', () => {
  const channels = (channel: string, declared?: string): object =>
    resolveChannels(channel, resolve({ variants: [{ variant: DEBUG, ...(declared !== undefined && { channel: declared }) }] }).variants, 'Here');
  expect(channels('stable')).toEqual([{ variant: RUNTIME, channel: 'stable' }, { variant: DEBUG, channel: 'stable-debug' }]);
  expect(channels('stable', 'next-debug')).toEqual([{ variant: RUNTIME, channel: 'stable' }, { variant: DEBUG, channel: 'next-debug' }]);
  expectRefused('ChannelVariantMismatch', ['stable', 'stable-dev', 'debug-stable'], (declared) => channels('stable', declared));
  expectRefused('ChannelVariantMismatch', ['stable-debug', 'dev'], (channel) => channels(channel));
});

test('an image is built on a variant of a golden image', () => {
  const base = BaseImage.fromGoldenImage(PARENT, { variant: DEV });
  expect(base.variant).toBe(DEV);
  expect(String(base)).toBe('golden image debian, the newest release of /golden/debian/channels/stable-dev');
  expectRefused('InvalidVariant', ['prod', ''], (variant) => BaseImage.fromGoldenImage(PARENT, { variant }));
});
