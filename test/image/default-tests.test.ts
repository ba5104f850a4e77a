import { BaseImage } from '../../lib/base-image/base-image';
import { DistrolessImage } from '../../lib/base-image/distroless';
import { ImageVariant } from '../../lib/core/image-variant';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { BuildStage } from '../../lib/image/build-stage';
import { ImageDeclaration } from '../../lib/image/declaration';
import { imageTests } from '../../lib/image/default-tests';
import { buildContext } from '../../lib/image/dockerfile/image-dockerfile';
import { ImageFile } from '../../lib/image/image-file';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { ImageTest } from '../../lib/image/image-test';
import { ImageUser } from '../../lib/image/image-user';
import { SetuidBits } from '../../lib/image/setuid-bits';
import { testFiles } from '../../lib/image/test-files';
import { parentWith } from '../support/parent';
import { DIGEST } from '../support/stack';

const base = BaseImage.debian('12-slim', { digest: DIGEST });
const DECLARATION: ImageDeclaration = { name: 'app', version: '1.0.0', base, owner: 'team', rationale: 'costs $0' };
const LABELS = {
  'io.github.cdktf-golden-image.owner': 'team',
  'io.github.cdktf-golden-image.rationale': 'costs $0',
  'io.github.cdktf-golden-image.variant': 'runtime',
  'org.opencontainers.image.base.digest': DIGEST,
  'org.opencontainers.image.base.name': 'docker.io/library/debian:12-slim',
  'org.opencontainers.image.title': 'app',
  'org.opencontainers.image.version': '1.0.0',
};
const READ_ONLY = 'starts with a read-only root and without capabilities';
const USUAL = ['runs as 65532', 'has the declared metadata', 'has no setuid or setgid files', READ_ONLY];
const SHELL_LESS = ['runs as 65532', 'has the declared metadata', 'has no setuid or setgid files', 'has no shell', 'has no package manager'];

function testsOf(change: Partial<ImageDeclaration> = {}, variant = ImageVariant.RUNTIME): readonly ImageTest[] {
  return imageTests(resolveImageSpec({ ...DECLARATION, ...change }, 'Here'), variant);
}

function names(change: Partial<ImageDeclaration> = {}, variant = ImageVariant.RUNTIME): string[] {
  return testsOf(change, variant).map(({ name }) => name);
}

test('an image of which nothing more is declared has these files', () => {
  const files = testFiles(testsOf(), 'tests/runtime');
  expect(files['tests/runtime/structure-tests.json']).toBe(`{
  "schemaVersion": "2.0.0",
  "commandTests": [],
  "fileExistenceTests": [],
  "fileContentTests": []
}
`);
  expect(files['tests/runtime/container-tests.json']).toBe(`{
  "tests": [
    {
      "name": "runs as 65532",
      "kind": "user",
      "userId": 65532
    },
    {
      "name": "has the declared metadata",
      "kind": "metadata",
      "metadata": {
        "labels": {
          "io.github.cdktf-golden-image.owner": "team",
          "io.github.cdktf-golden-image.rationale": "costs $0",
          "io.github.cdktf-golden-image.variant": "runtime",
          "org.opencontainers.image.base.digest": "${DIGEST}",
          "org.opencontainers.image.base.name": "docker.io/library/debian:12-slim",
          "org.opencontainers.image.title": "app",
          "org.opencontainers.image.version": "1.0.0"
        }
      }
    },
    {
      "name": "has no setuid or setgid files",
      "kind": "no-setuid-files"
    },
    {
      "name": "${READ_ONLY}",
      "kind": "read-only",
      "command": [
        "/bin/sh",
        "-c",
        ":"
      ]
    }
  ]
}
`);
});

test('all of the configuration that is declared is one test', () => {
  const declared = testsOf({
    environment: { A: '$1' },
    labels: { 'com.example.team': 'a' },
    timeZone: 'Europe/Berlin',
    ports: ['8080'],
    volumes: ['/data'],
    entrypoint: ['/app'],
    command: ['serve'],
    workingDirectory: '/srv',
  }).find(({ name }) => name === 'has the declared metadata');
  expect(declared?._parts.container).toMatchObject({
    metadata: {
      environment: { A: '$1', TZ: 'Europe/Berlin' },
      labels: { ...LABELS, 'com.example.team': 'a' },
      ports: ['8080/tcp'],
      volumes: ['/data'],
      entrypoint: ['/app'],
      command: ['serve'],
      workingDirectory: '/srv',
    },
  });
});

test('a file is tested for mode and owner, and what comes from a stage, which may be a folder, is not', () => {
  const files = [
    ImageFile.text('/etc/app.conf', 'a', { mode: '640', userId: 1, groupId: 2 }),
    ImageFile.fromStage('/opt/app', 'build', { source: '/out' }),
  ];
  const existence = testsOf({ stages: [BuildStage.of('build', { base })], files }).flatMap(({ _parts }) => _parts.existence ?? []);
  expect(existence).toEqual([
    { name: 'has the declared file /etc/app.conf', path: '/etc/app.conf', shouldExist: true, permissions: '-rw-r-----', uid: 1, gid: 2 },
  ]);
});

const withoutShell = BaseImage.fromPrivateRegistry('registry.example.com/a', '1', { digest: DIGEST, packageManager: PackageManager.APT, libc: Libc.GLIBC, hasShell: false });
const stages = [BuildStage.of('build', { base })];
const fromStage = (path: string): Partial<ImageDeclaration> => ({
  base: BaseImage.scratch(),
  stages,
  files: [ImageFile.fromStage(path, 'build', { source: '/out' })],
});

test.each<[string, Partial<ImageDeclaration>, string[]]>([
  ['on Debian', {}, USUAL],
  ['as another user', { user: ImageUser.of('app', 10001) }, ['runs as 10001', ...USUAL.slice(1)]],
  ['that keeps setuid bits', { setuidBits: SetuidBits.keep('sudo') }, USUAL.filter((name) => !name.includes('setuid'))],
  ['whose shell is removed', { removeShell: true }, [...USUAL.slice(0, 3), 'has no shell']],
  ['whose package manager is removed', { removePackageManager: true }, [...USUAL.slice(0, 3), 'has no package manager', READ_ONLY]],
  ['with a size budget', { maxSizeMegabytes: 90 }, [...USUAL.slice(0, 3), 'is no larger than 90 MB', READ_ONLY]],
  ['on distroless', { base: BaseImage.distroless(DistrolessImage.STATIC, { digest: DIGEST }) }, SHELL_LESS],
  ['on distroless for debugging', { base: BaseImage.distroless(DistrolessImage.STATIC, { digest: DIGEST, debug: true }) }, SHELL_LESS.filter((name) => name !== 'has no shell')],
  ['on scratch', { base: BaseImage.scratch() }, SHELL_LESS],
  ['on scratch with a program', fromStage('/usr/local/bin/app'), SHELL_LESS],
  ['on scratch with a shell', fromStage('/bin/sh'), SHELL_LESS.filter((name) => name !== 'has no shell')],
  ['on scratch with a folder that may hold anything', fromStage('/usr'), SHELL_LESS.slice(0, 3)],
  ['with a package manager and no shell', { base: withoutShell, user: ImageUser.root('it has no other') }, ['runs as 0', ...SHELL_LESS.slice(1, 4)]],
])('an image %s is tested for what it promises', (_, change, expected) => {
  expect(names(change)).toEqual(expected);
});

test('declared tests add to the default ones, and one of the same name takes its place', () => {
  const own = ImageTest.startsReadOnly({ command: ['/app', '--version'] });
  const other = ImageTest.noFile('/a');
  const tests = testsOf({ tests: [own, ImageTest.runsAs(65532), other] });
  expect(tests.map(({ name }) => name)).toEqual(['has the declared metadata', 'has no setuid or setgid files', own.name, 'runs as 65532', other.name]);
  expect(tests[2]).toBe(own);
});

test('a declared test of a file or of the configuration weakens no default', () => {
  const files = [ImageFile.text('/etc/a', 'a')];
  const tests = [ImageTest.file('/etc/a'), ImageTest.metadata({ labels: LABELS }), ImageTest.maxSizeMegabytes(500)];
  expect(names({ files, tests, maxSizeMegabytes: 90 })).toEqual([
    'runs as 65532',
    'has the declared metadata',
    'has the declared file /etc/a',
    'has no setuid or setgid files',
    'is no larger than 90 MB',
    READ_ONLY,
    ...tests.map(({ name }) => name),
  ]);
});

test('a variant promises what the image does, but for what only the image itself is without, and for its size', () => {
  const change = { removeShell: true, removePackageManager: true, maxSizeMegabytes: 90, variants: [{ variant: ImageVariant.DEBUG, files: [ImageFile.text('/etc/debug', '')] }] };
  expect(names(change)).toEqual([...USUAL.slice(0, 3), 'has no shell', 'has no package manager', 'is no larger than 90 MB']);
  expect(names(change, ImageVariant.DEBUG)).toEqual([...USUAL.slice(0, 2), 'has the declared file /etc/debug', ...USUAL.slice(2)]);
  expect(JSON.stringify(testFiles(testsOf(change, ImageVariant.DEBUG), 'a')['a/container-tests.json'])).toContain('.variant\\": \\"debug');
});

test('a variant into which a stage brings a shell does not promise to have none', () => {
  const stages = [BuildStage.of('busybox', { base })];
  const variants = [{ variant: ImageVariant.DEBUG, files: [ImageFile.fromStage('/bin/sh', 'busybox', { source: '/bin/busybox' })] }];
  const change = { base: BaseImage.scratch(), stages, variants };
  expect(names(change)).toEqual(SHELL_LESS);
  expect(names(change, ImageVariant.DEBUG)).toEqual(SHELL_LESS.filter((name) => name !== 'has no shell'));
});

test('what only the image itself can be is not asked of a variant, and nothing but its like takes the place of a default', () => {
  const tests = [ImageTest.noShell(), ImageTest.maxSizeMegabytes(50), ImageTest.maxLayers(9), ImageTest.noFile('/a')];
  const change = { removeShell: true, tests, variants: [{ variant: ImageVariant.DEBUG }] };
  expect(names(change).slice(-4)).toEqual(tests.map(({ name }) => name));
  expect(names(change, ImageVariant.DEBUG).filter((name) => tests.some((test) => test.name === name))).toEqual(['has no file /a']);
  const false_ = ImageTest.command(ImageTest.noSetuidFiles().name, { command: ['true'] });
  expect(testsOf({ tests: [false_] }).filter(({ name }) => name === false_.name)).toHaveLength(2);
});

test('a child of an image that keeps setuid bits and has no package manager takes them away itself', () => {
  const parent = BaseImage.fromGoldenImage(parentWith({ packageManager: PackageManager.NONE }));
  const { Dockerfile } = buildContext(resolveImageSpec({ ...DECLARATION, base: parent }, 'Here'));
  expect(Dockerfile).toContain('chmod ug-s');
});
