import { GoldenImageCatalog } from '../../../lib/catalog/golden-image-catalog';
import { BUCKET_NAME, OBJECT_KEY_PREFIX, TITLE } from '../../../lib/core/catalog-grammar';
import { REGISTRY_HOST } from '../../../lib/core/reference-grammar';
import { newStack } from '../good';
import { missing, notImplementing, notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';
import { notDay } from './policies';
import { PROSE } from './users';

const where = 'stack/Catalog';

function make(props: object | undefined): GoldenImageCatalog {
  return new GoldenImageCatalog(newStack(), 'Catalog', props);
}

function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`GoldenImageCatalogProps.${name}`, { where, make: (value) => make({ [name]: value }), good }, ...badValues);
}

function publication(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(`CatalogPublication.${name}`, { where, make: (value) => make({ publishTo: { bucket: 'portal', [name]: value } }), good }, ...badValues);
}

export const CATALOG_ROWS: readonly Row[] = [
  ...property('GoldenImageCatalog.constructor.props', { where, make, good: {} }, notStruct('props')),
  ...option('title', 'Golden images', usualTexts('InvalidTitle', TITLE, 'Golden images', PROSE), texts('InvalidTitle', TITLE, { 'two lines': 'Golden\nimages' }), notNull('title')),
  ...option('imagesOf', newStack(), notImplementing('imagesOf', 'IConstruct')),
  ...option('asOf', '2026-11-24', notDay, notNull('asOf')),
  ...option(
    'registryHost',
    'registry.example.com',
    usualTexts('InvalidRegistryHost', REGISTRY_HOST, 'registry.example.com'),
    texts('InvalidRegistryHost', REGISTRY_HOST, { 'a scheme': 'https://registry.example.com', 'a path': 'registry.example.com/golden' }),
    notNull('registryHost'),
  ),
  ...option('publishTo', { bucket: 'portal' }, notStruct('publishTo')),
  ...publication(
    'bucket',
    'portal',
    // What Terraform alone knows is taken.
    usualTexts('InvalidBucketName', BUCKET_NAME, 'portal').slice(0, -1),
    texts('InvalidBucketName', BUCKET_NAME, {
      'its ARN': 'arn:aws:s3:::portal',
      'its address': 's3://portal',
      'an upper-case letter': 'Portal',
      'an underscore': 'team_portal',
      'two characters': 'ab',
      'two dots in a row': 'team..portal',
      'a hyphen at its end': 'portal-',
      'an IP address': '192.168.5.4',
      'a prefix that S3 keeps to itself': 'xn--portal',
    }),
    missing('bucket'),
    notNull('bucket'),
  ),
  ...publication(
    'prefix',
    'catalog',
    usualTexts('InvalidKeyPrefix', OBJECT_KEY_PREFIX, 'catalog', ['a hyphen before it']),
    texts('InvalidKeyPrefix', OBJECT_KEY_PREFIX, { 'a slash before it': '/catalog', 'a slash behind it': 'catalog/', 'two slashes': 'a//b', 'the folder above': '../catalog', 'a folder above in it': 'a/../b', 'a space': 'my catalog' }),
    notNull('prefix'),
  ),
];
