import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Ajv2020 } from 'ajv/dist/2020';
import { App } from 'cdktf';
import { Construct } from 'constructs';

import { local } from '../../examples/local/local';
import { platform } from '../../examples/platform/platform';
import { BaseImage } from '../../lib/base-image/base-image';
import { ScanGate } from '../../lib/build/scan-gate';
import { CatalogContent, CatalogImage } from '../../lib/catalog/catalog-content';
import { GoldenImageCatalog, GoldenImageCatalogProps } from '../../lib/catalog/golden-image-catalog';
import { ImageVariant } from '../../lib/core/image-variant';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { Severity } from '../../lib/core/severity';
import { ImagePolicies } from '../../lib/governance/image-policies';
import { BuildStage } from '../../lib/image/build-stage';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { ImagePolicy } from '../../lib/policy/image-policy';
import { PolicyExemption } from '../../lib/policy/policy-exemption';
import { ChannelRelease } from '../../lib/registry/channel-release';
import { debianIn, DebianProps, DIGEST, newStack, synthesize, Synthesized } from '../support/stack';

const AS_OF = '2026-11-24';

function documentIn(synthesized: Synthesized, catalog: GoldenImageCatalog): CatalogContent {
  return JSON.parse(synthesized.read(join(catalog.outputPath, 'catalog.json')));
}

/** The catalogue of one small image. */
function imageOf(props: DebianProps = {}, catalogProps: GoldenImageCatalogProps = {}): CatalogImage {
  const stack = newStack();
  const catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: AS_OF, ...catalogProps });
  debianIn(stack, props);
  return documentIn(synthesize(stack), catalog).images[0]!;
}

const EXEMPT = [PolicyExemption.of({ rule: 'supported-base', reason: 'Debian LTS until 2028', expires: '2099-12-31' })];

describe('the catalogue of the platform example', () => {
  let files: Record<string, string>;
  let document: CatalogContent;

  beforeAll(() => {
    const stack = platform(new App());
    const synthesized = synthesize(stack);
    files = Object.fromEntries(['catalog.json', 'CATALOG.md', 'catalog.html'].map((name) => [name, synthesized.read(join(stack.catalog.outputPath, name))]));
    document = JSON.parse(files['catalog.json']!);
  });

  test('is what its schema says', () => {
    const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync('lib/catalog/catalog.schema.json', 'utf8')));
    validate(document);
    expect(validate.errors).toBeNull();
  });

  test('holds both images, as of the day of the policies', () => {
    expect({ ...document, images: document.images.map(({ repositoryName, path }) => `${repositoryName} ${path}`) }).toEqual({
      schemaVersion: 1, title: 'Golden images of the platform team', asOf: '2026-11-24', images: ['golden/debian platform/Debian', 'golden/node-18 platform/Node'],
    });
  });

  test('tells of an image what its declaration says', () => {
    expect(document.images[0]).toMatchObject({
      name: 'debian',
      namespace: 'golden',
      version: '12.1.0',
      owner: 'platform-team',
      rationale: 'glibc, five years of support',
      repositoryUri: null,
      base: { name: 'docker.io/library/debian:12-slim', provenance: 'official', libc: 'glibc', packageManager: 'apt', parent: null },
      packages: ['ca-certificates', 'tzdata'],
      platforms: ['linux/amd64'],
      variants: [{ name: 'runtime', packages: [] }],
      channels: [{ name: 'stable', variant: 'runtime', kind: 'automatic', parameterName: '/golden/debian/channels/stable' }],
      exemptions: [{ rule: 'supported-base', expires: '2028-06-30' }],
      deprecation: null,
      revocations: [],
    });
    expect(document.images[0]!.tests).toContain('prints its release');
    expect(document.images[0]!.findings.find(({ rule }) => rule === 'supported-base')).toMatchObject({ verdict: 'exempt', policy: 'baseline' });
  });

  test('tells of a child its parent, and that it is supported as its parent is', () => {
    const [debian, node] = document.images;
    expect(node!.base).toMatchObject({ name: 'golden/debian', digest: null, parent: 'golden/debian' });
    expect(node!.support).toEqual(debian!.support);
    expect(node!.support).toMatchObject({ release: 'debian 12', extendedName: 'Debian LTS' });
  });

  test('shows the images in all three files', () => {
    for (const content of Object.values(files)) for (const name of ['golden/debian', 'golden/node-18']) expect(content).toContain(name);
  });
});

describe('an image of a catalogue', () => {
  test('has a description where a label says so, a budget, variants with what they add, and weakenings', () => {
    const image = imageOf({
      exemptions: EXEMPT,
      labels: { 'org.opencontainers.image.description': 'For services' },
      maxSizeMegabytes: 120,
      variants: [{ variant: ImageVariant.DEBUG, packages: ['strace'] }],
      base: BaseImage.debian('13-slim', { trackingReason: 'a test' }),
      scanGate: ScanGate.blockAtOrAbove(Severity.CRITICAL, { reason: 'HIGH is triaged weekly' }),
      channel: 'next',
    });
    expect(image).toMatchObject({
      description: 'For services',
      maxSizeMegabytes: 120,
      variants: [{ name: 'runtime', packages: [] }, { name: 'debug', packages: ['strace'] }],
      channels: [{ name: 'next', variant: 'runtime' }, { name: 'next-debug', variant: 'debug', parameterName: '/golden/debian/channels/next-debug' }],
      base: { digest: null },
    });
    expect(image.weakenings).toEqual(['the base is tracked: a test', expect.stringMatching(/^the scan gate lets .*HIGH is triaged weekly$/)]);
  });

  test('names the golden images that its stages are on', () => {
    const stack = newStack();
    const catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: AS_OF });
    const builder = debianIn(stack, { name: 'builder', exemptions: EXEMPT }, 'Builder');
    debianIn(stack, { exemptions: EXEMPT, stages: [BuildStage.of('build', { base: BaseImage.fromGoldenImage(builder), commands: [['true']] })] });
    expect(documentIn(synthesize(stack), catalog).images.map(({ name, builtWith }) => [name, builtWith])).toEqual([['builder', []], ['debian', ['golden/builder']]]);
  });

  test('tells what is said of it and of its parents, what it supersedes, how teams move, and which channels are pinned', () => {
    const stack = newStack();
    const catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: AS_OF });
    const old = debianIn(stack, { name: 'debian-12', exemptions: EXEMPT }, 'Old');
    old.addChannel('production', ChannelRelease.version('12.1.0'));
    old.deprecate({ since: '2026-10-01', removeAfter: '2027-03-31', reason: 'Debian 13 is out', replacement: 'debian-13' });
    old.revoke({ version: '12.0.0', reason: 'CVE-2026-0001' });
    debianIn(stack, { name: 'debian-13', supersedes: 'debian-12', migrationGuide: '# To 13', exemptions: EXEMPT }, 'New');
    debianIn(stack, { name: 'node', base: BaseImage.fromGoldenImage(old) }, 'Node');
    const [first, second, third] = documentIn(synthesize(stack), catalog).images;
    const said = {
      deprecation: { since: '2026-10-01', removeAfter: '2027-03-31', reason: 'Debian 13 is out', replacement: 'golden/debian-13', migrationGuide: null },
      revocations: [{ digest: null, version: '12.0.0', reason: 'CVE-2026-0001' }],
    };
    expect(first).toMatchObject({ ...said, inherited: [], supersedes: null, migrationGuide: null });
    expect(first!.channels).toEqual([
      { name: 'stable', variant: 'runtime', kind: 'automatic', parameterName: '/golden/debian-12/channels/stable' },
      { name: 'production', variant: 'runtime', kind: 'pinned', parameterName: '/golden/debian-12/channels/production' },
    ]);
    expect(second).toMatchObject({ deprecation: null, revocations: [], inherited: [], supersedes: 'golden/debian-12', migrationGuide: '# To 13' });
    expect(third).toMatchObject({ deprecation: null, revocations: [], inherited: [{ image: 'golden/debian-12', ...said }] });
  });

  test('keeps no placeholder of a name that Terraform alone knows', () => {
    const stack = newStack();
    const bucket = new S3Bucket(stack, 'Bucket', { bucket: 'x' });
    const catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: AS_OF });
    debianIn(stack, { exemptions: EXEMPT, base: BaseImage.fromPrivateRegistry(bucket.arn, '12', { digest: DIGEST, libc: Libc.GLIBC, packageManager: PackageManager.APT }) });
    expect(documentIn(synthesize(stack), catalog).images[0]!.base.name).toBe('(a name that Terraform knows):12');
  });

  test('of a registry that is known is used from there', () => {
    const stack = local(new App());
    const catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: AS_OF });
    const [image] = documentIn(synthesize(stack), catalog).images;
    expect(image).toMatchObject({ repositoryUri: 'localhost:5000/golden/debian', channels: [] });
    expect(image!.usage[1]!.text).toContain(' BASE_IMAGE="localhost:5000/golden/debian@');
  });

  test('is used from the host that the catalogue names', () => {
    const image = imageOf({ exemptions: EXEMPT }, { registryHost: '111122223333.dkr.ecr.eu-west-1.amazonaws.com' });
    expect(image.usage[1]!.text).toContain(' BASE_IMAGE="111122223333.dkr.ecr.eu-west-1.amazonaws.com/golden/debian@');
  });
});

describe('which images', () => {
  test('are those of the stack, wherever in it and whenever declared', () => {
    const stack = newStack();
    const catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: AS_OF });
    const pipeline = new CodeBuildPipeline(stack, 'Factory');
    debianIn(stack, { exemptions: EXEMPT, pipeline });
    debianIn(newStack('other', stack), { name: 'elsewhere', exemptions: EXEMPT });
    debianIn(new Construct(stack, 'Inner') as typeof stack, { name: 'a-first', exemptions: EXEMPT, pipeline });
    expect(documentIn(synthesize(stack), catalog).images.map(({ name }) => name)).toEqual(['a-first', 'debian']);
  });

  test('are those of a scope that is given', () => {
    const stack = newStack();
    debianIn(stack, { exemptions: EXEMPT });
    debianIn(newStack('other', stack), { name: 'elsewhere', exemptions: EXEMPT });
    const catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: AS_OF, imagesOf: stack.node.root });
    expect(documentIn(synthesize(stack), catalog).images.map(({ path }) => path)).toEqual(['stack/Debian', 'other/Debian']);
  });

  test('can be none', () => {
    const stack = newStack();
    const catalog = new GoldenImageCatalog(stack, 'Catalog');
    const synthesized = synthesize(stack);
    expect(documentIn(synthesized, catalog)).toMatchObject({ title: 'Golden images', images: [] });
    expect(synthesized.read(join(catalog.outputPath, 'catalog.html'))).toContain('This catalogue holds no images.');
  });
});

describe('the day', () => {
  function dayOf(asOf?: string, policyDay?: string): string {
    const stack = newStack();
    if (policyDay !== undefined) ImagePolicies.of(stack).add(ImagePolicy.baseline({ asOf: policyDay }));
    const catalog = new GoldenImageCatalog(stack, 'Catalog', { ...(asOf !== undefined && { asOf }) });
    return documentIn(synthesize(stack), catalog).asOf;
  }

  test('is the one that is given, else that of the policies, else that of the synthesis', () => {
    expect(dayOf('2027-01-01', '2026-02-02')).toBe('2027-01-01');
    expect(dayOf(undefined, '2026-02-02')).toBe('2026-02-02');
    const before = new Date().toISOString().slice(0, 10);
    const day = dayOf();
    expect([before, new Date().toISOString().slice(0, 10)]).toContain(day);
  });
});

describe('a published catalogue', () => {
  function published(rationale: string, publishTo: Partial<GoldenImageCatalogProps['publishTo']> = {}): { synthesized: Synthesized; catalog: GoldenImageCatalog } {
    const stack = newStack();
    const bucket = new S3Bucket(stack, 'Bucket', { bucket: 'portal' });
    const catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: AS_OF, publishTo: { bucket: bucket.bucket, ...publishTo } });
    debianIn(stack, { rationale, exemptions: EXEMPT });
    return { synthesized: synthesize(stack), catalog };
  }

  test('is three objects, each of the file that was written and of its hash', () => {
    const { synthesized, catalog } = published('one');
    const objects = Object.entries(synthesized.resources('aws_s3_object')).filter(([path]) => path.startsWith('Catalog/'));
    expect(objects.map(([path, { key, content_type: type }]) => [path, key, type])).toEqual([
      ['Catalog/Html', 'catalog/catalog.html', 'text/html; charset=utf-8'],
      ['Catalog/Json', 'catalog/catalog.json', 'application/json'],
      ['Catalog/Markdown', 'catalog/CATALOG.md', 'text/markdown; charset=utf-8'],
    ]);
    for (const [, { bucket, source, source_hash: hash, cache_control: cache }] of objects) {
      expect(bucket).toBe('${aws_s3_bucket.Bucket.bucket}');
      expect(source.startsWith(`${catalog.outputPath}/`)).toBe(true);
      expect(hash).toBe(createHash('sha256').update(synthesized.read(source)).digest('hex'));
      expect(cache).toBe('no-cache');
    }
  });

  test('has other hashes when an image that is declared after it changes', () => {
    const hashes = ['one', 'two', 'one'].map((rationale) => published(rationale).synthesized.resource('aws_s3_object', 'Catalog/Json').source_hash);
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(hashes[0]).toBe(hashes[2]);
  });

  test('lies where its prefix says', () => {
    expect(published('one', { prefix: 'platform/images' }).synthesized.resource('aws_s3_object', 'Catalog/Html').key).toBe('platform/images/catalog.html');
  });
});
