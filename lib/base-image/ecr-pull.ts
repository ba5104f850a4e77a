import { isUnresolved } from '../core/token';
import { UpstreamBase } from './base-source';

/** A repository of a private ECR registry that a build pulls from. */
export interface EcrPull {
  /** Registry host and repository name; it may be known only when Terraform runs. */
  readonly repositoryUri: string;
  /** Account of the registry; undefined where it is the factory's own, because the host is not known yet. */
  readonly account?: string;
  /** Region of the registry; undefined where it is the factory's own. */
  readonly region?: string;
  /** Whether it is a pull-through cache, which fetches what it does not have. */
  readonly throughCache: boolean;
}

/** Source: Amazon ECR user guide, "Private registry authentication"; the dual-stack and FIPS names are of AWS's list of endpoints. */
const ECR_HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com|amazonaws\.com\.cn|on\.aws|on\.amazonwebservices\.com\.cn)\//;

/** The private ECR repository that an image comes out of; undefined where it comes out of another registry. */
export function ecrPull({ pulledFrom, pulledThroughCache }: Pick<UpstreamBase, 'pulledFrom' | 'pulledThroughCache'>): EcrPull | undefined {
  if (isUnresolved(pulledFrom)) return { repositoryUri: pulledFrom, throughCache: pulledThroughCache };
  const host = ECR_HOST.exec(pulledFrom);
  if (host === null) return undefined;
  return { repositoryUri: pulledFrom, account: host[1]!, region: host[2]!, throughCache: pulledThroughCache };
}
