import { GoldenImageError } from '../../core/error';
import { AwsEnvironment } from '../aws-environment';

/** Source: Amazon ECR API, RegistryPolicyText. */
const MAX_LENGTH = 10_240;
/** The longest names of a partition and of a region, for which tokens stand. */
const LONGEST = { partition: 'aws-us-gov', region: 'ap-northeast-1', account: '1'.repeat(12) };

/** The policy of a registry that lets other accounts replicate golden images to it, and nothing else. */
export function registryPolicy(accounts: readonly string[], namespaces: readonly string[], aws: AwsEnvironment, where: string): string {
  const { length } = render(accounts, namespaces, LONGEST);
  if (length > MAX_LENGTH) {
    throw new GoldenImageError('RegistryPolicyTooLong', {
      where,
      problem: `the registry policy has ${length} characters`,
      given: accounts.length,
      expected: `at most ${MAX_LENGTH} characters`,
      remedy: 'replicate from fewer accounts',
    });
  }
  return render(accounts, namespaces, aws);
}

/** Source: Amazon ECR user guide, "Private registry policy examples". ECR returns principals in an order of its own: they are sorted. */
function render(accounts: readonly string[], namespaces: readonly string[], { partition, region, account }: typeof LONGEST): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'ReplicationFromAccounts',
        Effect: 'Allow',
        Principal: { AWS: [...accounts].sort().map((id) => `arn:${partition}:iam::${id}:root`) },
        Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
        Resource: [...namespaces].sort().map((namespace) => `arn:${partition}:ecr:${region}:${account}:repository/${namespace}/*`),
      },
    ],
  });
}
