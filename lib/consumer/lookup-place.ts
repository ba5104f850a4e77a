import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

/** What is said of the place; the rest is that of the AWS provider. */
export interface LookupPlaceOptions {
  readonly account?: string;
  readonly region?: string;
  readonly provider?: TerraformProvider;
}

/** The account and regions that an image is looked up in and pulled from. */
export class LookupPlace {
  public readonly account: string;
  public readonly provider?: TerraformProvider;
  /** Host of the private ECR registry that the image is pulled from. */
  public readonly registryHost: string;
  private readonly region: string;
  private readonly providerRegion: string;
  private readonly partition: string;

  public constructor(scope: Construct, { account, region, provider }: LookupPlaceOptions) {
    const by = provider === undefined ? {} : { provider };
    this.account = account ?? new DataAwsCallerIdentity(scope, 'Account', by).accountId;
    this.providerRegion = new DataAwsRegion(scope, 'Region', by).name;
    this.region = region ?? this.providerRegion;
    const { partition, dnsSuffix } = new DataAwsPartition(scope, 'Partition', by);
    this.partition = partition;
    this.registryHost = `${this.account}.dkr.ecr.${this.region}.${dnsSuffix}`;
    if (provider !== undefined) this.provider = provider;
  }

  /** ARN of something where the image is pulled from. */
  public arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.account}:${resource}`;
  }

  /** ARN of something where the image is looked up. */
  public lookupArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.providerRegion}:${this.account}:${resource}`;
  }
}
