import { ACCOUNT_ID, ORGANIZATION_ID, REPOSITORY_NAME } from '../../../lib/core/grammar';
import { GoldenImageRepository } from '../../../lib/registry/golden-image-repository';
import { RepositoryLifecycle } from '../../../lib/registry/lifecycle';
import { PullPrincipal } from '../../../lib/registry/pull-principal';
import { ENCRYPTION_KEY, newStack } from '../good';
import { missing, notNull, notImplementing, notInstance, notListOf, notStruct } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';

const where = 'stack/Repository';
const props = { repositoryName: 'golden/debian', encryptionKey: ENCRYPTION_KEY };

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
  ...option('encryptionKey', ENCRYPTION_KEY, notImplementing('encryptionKey', 'IEncryptionKey'), missing('encryptionKey'), [
    {
      what: 'the ARN of a key',
      bad: ENCRYPTION_KEY.keyArn,
      code: 'InvalidType',
      expected: 'an object that is an IEncryptionKey: with keyArn',
      remedy: 'implements IEncryptionKey',
    },
  ]),
  ...option('lifecycle', RepositoryLifecycle.candidates(), notInstance('lifecycle', 'RepositoryLifecycle')),
  ...option('pullableBy', [PullPrincipal.account('111122223333')], notListOf('pullableBy', 'PullPrincipal', PullPrincipal.account('111122223333'))),
];

const PRINCIPALS: readonly Row[] = [
  ...property(
    'PullPrincipal.account.accountId',
    { where: 'PullPrincipal.account', make: (accountId) => PullPrincipal.account(accountId), good: '012345678901' },
    usualTexts('InvalidAccountId', ACCOUNT_ID, '012345678901'),
    texts('InvalidAccountId', ACCOUNT_ID, {
      'a number, which loses its zeros': 12_345_678_901,
      '11 digits': '12345678901',
      'a hyphen after each group': '0123-4567-8901',
      'an ARN': 'arn:aws:iam::012345678901:root',
      'everyone': '*',
      'digits of full width': '０１２３４５６７８９０１',
      'nothing': undefined,
      'null': null,
    }),
  ),
  ...property(
    'PullPrincipal.organization.organizationId',
    { where: 'PullPrincipal.organization', make: (organizationId) => PullPrincipal.organization(organizationId), good: 'o-a1b2c3d4e5' },
    usualTexts('InvalidOrganizationId', ORGANIZATION_ID, 'o-a1b2c3d4e5'),
    texts('InvalidOrganizationId', ORGANIZATION_ID, {
      'no prefix': 'a1b2c3d4e5',
      'upper case': 'O-A1B2C3D4E5',
      'nine characters': 'o-a1b2c3d4e',
      'an organizational unit': 'ou-a1b2-c3d4e5f6',
      'a root': 'r-a1b2',
      'an account': '012345678901',
      'everyone': '*',
      'nothing': undefined,
      'null': null,
    }),
  ),
];

export const REGISTRY_ROWS: readonly Row[] = [...REPOSITORY, ...PRINCIPALS];
