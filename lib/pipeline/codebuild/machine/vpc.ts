import { checkPresent } from '../../../core/check';
import { BY_RULE, checkShape, LIST, Shape } from '../../../core/shape';
import { AwsEnvironment } from '../../../registry/aws-environment';
import { AllowStatement } from '../iam';
import { checkId, checkIds, IdListRule } from './id-list';
import { SECURITY_GROUP_ID, SUBNET_ID, VPC_ID } from './machine-grammar';
import { CodeBuildVpcOptions } from './vpc-options';

const SHAPE: Shape<CodeBuildVpcOptions> = { vpcId: BY_RULE, subnetIds: LIST, securityGroupIds: LIST };

/** Source: CodeBuild API, VpcConfig: at most 16 subnets and 5 security groups. */
const SUBNETS: IdListRule = { id: SUBNET_ID, property: 'subnetIds', most: 16, code: 'InvalidSubnets', duplicate: 'DuplicateSubnet' };
export const SECURITY_GROUPS: IdListRule = {
  id: SECURITY_GROUP_ID,
  property: 'securityGroupIds',
  most: 5,
  code: 'InvalidSecurityGroups',
  duplicate: 'DuplicateSecurityGroup',
};

/** The same, checked. */
export interface Vpc {
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
}

export function resolveVpc(given: CodeBuildVpcOptions, factory: string): Vpc {
  const where = `${factory} vpc`;
  const { vpcId, subnetIds, securityGroupIds } = checkShape(SHAPE, given, 'vpc', where);
  return {
    vpcId: checkId(VPC_ID, checkPresent(vpcId, 'vpcId', where), where),
    subnetIds: checkIds(SUBNETS, checkPresent(subnetIds, 'subnetIds', where), where),
    securityGroupIds: checkIds(SECURITY_GROUPS, checkPresent(securityGroupIds, 'securityGroupIds', where), where),
  };
}

/**
 * What CodeBuild needs to put a build into a network, with the role of the project. The actions are those of the CodeBuild
 * user guide ("Allow CodeBuild access to AWS services required to create a VPC network interface"); it gives the first
 * two on all resources, where here they are held to the subnets and security groups. Describing knows no resources.
 */
export function vpcStatements({ subnetIds, securityGroupIds }: Vpc, aws: AwsEnvironment): AllowStatement[] {
  const subnets = subnetIds.map((id) => aws.arn('ec2', `subnet/${id}`));
  const interfaces = aws.arn('ec2', 'network-interface/*');
  return [
    {
      sid: 'CreateInterfaces',
      actions: ['ec2:CreateNetworkInterface'],
      resources: [interfaces, ...subnets, ...securityGroupIds.map((id) => aws.arn('ec2', `security-group/${id}`))],
    },
    { sid: 'DeleteInterfaces', actions: ['ec2:DeleteNetworkInterface'], resources: [interfaces], condition: { ArnEquals: { 'ec2:Subnet': subnets } } },
    {
      sid: 'LendInterfaces',
      actions: ['ec2:CreateNetworkInterfacePermission'],
      resources: [interfaces],
      condition: { StringEquals: { 'ec2:AuthorizedService': 'codebuild.amazonaws.com' }, ArnEquals: { 'ec2:Subnet': subnets } },
    },
    {
      sid: 'DescribeNetwork',
      actions: ['ec2:DescribeDhcpOptions', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'],
      resources: ['*'],
    },
  ];
}
