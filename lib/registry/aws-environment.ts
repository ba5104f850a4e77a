import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { Construct } from 'constructs';

/** Where a factory stands. ARNs are written from it, so that a role can name what does not exist yet. */
export class AwsEnvironment extends Construct {
  public readonly account: string;
  public readonly region: string;
  public readonly partition: string;
  /** What host names of services end in, such as `amazonaws.com`. */
  public readonly dnsSuffix: string;
  /** Host of the private ECR registry. */
  public readonly registryHost: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.account = new DataAwsCallerIdentity(this, 'Account').accountId;
    this.region = new DataAwsRegion(this, 'Region').name;
    const { partition, dnsSuffix } = new DataAwsPartition(this, 'Partition');
    this.partition = partition;
    this.dnsSuffix = dnsSuffix;
    this.registryHost = `${this.account}.dkr.ecr.${this.region}.${dnsSuffix}`;
  }

  /** ARN of something of this account and region; `resource` is what stands behind the account. */
  public arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.account}:${resource}`;
  }
}
