import { ACCOUNT_ID, ECR_REPOSITORY_ARN, IAM_ROLE_ARN, ORGANIZATION_ID, ORGANIZATIONAL_UNIT_ID, REPOSITORY_NAME } from '../../../lib/core/grammar';
import { RepositoryPrincipal } from '../../../lib/registry/access/repository-principal';
import { GoldenImageRepository } from '../../../lib/registry/golden-image-repository';
import { ENCRYPTION, newStack } from '../good';
import { missing, notInstance, notNull, notStruct } from '../kinds';
import { property, Row } from '../row';
import { texts, usualTexts } from '../texts';

const ACCOUNT = '012345678901';
const ORGANIZATION = 'o-a1b2c3d4e5';
const UNIT = 'ou-ab12-11111111';
const ROLE = 'arn:aws:iam::111122223333:role/deploy';
const ARN = 'arn:aws:ecr:eu-west-1:111122223333:repository/golden/debian';
const ATTRIBUTES = { repositoryName: 'golden/debian', repositoryArn: ARN, repositoryUri: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/golden/debian' };

function account(method: 'account' | 'lambda', mistakes: { readonly [what: string]: unknown }): readonly Row[] {
  const where = `RepositoryPrincipal.${method}`;
  return property(
    `${where}.accountId`,
    { where, make: (accountId) => RepositoryPrincipal[method](accountId), good: ACCOUNT },
    texts('InvalidAccountId', ACCOUNT_ID, mistakes),
  );
}

const PRINCIPALS: readonly Row[] = [
  ...account('account', {
    'a number, which loses its zeros': 12_345_678_901,
    '11 digits': '12345678901',
    'a hyphen after each group': '0123-4567-8901',
    'an ARN': 'arn:aws:iam::012345678901:root',
    'everyone': '*',
    'digits of full width': '０１２３４５６７８９０１',
    'a line break behind it': `${ACCOUNT}\n`,
    'nothing': undefined,
    'null': null,
  }),
  ...account('lambda', { 'the ARN of a function': 'arn:aws:lambda:eu-west-1:012345678901:function:a', 'everyone': '*', 'a number': 12_345_678_901, 'nothing': undefined }),
  ...property(
    'RepositoryPrincipal.organization.organizationId',
    { where: 'RepositoryPrincipal.organization', make: (id) => RepositoryPrincipal.organization(id), good: ORGANIZATION },
    usualTexts('InvalidOrganizationId', ORGANIZATION_ID, ORGANIZATION),
    texts('InvalidOrganizationId', ORGANIZATION_ID, {
      'no prefix': 'a1b2c3d4e5',
      'upper case': 'O-A1B2C3D4E5',
      'nine characters': 'o-a1b2c3d4e',
      'an organizational unit': UNIT,
      'a root': 'r-a1b2',
      'an account': ACCOUNT,
      'everyone': '*',
      'nothing': undefined,
      'null': null,
    }),
  ),
  ...property(
    'RepositoryPrincipal.organizationalUnit.organizationId',
    { where: 'RepositoryPrincipal.organizationalUnit', make: (id) => RepositoryPrincipal.organizationalUnit(id, UNIT), good: ORGANIZATION },
    texts('InvalidOrganizationId', ORGANIZATION_ID, { 'any organization': '*', 'the unit': UNIT, 'nothing': undefined }),
  ),
  ...property(
    'RepositoryPrincipal.organizationalUnit.organizationalUnitId',
    { where: 'RepositoryPrincipal.organizationalUnit', make: (id) => RepositoryPrincipal.organizationalUnit(ORGANIZATION, id), good: UNIT },
    usualTexts('InvalidOrganizationalUnitId', ORGANIZATIONAL_UNIT_ID, UNIT),
    texts('InvalidOrganizationalUnitId', ORGANIZATIONAL_UNIT_ID, { 'a path': `${ORGANIZATION}/r-ab12/${UNIT}/`, 'a pattern': 'ou-ab12-*', 'a root': 'r-ab12', 'nothing': undefined }),
  ),
  ...property(
    'RepositoryPrincipal.role.roleArn',
    { where: 'RepositoryPrincipal.role', make: (arn) => RepositoryPrincipal.role(arn), good: ROLE },
    // What Terraform alone knows is taken.
    usualTexts('InvalidRoleArn', IAM_ROLE_ARN, ROLE).slice(0, -1),
    texts('InvalidRoleArn', IAM_ROLE_ARN, {
      'its name': 'deploy',
      'a user': 'arn:aws:iam::111122223333:user/deploy',
      'all roles': 'arn:aws:iam::111122223333:role/*',
      'all roles of a path': 'arn:aws:iam::111122223333:role/?/deploy',
      'a session': 'arn:aws:sts::111122223333:assumed-role/deploy/me',
      'everyone': '*',
      'nothing': undefined,
    }),
  ),
];

const repository = (): GoldenImageRepository => new GoldenImageRepository(newStack(), 'Repository', { repositoryName: 'golden/debian', encryption: ENCRYPTION });
const where = 'stack/Repository';
const role = RepositoryPrincipal.role(ROLE);
const attributes = 'GoldenImageRepository.fromRepositoryAttributes';

const GRANTS: readonly Row[] = [
  ...property(
    'GoldenImageRepository.grantPull.principal',
    { where, make: (principal) => repository().grantPull(principal), good: role },
    notInstance('principal', 'RepositoryPrincipal').filter(({ bad }) => bad !== null),
    { ...missing('principal'), what: 'nobody' },
  ),
  ...property(
    'GoldenImageRepository.grantPush.principal',
    { where, make: (principal) => repository().grantPush(principal), good: role },
    notInstance('principal', 'RepositoryPrincipal').filter(({ bad }) => bad !== null),
    { ...missing('principal'), what: 'nobody' },
    {
      what: 'the Lambda service',
      bad: RepositoryPrincipal.lambda(ACCOUNT),
      given: ACCOUNT,
      code: 'InvalidPushPrincipal',
      expected: 'a role, an account, an organizational unit or an organization',
      remedy: 'grant to the role that pushes',
    },
  ),
];

const IMPORTED: readonly Row[] = [
  ...property(
    'GoldenImageRepository.fromRepositoryName.repositoryName',
    { where: 'GoldenImageRepository.fromRepositoryName', make: (name) => GoldenImageRepository.fromRepositoryName(newStack(), 'Imported', name), good: 'golden/debian' },
    texts('InvalidRepositoryName', REPOSITORY_NAME, { 'its ARN': ARN, 'its address': ATTRIBUTES.repositoryUri, 'upper case': 'Golden', 'nothing': undefined }),
  ),
  ...property(
    'GoldenImageRepository.fromRepositoryArn.repositoryArn',
    { where: 'GoldenImageRepository.fromRepositoryArn', make: (arn) => GoldenImageRepository.fromRepositoryArn(newStack(), 'Imported', arn), good: ARN },
    usualTexts('InvalidRepositoryArn', ECR_REPOSITORY_ARN, ARN),
    texts('InvalidRepositoryArn', ECR_REPOSITORY_ARN, {
      'its name': 'golden/debian',
      'a public repository': 'arn:aws:ecr-public::111122223333:repository/golden/debian',
      'all repositories': 'arn:aws:ecr:eu-west-1:111122223333:repository/*',
      'no region': 'arn:aws:ecr::111122223333:repository/golden/debian',
      'nothing': undefined,
    }),
  ),
  ...property(
    `${attributes}.attributes`,
    { where: attributes, make: (given) => GoldenImageRepository.fromRepositoryAttributes(newStack(), 'Imported', given), good: ATTRIBUTES },
    notStruct('attributes'),
    missing('repositoryName'),
  ),
  ...(['repositoryName', 'repositoryArn', 'repositoryUri'] as const).flatMap((name) =>
    property(
      `RepositoryAttributes.${name}`,
      { where: attributes, make: (value) => GoldenImageRepository.fromRepositoryAttributes(newStack(), 'Imported', { ...ATTRIBUTES, [name]: value }), good: ATTRIBUTES[name] },
      missing(name),
      notNull(name),
    ),
  ),
];

export const ACCESS_ROWS: readonly Row[] = [...PRINCIPALS, ...GRANTS, ...IMPORTED];
