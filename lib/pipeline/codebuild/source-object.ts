import { posix } from 'node:path';

import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { zipSync } from 'fflate';

import { hashFiles } from '../../build/build-plan';
import { SourceBucket } from './source-bucket';
import { refuseUnresolvedFiles, stageFiles } from './staging';

/** The earliest time a zip file can tell, so that an unchanged context is an unchanged archive. */
const ZIP_EPOCH = new Date(1980, 0, 1);
const ARCHIVE = 'source.zip';

/** What a source object is made of. */
interface SourceObjectProps {
  readonly bucket: SourceBucket;
  /** Last folder of the files' path in the synth output. */
  readonly folder: string;
  /** Prefix of the object's key. */
  readonly keyPrefix: string;
  readonly files: { readonly [path: string]: string | Uint8Array };
  /** Files that people read beside the others; not part of the object. */
  readonly companions?: { readonly [path: string]: string };
}

/**
 * Files that a CodeBuild project starts from: written under the synth output, where people read and compare them, and
 * put as one zip archive whose key holds the hash of its content.
 */
export class SourceObject extends Construct {
  /** `BUCKET/KEY`, as CodeBuild takes it. */
  public readonly location: string;
  /** Version of the object: a project that names it cannot be given another archive under the same key. */
  public readonly versionId: string;
  /** SHA-256 over the paths and the content of the files, 64 hexadecimal digits. */
  public readonly contentHash: string;
  /** Where the files are written, relative to the stack's folder in the synth output. */
  public readonly outputPath: string;

  public constructor(scope: Construct, id: string, { bucket, folder, keyPrefix, files, companions }: SourceObjectProps) {
    super(scope, id);
    refuseUnresolvedFiles({ ...files, ...companions }, this.node.path);
    const asset = new TerraformAsset(this, 'Files', {
      path: stageFiles({ ...files, ...companions, [ARCHIVE]: archive(files) }),
      type: AssetType.DIRECTORY,
      // A name instead of a hash: two synth outputs can be compared file by file. The key below holds the hash.
      assetHash: folder,
    });
    this.outputPath = asset.path;
    const hash = hashFiles(files);
    this.contentHash = hash;
    const object = new S3Object(this, 'Resource', {
      bucket: bucket.bucketName,
      key: `${keyPrefix}/${hash}.zip`,
      source: posix.join(asset.path, ARCHIVE),
      sourceHash: hash,
      contentType: 'application/zip',
      // A build that is just starting still finds the archive that its project names.
      lifecycle: { createBeforeDestroy: true },
    });
    this.location = `${bucket.bucketName}/${object.key}`;
    this.versionId = object.versionId;
  }
}

function archive(files: { readonly [path: string]: string | Uint8Array }): Uint8Array {
  const entries = Object.keys(files)
    .sort()
    .map((name) => [name, typeof files[name] === 'string' ? Buffer.from(files[name]) : files[name]!] as const);
  // Stored: to compress some kilobytes takes more of a synthesis than their way to S3.
  return zipSync(Object.fromEntries(entries), { mtime: ZIP_EPOCH, level: 0 });
}
