import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { Aspects, AssetType, Lazy, TerraformAsset, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';

import { BUCKET_NAME, OBJECT_KEY_PREFIX, TITLE } from '../core/catalog-grammar';
import { checkPresent, checkText } from '../core/check';
import { checkDay, dayOf } from '../core/day';
import { REGISTRY_HOST } from '../core/reference-grammar';
import { BY_RULE, checkShape, implementing, Shape } from '../core/shape';
import { isUnresolved } from '../core/token';
import { GoldenImage } from '../golden-image';
import { governing } from '../governance/image-policies';
import { refuseUnresolvedFiles, stageFiles } from '../pipeline/codebuild/staging';
import { CatalogContent } from './catalog-content';
import { catalogContent, CATALOG_FILES, catalogFiles } from './catalog-files';
import { catalogImage } from './catalog-image';

/** Where the catalogue is put, for people and portals to read. */
export interface CatalogPublication {
  /**
   * Name of an S3 bucket: 3 to 63 lower-case letters, digits, `.` and `-`, or what Terraform alone knows, such as the
   * bucket of the same stack; anything else is the error `InvalidBucketName`. The bucket says who may read, and how it is
   * encrypted.
   */
  readonly bucket: string;
  /**
   * Folder of the objects in the bucket: segments of letters, digits and `._-`, joined by `/`; anything else is the error
   * `InvalidKeyPrefix`.
   *
   * @default "catalog"
   */
  readonly prefix?: string;
}

/** Which images the catalogue holds, and where it is put. */
export interface GoldenImageCatalogProps {
  /**
   * What the catalogue is called: one line of at most 100 printable characters, without `${` and `%{`, else it is the error
   * `InvalidTitle`.
   *
   * @default "Golden images"
   */
  readonly title?: string;
  /**
   * The golden images in this scope, such as the app for those of all its stacks. They are collected when the app is
   * synthesized, so it does not matter what is declared first.
   *
   * @default - the stack of the catalogue
   */
  readonly imagesOf?: IConstruct;
  /**
   * Day that the catalogue tells of, `YYYY-MM-DD` in UTC; anything else is the error `InvalidDate`. With a day that is
   * given, a synthesis is the same on every day.
   *
   * @default - the day of the first policy of the scope that names one, else that of the synthesis
   */
  readonly asOf?: string;
  /**
   * Host of the registry that people pull from, such as `111122223333.dkr.ecr.eu-west-1.amazonaws.com`, for lines that can
   * be copied as they are; anything else is the error `InvalidRegistryHost`.
   *
   * @default - that of the image's repository where it is known, else `ACCOUNT.dkr.ecr.REGION.amazonaws.com`
   */
  readonly registryHost?: string;
  /**
   * Where the three files are put besides.
   *
   * @default - nowhere: they are in the synth output
   */
  readonly publishTo?: CatalogPublication;
}

const SHAPE: Shape<GoldenImageCatalogProps> = {
  title: BY_RULE,
  imagesOf: implementing('IConstruct', 'node'),
  asOf: BY_RULE,
  registryHost: BY_RULE,
  publishTo: BY_RULE,
};
const PUBLICATION_SHAPE: Shape<CatalogPublication> = { bucket: BY_RULE, prefix: BY_RULE };

/**
 * The catalogue of the golden images of a stack: what there is, how it is used, who answers for it, until when it is
 * supported. A synthesis writes it as `catalog.json`, `CATALOG.md` and one `catalog.html` that asks nothing of the network.
 *
 * @example
 * new GoldenImageCatalog(this, 'Catalog', { title: 'Golden images of ACME' });
 */
export class GoldenImageCatalog extends Construct {
  /** Folder of the files, relative to the stack's folder in the synth output. */
  public readonly outputPath: string;
  private readonly title: string;
  private readonly scope: IConstruct;
  private readonly asOf?: string;
  private readonly registryHost?: string;

  public constructor(scope: Construct, id: string, props: GoldenImageCatalogProps = {}) {
    super(scope, id);
    const where = this.node.path;
    const { title, imagesOf, asOf, registryHost, publishTo } = checkShape(SHAPE, props, 'props', where);
    this.title = checkText(TITLE, title ?? 'Golden images', where);
    this.scope = imagesOf ?? TerraformStack.of(this);
    if (asOf !== undefined) this.asOf = checkDay(asOf, where);
    if (registryHost !== undefined) this.registryHost = checkText(REGISTRY_HOST, registryHost, where);

    const folder = stageFiles({});
    const asset = new TerraformAsset(this, 'Files', { path: folder, type: AssetType.DIRECTORY, assetHash: 'catalog' });
    this.outputPath = asset.path;
    // CDKTF copies assets after it has asked aspects: by then all that is declared is there.
    Aspects.of(this).add({
      visit: (node: IConstruct): void => {
        if (node === this) this.write(folder);
      },
    });
    if (publishTo !== undefined) this.publish(publishTo, asset);
  }

  private get document(): CatalogContent {
    const images = this.scope.node.findAll().filter((node) => node instanceof GoldenImage);
    const asOf = this.asOf ?? governing(this).find((policy) => policy.asOf !== undefined)?.asOf ?? dayOf(new Date());
    return catalogContent(this.title, asOf, images.map((image) => catalogImage(image, this.registryHost)));
  }

  private write(folder: string): void {
    const files = catalogFiles(this.document);
    refuseUnresolvedFiles(files, this.node.path);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  }

  private publish(publication: CatalogPublication, asset: TerraformAsset): void {
    const where = this.node.path;
    const { bucket, prefix } = checkShape(PUBLICATION_SHAPE, publication, 'publishTo', where);
    const bucketName = checkPresent(bucket, 'bucket', where);
    if (!isUnresolved(bucketName)) checkText(BUCKET_NAME, bucketName, where);
    const folder = checkText(OBJECT_KEY_PREFIX, prefix ?? 'catalog', where);
    for (const { id, name, contentType } of CATALOG_FILES) {
      new S3Object(this, id, {
        bucket: bucketName,
        key: `${folder}/${name}`,
        source: posix.join(asset.path, name),
        sourceHash: Lazy.stringValue({ produce: () => createHash('sha256').update(catalogFiles(this.document)[name]!).digest('hex') }),
        contentType,
        // Who opens the page again sees the catalogue of the last apply.
        cacheControl: 'no-cache',
      });
    }
  }
}
