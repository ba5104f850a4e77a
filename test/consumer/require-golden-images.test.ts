import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CodebuildProject } from '@cdktf/provider-aws/lib/codebuild-project';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Container } from '@cdktf/provider-docker/lib/container';
import { Image } from '@cdktf/provider-docker/lib/image';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { RegistryImage } from '@cdktf/provider-docker/lib/registry-image';
import { App, AssetType, Aspects, Fn, Lazy, TerraformAsset, TerraformHclModule, TerraformResource, TerraformStack, Token } from 'cdktf';

import { GoldenImageReference } from '../../lib/consumer/golden-image-reference';
import { RequireGoldenImages } from '../../lib/consumer/require-golden-images';
import { CatalogDocument } from '../../lib/verdict/catalog-document';
import { ImageException } from '../../lib/verdict/image-exception';
import { VerdictLevel } from '../../lib/verdict/image-verdict';
import { GoldenImageRequirements } from '../../lib/verdict/requirements-options';
import { errorOf } from '../support/errors';
import { debianIn } from '../support/stack';

const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const GOLDEN = `${HOST}/golden/debian@sha256:${'a'.repeat(64)}`;
const REQUIREMENTS: GoldenImageRequirements = { registries: [HOST], asOf: '2026-11-24' };
const ROLE = 'arn:aws:iam::111122223333:role/app';

let app: App;

beforeEach(() => {
  app = new App({ outdir: mkdtempSync(join(tmpdir(), 'require-')) });
});

function newStack(name = 'team'): TerraformStack {
  const stack = new TerraformStack(app, name);
  new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
  new DockerProvider(stack, 'Docker', {});
  return stack;
}

const task = (stack: TerraformStack, id: string, containerDefinitions: string): EcsTaskDefinition => new EcsTaskDefinition(stack, id, { family: id, containerDefinitions });
const lambda = (stack: TerraformStack, id: string, imageUri: string): LambdaFunction => new LambdaFunction(stack, id, { functionName: id, role: ROLE, packageType: 'Image', imageUri });

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'context-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Resource and verdict, of every use, as the aspect sees it. */
function verdicts(options: GoldenImageRequirements = REQUIREMENTS): string[] {
  return RequireGoldenImages.of(app, options).adoption.map(({ resource, use, verdict }) => `${resource} ${use}: ${verdict}`);
}

/** What the synthesis says: each annotation, and the error that ends it. */
function synthesize(options: GoldenImageRequirements = REQUIREMENTS): { error: string | undefined; annotations: string[] } {
  RequireGoldenImages.of(app, options);
  let error: string | undefined;
  try {
    app.synth();
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  const annotations = app.node.findAll().flatMap((node) => node.node.metadata.map(({ type, data }) => `${type.replace('@cdktf/', '')} ${node.node.path} ${data as string}`));
  return { error, annotations: annotations.filter((text) => /^(info|warn|error) /.test(text)) };
}

const report = (): { images: { image: string | null; stacks: string[]; uses: Record<string, string>[] }[] } => JSON.parse(readFileSync(join(app.outdir, 'golden-images-adoption.json'), 'utf8'));

test('an image that is not golden fails the synthesis, with path, verdict, what was found and the remedy', () => {
  task(newStack(), 'Task', JSON.stringify([{ name: 'web', image: 'nginx:1.27' }]));
  const { error, annotations } = synthesize();
  expect(error).toContain('[team/Task] [not-golden] container_definitions.image (web): nginx:1.27 is not a golden image; use a golden image');
  expect(annotations).toHaveLength(1);
});

test('golden images say nothing, and the synthesis succeeds', () => {
  const stack = newStack();
  const base = GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian' });
  task(stack, 'Task', JSON.stringify([{ name: 'web', image: base.imageUri }, { name: 'side', image: GOLDEN }]));
  lambda(stack, 'Function', base.imageUri);
  new Container(stack, 'Container', { name: 'c', image: base.imageUri });
  expect(synthesize()).toEqual({ error: undefined, annotations: [] });
  expect(report().images.map(({ image, uses }) => [image, uses.map(({ resource, verdict, reference }) => [resource, verdict, reference])])).toEqual([
    [`${HOST}/golden/debian`, [['team/Task', 'golden', undefined]]],
    ['golden/debian', [['team/Container', 'golden', 'team/Base'], ['team/Function', 'golden', 'team/Base'], ['team/Task', 'golden', 'team/Base']]],
  ]);
});

test('a reference is known in JSON of jsonencode, in a Lazy, joined from its parts, and in another stack', () => {
  const stack = newStack();
  const base = GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian' });
  task(stack, 'Encoded', Token.asString(Fn.jsonencode([{ name: 'web', image: base.imageUri }, { name: 'other', image: 'nginx' }])));
  task(stack, 'Lazy', Lazy.stringValue({ produce: () => JSON.stringify([{ name: 'web', image: base.imageUri }]) }));
  lambda(stack, 'Joined', `${base.repositoryUri}@${base.digest}`);
  lambda(newStack('other'), 'Function', base.imageUri);
  const { annotations } = synthesize({ ...REQUIREMENTS, levels: { notGolden: VerdictLevel.WARNING, reason: 'counting' } });
  expect(annotations).toEqual([expect.stringContaining('warn team/Encoded [not-golden] container_definitions.image (other): nginx')]);
  const golden = report().images.find(({ image }) => image === 'golden/debian')!;
  expect(golden.stacks).toEqual(['other', 'team']);
  expect(golden.uses.map(({ resource }) => resource)).toEqual(['other/Function', 'team/Encoded', 'team/Joined', 'team/Lazy']);
});

test('the digest of a reference with a repository of one\'s own is not known to be golden', () => {
  const stack = newStack();
  const base = GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian' });
  lambda(stack, 'Function', `registry.example.com/copied/debian@${base.digest}`);
  expect(verdicts()).toEqual(['team/Function image_uri: unknown']);
});

test('what is only known when Terraform applies is a warning, and passes nothing', () => {
  const stack = newStack();
  lambda(stack, 'Function', '${var.image}');
  task(stack, 'Task', '${file("containers.json")}');
  const { error, annotations } = synthesize();
  expect(error).toBeUndefined();
  expect(annotations).toEqual([expect.stringMatching(/^warn team\/Function \[unknown\]/), expect.stringMatching(/^warn team\/Task \[unknown\]/)]);
});

test('blocks, dynamic blocks, overrides and resources of providers without bindings are read', () => {
  const stack = newStack();
  const project = new CodebuildProject(stack, 'Build', {
    name: 'build',
    serviceRole: ROLE,
    artifacts: { type: 'NO_ARTIFACTS' },
    source: { type: 'NO_SOURCE', buildspec: '{}' },
    environment: { computeType: 'BUILD_GENERAL1_SMALL', image: 'golang:1.22', type: 'LINUX_CONTAINER' },
  });
  const pod = new TerraformResource(stack, 'Pod', { terraformResourceType: 'kubernetes_pod_v1' });
  pod.addOverride('spec', { container: [{ name: 'a', image: 'redis' }], dynamic: { init_container: { for_each: ['x'], content: { image: 'busybox' } } } });
  const lambdaFunction = lambda(stack, 'Function', GOLDEN);
  lambdaFunction.addOverride('image_uri', 'overridden');
  const chart = new TerraformResource(stack, 'Chart', { terraformResourceType: 'helm_release' });
  chart.addOverride('chart', 'redis');
  expect(project.node.path).toBe('team/Build');
  expect(verdicts()).toEqual([
    'team/Build environment.image: not-golden',
    'team/Pod spec.container.image (a): not-golden',
    'team/Pod spec.init_container.image: not-golden',
    'team/Function image_uri: not-golden',
    'team/Chart chart: unknown',
  ]);
});

test('what the stack puts over a resource or a module is read, as it will stand in the configuration', () => {
  const stack = newStack();
  const first = lambda(stack, 'First', GOLDEN);
  stack.addOverride(`resource.aws_lambda_function.${first.friendlyUniqueId}.image_uri`, 'nginx:2');
  const pod = new TerraformResource(stack, 'Pod', { terraformResourceType: 'kubernetes_pod_v1' });
  pod.addOverride('spec', [{ container: [{ name: 'a', image: GOLDEN }, { name: 'b', image: 'redis' }] }]);
  stack.addOverride(`resource.kubernetes_pod_v1.${pod.friendlyUniqueId}.spec.0.container.0.image`, 'busybox');
  stack.addOverride(`resource.kubernetes_pod_v1.${pod.friendlyUniqueId}.spec.0.init_container`, [{ name: 'c', image: Lazy.stringValue({ produce: () => 'alpine' }) }]);
  const second = lambda(stack, 'Second', 'nginx');
  stack.addOverride(`resource.aws_lambda_function.${second.friendlyUniqueId}.image_uri`, undefined);
  const module = new TerraformHclModule(stack, 'Service', { source: 'terraform-aws-modules/ecs/aws', variables: { image: GOLDEN } });
  stack.addOverride(`module.${module.friendlyUniqueId}.image`, 'nginx:3');
  expect(verdicts()).toEqual([
    'team/First image_uri: not-golden',
    'team/Pod spec.container.image (a): not-golden',
    'team/Pod spec.container.image (b): not-golden',
    'team/Pod spec.init_container.image (c): not-golden',
    'team/Service image: not-golden',
  ]);
});

test('a dynamic block stands beside the blocks of its name, and beside other dynamic ones', () => {
  const pod = new TerraformResource(newStack(), 'Pod', { terraformResourceType: 'kubernetes_pod_v1' });
  const dynamic = (image: string): object => ({ for_each: ['x'], content: { image } });
  pod.addOverride('spec', { container: { name: 'a', image: 'redis' }, dynamic: { container: [dynamic(GOLDEN), dynamic('busybox')], init_container: null } });
  expect(verdicts()).toEqual(['team/Pod spec.container.image (a): not-golden', 'team/Pod spec.container.image: golden', 'team/Pod spec.container.image: not-golden']);
});

test('inputs of a module that say image are read', () => {
  new TerraformHclModule(newStack(), 'Service', {
    source: 'terraform-aws-modules/ecs/aws//modules/service',
    variables: { name: 'web', container_definitions: { web: { image: 'nginx', cpu: 1 } }, image: GOLDEN, other: 'x' },
  });
  expect(verdicts()).toEqual(['team/Service container_definitions.web.image: not-golden', 'team/Service image: golden']);
});

describe('a Dockerfile', () => {
  test('that docker_image builds is read, with the build arguments, in the folder or in an asset', () => {
    const stack = newStack();
    const base = GoldenImageReference.fromChannel(stack, 'Base', { name: 'debian' });
    const asset = new TerraformAsset(stack, 'Context', { path: folderWith({ Dockerfile: 'ARG BASE\nFROM $BASE\nCOPY --from=nginx / /' }), type: AssetType.DIRECTORY });
    const image = new Image(stack, 'App', { name: 'app:1', buildAttribute: { context: asset.path, dockerfile: Token.asString(Fn.abspath(`${asset.path}/Dockerfile`)), buildArgs: { BASE: base.imageUri } } });
    new Image(stack, 'Other', { name: 'other:1', buildAttribute: { context: folderWith({ 'prod.Dockerfile': `FROM ${GOLDEN}` }), dockerfile: 'prod.Dockerfile' } });
    new Image(stack, 'Nothing', { name: 'nothing:1', buildAttribute: { context: folderWith({}) } });
    new Container(stack, 'Run', { name: 'run', image: image.imageId });
    const push = new RegistryImage(stack, 'Push', { name: image.name });
    task(stack, 'Task', JSON.stringify([{ name: 'pushed', image: `registry.example.com/app@${push.sha256Digest}` }]));
    expect(verdicts()).toEqual([
      'team/App Dockerfile:2: golden',
      'team/App Dockerfile:3: not-golden',
      'team/Other prod.Dockerfile:1: golden',
      'team/Nothing build.context: unknown',
      'team/Run image: allowed',
      'team/Push name: allowed',
      'team/Task container_definitions.image (pushed): allowed',
    ]);
  });

  test('at a path relative to where Terraform runs is read there', () => {
    const stack = newStack();
    mkdirSync(join(app.outdir, 'stacks/team/app'), { recursive: true });
    writeFileSync(join(app.outdir, 'stacks/team/app/Dockerfile'), 'FROM alpine');
    new Image(stack, 'App', { name: 'app', buildAttribute: { context: '${path.module}/app' } });
    expect(verdicts()).toEqual(['team/App Dockerfile:1: not-golden']);
  });

  test('in an asset that nothing here builds is read too', () => {
    const stack = newStack();
    new TerraformAsset(stack, 'Source', { path: folderWith({ 'Dockerfile': 'FROM alpine', 'README.md': 'FROM nginx' }), type: AssetType.ARCHIVE });
    new TerraformAsset(stack, 'File', { path: join(folderWith({ 'app.Dockerfile': 'FROM busybox' }), 'app.Dockerfile'), type: AssetType.FILE });
    new TerraformAsset(stack, 'Note', { path: join(folderWith({ 'note.txt': 'FROM busybox' }), 'note.txt'), type: AssetType.FILE });
    expect(verdicts()).toEqual(['team/Source Dockerfile:1: not-golden', 'team/File app.Dockerfile:1: not-golden']);
  });
});

test('a catalogue deprecates and revokes, also what a reference names', () => {
  const stack = newStack();
  const image = (name: string, lifecycle: object): object => ({ namespace: 'golden', name, revocations: [], ...lifecycle });
  const catalog = CatalogDocument.fromObject({
    schemaVersion: 1,
    images: [
      image('debian', { revocations: [{ digest: `sha256:${'a'.repeat(64)}`, reason: 'backdoor' }] }),
      image('bullseye', { deprecation: { since: '2026-01-01', removeAfter: '2026-12-31', reason: 'it ends', replacement: 'golden/debian' } }),
    ],
  });
  lambda(stack, 'Pinned', GOLDEN);
  lambda(stack, 'Channel', GoldenImageReference.fromChannel(stack, 'Base', { name: 'bullseye' }).imageUri);
  const { error, annotations } = synthesize({ ...REQUIREMENTS, catalog });
  expect(error).toContain('[team/Pinned] [revoked] image_uri: golden/debian@');
  expect(annotations).toContainEqual(expect.stringContaining('warn team/Channel [deprecated] image_uri: golden/bullseye is deprecated and is to be left by 2026-12-31: it ends; move to golden/debian'));
});

test('a reference to a version or a digest is judged by it, and passes where that is not revoked', () => {
  const stack = newStack();
  const revoked = `sha256:${'b'.repeat(64)}`;
  const catalog = CatalogDocument.fromObject({ schemaVersion: 1, images: [{ namespace: 'golden', name: 'debian', revocations: [{ digest: revoked, reason: 'backdoor' }, { version: '12.1.0', reason: 'CVE-2026-1' }] }] });
  for (const version of ['12.1.0-20261101', '12.2.0']) lambda(stack, `V${version}`, GoldenImageReference.fromVersion(stack, `Base${version}`, { name: 'debian', version }).imageUri);
  for (const digest of [revoked, `sha256:${'c'.repeat(64)}`]) lambda(stack, `D${digest.at(-1)}`, GoldenImageReference.fromDigest(stack, `Base${digest.at(-1)}`, { name: 'debian', digest, account: '111122223333', region: 'eu-west-1' }).imageUri);
  expect(verdicts({ ...REQUIREMENTS, catalog })).toEqual(['team/V12.1.0-20261101 image_uri: revoked', 'team/V12.2.0 image_uri: golden', 'team/Db image_uri: revoked', 'team/Dc image_uri: golden']);
});

test.each([
  ['another account', { account: '666666666666' }],
  ['another region', { region: 'us-east-1' }],
  ['the account in another region', { account: '111122223333', region: 'us-east-1' }],
  ['another namespace', { namespace: 'attacker' }],
])('a reference to %s is not golden, in a resource and in JSON', (_, elsewhere) => {
  const stack = newStack();
  const { imageUri } = GoldenImageReference.fromDigest(stack, 'Base', { name: 'miner', digest: `sha256:${'d'.repeat(64)}`, ...elsewhere });
  lambda(stack, 'Function', imageUri);
  task(stack, 'Task', Token.asString(Fn.jsonencode([{ name: 'web', image: imageUri }])));
  const { adoption } = RequireGoldenImages.of(app, REQUIREMENTS);
  expect(adoption.map(({ resource, verdict }) => `${resource} ${verdict}`)).toEqual(['team/Function not-golden', 'team/Task not-golden']);
  expect(`${adoption[0]!.message}; ${adoption[0]!.remedy}`).toMatch(/team\/Base refers to \w+\/miner.*, where no golden images are; refer to a golden image \(111122223333\.dkr\.ecr\.eu-west-1\.amazonaws\.com\/golden\/…\)/);
});

test('a reference to the registry and namespace is golden, named in full or by a part', () => {
  const stack = newStack();
  [{}, { account: '111122223333' }, { region: 'eu-west-1' }, { account: '111122223333', region: 'eu-west-1' }].forEach((named, at) => lambda(stack, `F${at}`, GoldenImageReference.fromChannel(stack, `Base${at}`, { name: 'debian', ...named }).imageUri));
  expect(verdicts()).toEqual([0, 1, 2, 3].map((at) => `team/F${at} image_uri: golden`));
});

test('an exception is shown, and one that nothing needs is a warning, once', () => {
  lambda(newStack(), 'Function', 'nginx');
  newStack('second');
  const exceptions = [ImageException.of({ image: 'nginx', reason: 'soon', expires: '2026-12-31' }), ImageException.of({ resource: 'team/Old', reason: 'soon', expires: '2026-12-31' })];
  const { error, annotations } = synthesize({ ...REQUIREMENTS, exceptions });
  expect(error).toBeUndefined();
  expect(annotations).toEqual([
    'warn team the exception of team/Old is not needed: nothing that it covers is found',
    expect.stringContaining('info team/Function [not-golden] image_uri: nginx is not a golden image; excepted: soon (until 2026-12-31)'),
  ]);
});

test('the report is whole although the first stack fails', () => {
  lambda(newStack('first'), 'Function', 'nginx');
  lambda(newStack('second'), 'Function', 'redis');
  expect(synthesize().error).toContain('first/Function');
  expect(report().images.map(({ image, stacks }) => [image, stacks])).toEqual([['docker.io/library/nginx', ['first']], ['docker.io/library/redis', ['second']]]);
});

test('the report is the same text for the same uses, in whatever order they are declared', () => {
  const texts = [['A', 'B'], ['B', 'A']].map((ids) => {
    app = new App({ outdir: mkdtempSync(join(tmpdir(), 'require-')) });
    const stack = newStack();
    ids.forEach((id) => lambda(stack, id, GOLDEN));
    synthesize();
    return readFileSync(join(app.outdir, 'golden-images-adoption.json'), 'utf8');
  });
  expect(texts[0]).toBe(texts[1]);
});

test('a stack that is made after the line fails the synthesis', () => {
  newStack();
  RequireGoldenImages.of(app, REQUIREMENTS);
  lambda(newStack('late'), 'Function', 'nginx');
  expect(() => app.synth()).toThrow('stack late was made after RequireGoldenImages.of');
});

test('what other aspects make is looked at too', () => {
  const stack = newStack();
  RequireGoldenImages.of(app, REQUIREMENTS);
  Aspects.of(stack).add({
    visit: (node) => {
      if (node === stack && stack.node.tryFindChild('Late') === undefined) lambda(stack, 'Late', 'nginx');
    },
  });
  expect(() => app.synth()).toThrow('[team/Late] [not-golden]');
});

test('for a stack or a construct, only what is in it is looked at', () => {
  const stack = newStack();
  lambda(stack, 'Function', 'nginx');
  const second = newStack('second');
  lambda(second, 'Function', GOLDEN);
  expect(RequireGoldenImages.of(second, REQUIREMENTS).adoption.map(({ resource }) => resource)).toEqual(['second/Function']);
  expect(() => app.synth()).not.toThrow();
  expect(report().images.flatMap(({ stacks }) => stacks)).toEqual(['second']);
});

test('two scopes of an app are in one report', () => {
  const [first, second] = [newStack('first'), newStack('second')];
  [first, second].forEach((stack) => {
    lambda(stack, 'Function', GOLDEN);
    RequireGoldenImages.of(stack, REQUIREMENTS);
  });
  app.synth();
  expect(report().images).toEqual([expect.objectContaining({ stacks: ['first', 'second'] })]);
});

test('a scope has requirements once, also around it and in it', () => {
  const stack = newStack();
  RequireGoldenImages.of(stack, REQUIREMENTS);
  for (const scope of [stack, app, lambda(stack, 'Function', GOLDEN)]) expect(errorOf(() => RequireGoldenImages.of(scope, REQUIREMENTS)).code).toBe('DuplicateRequirement');
  expect(errorOf(() => RequireGoldenImages.of(app, REQUIREMENTS)).message).toContain('given:    "the app"');
});

test('what golden images are made of is left to policies', () => {
  debianIn(newStack());
  expect(verdicts()).toEqual([]);
  expect(existsSync(join(app.outdir, 'golden-images-adoption.json'))).toBe(false);
});

test('CDKTF visits no aspects of an app, which is why there is no constructor to add one by', () => {
  const stack = newStack();
  const visited: string[] = [];
  Aspects.of(app).add({ visit: (node) => void visited.push(node.node.path) });
  lambda(stack, 'Function', 'nginx');
  app.synth();
  expect(visited).toEqual([]);
});
