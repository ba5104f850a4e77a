import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

/** What is said of the place; the rest is that of the AWS provider. */
export interface AwsPlace {
  readonly account?: string | undefined;
  readonly provider?: TerraformProvider | undefined;
}

/** The account and region of an AWS provider: of the stack's, if no other is given. ARNs are written from it, so that a role can name what does not exist yet. */
export class AwsEnvironment extends Construct {
  public readonly account: string;
  public readonly region: string;
  public readonly partition: string;
  /** What host names of services end in, such as `amazonaws.com`. */
  public readonly dnsSuffix: string;
  /** Host of the private ECR registry. */
  public readonly registryHost: string;

  public constructor(scope: Construct, id: string, { account, provider }: AwsPlace = {}) {
    super(scope, id);
    const by = provider === undefined ? {} : { provider };
    this.account = account ?? new DataAwsCallerIdentity(this, 'Account', by).accountId;
    this.region = new DataAwsRegion(this, 'Region', by).name;
    const { partition, dnsSuffix } = new DataAwsPartition(this, 'Partition', by);
    this.partition = partition;
    this.dnsSuffix = dnsSuffix;
    this.registryHost = this.registryHostIn(this.region);
  }

  /** Host of the account's private ECR registry in a region. */
  public registryHostIn(region: string): string {
    return `${this.account}.dkr.ecr.${region}.${this.dnsSuffix}`;
  }

  /** ARN of something of this account; `resource` is what stands behind the account. */
  public arn(service: string, resource: string, region: string = this.region): string {
    return `arn:${this.partition}:${service}:${region}:${this.account}:${resource}`;
  }
}
