/**
 * The private registry of an account answers to several names: with FIPS endpoints, and over IPv6. Source: Amazon ECR
 * endpoints and quotas; the suffixes are those of the partitions.
 */
const ECR = /^(\d{12})\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|csp\.hci\.ic\.gov|cloud\.adc-e\.uk)$/;
const ECR_DUAL_STACK = /^(\d{12})\.dkr-ecr(?:-fips)?\.([a-z0-9-]+)\.on\.(aws|amazonwebservices\.com\.cn)$/;

/** One name for all names of a registry: account and region of a private ECR registry, the host of any other. */
export function registryOf(host: string): string {
  const match = ECR.exec(host) ?? ECR_DUAL_STACK.exec(host);
  return match === null ? host : `ecr:${match[1]}:${match[2]}`;
}

/** Whether a registry, by its one name, may be the one of an account and a region; what is not given may be any. */
export function mayBeIn(registry: string, account?: string, region?: string): boolean {
  const [, itsAccount, itsRegion] = /^ecr:(\d{12}):(.+)$/.exec(registry) ?? [];
  return itsAccount !== undefined && (account ?? itsAccount) === itsAccount && (region ?? itsRegion) === itsRegion;
}
