import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { TerraformStack } from 'cdktf';

import { BaseImage } from '../../lib/base-image/base-image';
import { CATALOG_FILES } from '../../lib/catalog/catalog-files';
import { GoldenImageCatalog } from '../../lib/catalog/golden-image-catalog';
import { GoldenImage } from '../../lib/golden-image';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { aws } from './engines/aws';
import { startWorld, type World } from './engines/world';
import { AppliedStack } from './factory';

const BUCKET = 'acme-portal';

let world: World;
let portal: AppliedStack;
let outputPath: string;

/** A stack with the bucket and the catalogue, of an image in another stack that nobody applies. */
function synthesize(description: string): void {
  portal.synthesize((app) => {
    const platform = new TerraformStack(app, 'platform');
    new AwsProvider(platform, 'Aws', { region: world.region });
    new GoldenImage(platform, 'Debian', {
      name: 'debian',
      version: '12.1.0',
      base: BaseImage.debian('12-slim', { digest: world.upstream.digest }),
      owner: 'platform-team',
      rationale: 'glibc, five years of support',
      labels: { 'org.opencontainers.image.description': description },
      pipeline: new CodeBuildPipeline(platform, 'Factory'),
    });
    const stack = new TerraformStack(app, 'portal');
    new AwsProvider(stack, 'Aws', { region: world.region });
    const bucket = new S3Bucket(stack, 'Bucket', { bucket: BUCKET });
    new S3BucketPublicAccessBlock(stack, 'Private', { bucket: bucket.bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true });
    const key = new KmsKey(stack, 'Key', { enableKeyRotation: true });
    const encrypted = new S3BucketServerSideEncryptionConfigurationA(stack, 'Encrypted', {
      bucket: bucket.bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn } }],
    });
    // After the bucket's encryption: what is put there before has another key.
    ({ outputPath } = new GoldenImageCatalog(stack, 'Catalog', { imagesOf: app, asOf: '2026-11-24', publishTo: { bucket: encrypted.bucket, prefix: 'images' } }));
    return stack;
  });
}

interface Put {
  readonly ContentType: string;
  readonly CacheControl: string;
  readonly ServerSideEncryption: string;
  readonly SSEKMSKeyId: string;
}

/** An object of the bucket: its content, and what S3 says of it. */
async function put(key: string): Promise<Put & { readonly content: string }> {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'object-')), 'content');
  const said = await aws<Put>(world, 's3api', 'get-object', '--bucket', BUCKET, '--key', key, file);
  return { ...said, content: readFileSync(file, 'utf8') };
}

const synthesized = (name: string): string => readFileSync(path.join(portal.terraform.directory, outputPath, name), 'utf8');

/** The catalogue in the bucket has to be the one that was synthesized last. */
async function expectPublished(): Promise<void> {
  const { Contents } = await aws<{ Contents: { Key: string }[] }>(world, 's3api', 'list-objects-v2', '--bucket', BUCKET);
  expect(Contents.map(({ Key }) => Key).sort()).toEqual(CATALOG_FILES.map(({ name }) => `images/${name}`).sort());
  for (const { name, contentType } of CATALOG_FILES) {
    const { content, ContentType, CacheControl } = await put(`images/${name}`);
    expect({ name, content }).toEqual({ name, content: synthesized(name) });
    expect([ContentType, CacheControl]).toEqual([contentType, 'no-cache']);
  }
}

beforeAll(async () => {
  world = await startWorld();
  portal = new AppliedStack(world, 'portal');
  synthesize('For services');
  await portal.terraform.init();
  await portal.terraform.apply();
});

afterAll(() => world?.stop());

test('the bucket holds the files that were synthesized, as what they are', async () => {
  expect(synthesized('catalog.json')).toContain('For services');
  await expectPublished();
});

test('they are encrypted as the bucket says, and are nobody else’s', async () => {
  const state = JSON.stringify(await portal.terraform.show());
  for (const { name } of CATALOG_FILES) {
    const { ServerSideEncryption, SSEKMSKeyId } = await put(`images/${name}`);
    expect(ServerSideEncryption).toBe('aws:kms');
    expect(state).toContain(SSEKMSKeyId);
    const { Owner, Grants } = await aws<{ Owner: { ID: string }; Grants: object[] }>(world, 's3api', 'get-object-acl', '--bucket', BUCKET, '--key', `images/${name}`);
    expect(Grants).toEqual([{ Grantee: { Type: 'CanonicalUser', ID: Owner.ID }, Permission: 'FULL_CONTROL' }]);
  }
});

test('an unchanged catalogue is no change, and a changed description replaces what the bucket holds', async () => {
  synthesize('For services');
  expect(await portal.terraform.plan()).toMatchObject({ changes: false });
  synthesize('For services and jobs');
  await portal.terraform.apply();
  expect(synthesized('catalog.json')).toContain('For services and jobs');
  await expectPublished();
  expect(await portal.terraform.plan()).toMatchObject({ changes: false });
});
