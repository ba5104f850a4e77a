import { GoldenImageError } from '../../core/error';
import { PULL_ACTIONS } from './pull-actions';
import { PUSH_ACTIONS } from './push-actions';
import { PrincipalKind, RepositoryPrincipal } from './repository-principal';

/** What a principal may do. */
export interface RepositoryGrant {
  readonly access: 'pull' | 'push';
  readonly principal: RepositoryPrincipal;
}

/** Source: Amazon ECR API, SetRepositoryPolicy, policyText. */
const MAX_LENGTH = 10_240;
/** The longest name of a partition, for which a token stands. */
const LONGEST_PARTITION = 'aws-us-gov';

const LAMBDA_ACTIONS = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** How a kind of principal is written; `ids` are sorted and each there once. */
const STATEMENT: { readonly [kind in PrincipalKind]: (ids: readonly string[], partition: string) => object } = {
  account: (ids, partition) => ({ Principal: { AWS: ids.map((id) => `arn:${partition}:iam::${id}:root`) } }),
  role: (ids) => ({ Principal: { AWS: ids } }),
  organization: (ids) => ({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': ids } } }),
  'organizational-unit': (ids) => ({ Principal: '*', Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ids } } }),
  lambda: (ids, partition) => ({
    Principal: { Service: 'lambda.amazonaws.com' },
    // The account is part of the ARN; the guide names no other key that Lambda sends.
    Condition: { ArnLike: { 'aws:SourceArn': ids.map((id) => `arn:${partition}:lambda:*:${id}:function:*`) } },
  }),
};

/** In the order of the statements. */
const NAME: { readonly [kind in PrincipalKind]: string } = {
  account: 'Accounts',
  lambda: 'LambdaFunctions',
  organization: 'Organizations',
  'organizational-unit': 'OrganizationalUnits',
  role: 'Roles',
};

/**
 * The policy of a repository: one statement for each kind of principal and access, sorted and without repetition. ECR
 * returns principals in an order of its own, and the order of a declaration is no change.
 *
 * @param asTerraform what an id reads to Terraform: two tokens may be of one role
 */
export function repositoryPolicy(grants: readonly RepositoryGrant[], partition: string, asTerraform = (id: string): string => id): string {
  const statements = (['pull', 'push'] as const).flatMap((access) =>
    (Object.keys(NAME) as PrincipalKind[]).flatMap((kind) => {
      const granted = grants.filter((grant) => grant.access === access && grant.principal._kind === kind);
      const ids = new Map(granted.map(({ principal }) => [asTerraform(principal.principalId), principal.principalId]));
      if (ids.size === 0) return [];
      return [{ Sid: `${access === 'pull' ? 'PullFrom' : 'PushFrom'}${NAME[kind]}`, Effect: 'Allow', Action: actions(access, kind), ...STATEMENT[kind]([...ids.keys()].sort().map((id) => ids.get(id)!), partition) }];
    }),
  );
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function actions(access: RepositoryGrant['access'], kind: PrincipalKind): readonly string[] {
  if (kind === 'lambda') return LAMBDA_ACTIONS;
  return access === 'pull' ? PULL_ACTIONS : [...new Set([...PULL_ACTIONS, ...PUSH_ACTIONS])].sort();
}

/** Refuses grants that ECR would refuse to write down. */
export function refuseTooLong(grants: readonly RepositoryGrant[], where: string): void {
  const { length } = repositoryPolicy(grants, LONGEST_PARTITION);
  if (length <= MAX_LENGTH) return;
  throw new GoldenImageError('RepositoryPolicyTooLong', {
    where,
    problem: `the repository policy has ${length} characters`,
    given: grants.at(-1)!.principal.principalId,
    expected: `at most ${MAX_LENGTH} characters`,
    remedy: 'grant to an organization or to organizational units instead of single accounts and roles',
  });
}
