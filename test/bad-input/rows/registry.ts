import { REPOSITORY_NAME } from '../../../lib/core/grammar';
import { GoldenImageRepository } from '../../../lib/registry/golden-image-repository';
import { LifecyclePolicy } from '../../../lib/registry/lifecycle/lifecycle-policy';
import { TagImmutability } from '../../../lib/registry/tag-immutability';
import { ENCRYPTION, newStack } from '../good';
import { missing, notBoolean, notNull, notInstance, notStruct } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';

const where = 'stack/Repository';
const props = { repositoryName: 'golden/debian', encryption: ENCRYPTION };

/** The rows of one property of a repository. */
function option(name: string, good: unknown, ...badValues: Parameters<typeof property>[2][]): readonly Row[] {
  return property(
    `GoldenImageRepositoryProps.${name}`,
    { where, make: (value) => new GoldenImageRepository(newStack(), 'Repository', { ...props, [name]: value }), good },
    ...badValues,
  );
}

const REPOSITORY: readonly Row[] = [
  ...property(
    'GoldenImageRepository.constructor.props',
    { where, make: (value) => new GoldenImageRepository(newStack(), 'Repository', value), good: props },
    notStruct('props'),
  ),
  ...option(
    'repositoryName',
    'golden/debian',
    usualTexts('InvalidRepositoryName', REPOSITORY_NAME, 'golden/debian'),
    texts('InvalidRepositoryName', REPOSITORY_NAME, {
      'one letter': 'a',
      'upper case': 'Golden/debian',
      'a slash before it': '/golden',
      'a slash behind it': 'golden/',
      'two slashes': 'a//b',
      'two dots': 'a..b',
      'a digit before it': '1golden',
      'a tag behind it': 'golden/debian:12',
      'a registry before it': '111122223333.dkr.ecr.eu-west-1.amazonaws.com/a',
      'nothing': undefined,
    }),
    notNull('repositoryName'),
  ),
  ...option('encryption', ENCRYPTION, notInstance('encryption', 'RepositoryEncryption'), missing('encryption'), [
    { what: 'the name of an algorithm', bad: 'AES256', code: 'InvalidType', expected: 'an object of the class RepositoryEncryption', remedy: 'a method of RepositoryEncryption' },
  ]),
  ...option('tagImmutability', TagImmutability.always(), notInstance('tagImmutability', 'TagImmutability'), [
    {
      what: 'filters on a provider that knows none',
      bad: TagImmutability.except(['stable']),
      given: '5.100.0',
      where: `${where}/Resource`,
      code: 'ProviderTooOld',
      expected: 'version 6.8 or later of the AWS provider',
      remedy: 'or use TagImmutability.always()',
    },
  ]),
  ...option('lifecycle', LifecyclePolicy.candidates(), notInstance('lifecycle', 'LifecyclePolicy')),
  ...option('pushReserved', true, notBoolean('pushReserved')),
];

export const REGISTRY_ROWS: readonly Row[] = REPOSITORY;
