import { PullPrincipal } from './pull-principal';

/** Source: Amazon ECR user guide, "Repository policies": what `docker pull` needs. */
export const PULL_ACTIONS = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/**
 * The repository policy that lets principals pull and do nothing else. Sorted and without repetition: ECR returns
 * principals in an order of its own, and the order of a declaration is no change.
 */
export function pullPolicy(principals: readonly PullPrincipal[], partition: string): string {
  const ids = (kind: PullPrincipal['_kind']): string[] =>
    [...new Set(principals.filter((principal) => principal._kind === kind).map((principal) => principal.principalId))].sort();
  const organizations = ids('organization');
  const accounts = ids('account');
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      ...(accounts.length > 0
        ? [
            {
              Sid: 'PullFromAccounts',
              Effect: 'Allow',
              Principal: { AWS: accounts.map((account) => `arn:${partition}:iam::${account}:root`) },
              Action: PULL_ACTIONS,
            },
          ]
        : []),
      ...(organizations.length > 0
        ? [
            {
              Sid: 'PullFromOrganizations',
              Effect: 'Allow',
              Principal: '*',
              Action: PULL_ACTIONS,
              Condition: { StringEquals: { 'aws:PrincipalOrgID': organizations } },
            },
          ]
        : []),
    ],
  });
}
