/**
 * In which network builds and releases run. Its subnets need a way to S3, ECR, SSM, KMS, CloudWatch Logs and EventBridge,
 * and a build's to the base's registry, the distribution's mirrors and the tools: a NAT gateway (CodeBuild gives its
 * interfaces no public address), or endpoints and mirrors.
 */
export interface CodeBuildVpcOptions {
  /** Id of the VPC, such as `vpc-0123456789abcdef0`, or what Terraform makes it of; anything else is the error `InvalidVpcId`. */
  readonly vpcId: string;
  /**
   * 1 to 16 subnets of it, each an id such as `subnet-0123456789abcdef0`, or what Terraform makes it of; a wrong one is the
   * error `InvalidSubnetId`, one twice `DuplicateSubnet`, none or too many `InvalidSubnets`.
   */
  readonly subnetIds: string[];
  /**
   * 1 to 5 security groups of it, each an id such as `sg-0123456789abcdef0`, or what Terraform makes it of; a wrong one is the
   * error `InvalidSecurityGroupId`, one twice `DuplicateSecurityGroup`, none or too many `InvalidSecurityGroups`. They need
   * no rule that lets anything in.
   */
  readonly securityGroupIds: string[];
}
