import { TextRule } from '../../../core/check';

/** An EC2 id: 8 hexadecimal digits, or 17 since 2016. */
function ec2Id(prefix: string, code: TextRule['code'], noun: string): TextRule {
  return {
    code,
    noun,
    pattern: new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`),
    maxLength: prefix.length + 18,
    expected: `${prefix}- and 8 or 17 hexadecimal digits`,
    remedy: `give the id, such as "${prefix}-0123456789abcdef0", or what Terraform makes it of`,
  };
}

export const VPC_ID = ec2Id('vpc', 'InvalidVpcId', 'VPC id');
export const SUBNET_ID = ec2Id('subnet', 'InvalidSubnetId', 'subnet id');
export const SECURITY_GROUP_ID = ec2Id('sg', 'InvalidSecurityGroupId', 'security group id');

const HOST = '[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?';

/** Without user and password: the environment of a project is read by whoever may look at it, and stands in its logs. */
export const PROXY_URL: TextRule = {
  code: 'InvalidProxyUrl',
  noun: 'proxy URL',
  pattern: new RegExp(`^https?://${HOST}(?::[0-9]{1,5})?$`),
  maxLength: 200,
  expected: 'http:// or https://, a host and an optional port, without user, password, path or final slash',
  remedy: 'give it such as "http://proxy.example.com:3128"; let the proxy know its clients by their addresses, not by a password',
};

export const NO_PROXY_HOST: TextRule = {
  code: 'InvalidNoProxyHost',
  noun: 'host without proxy',
  pattern: new RegExp(`^\\.?${HOST}(?::[0-9]{1,5}|/[0-9]{1,2})?$`),
  maxLength: 200,
  expected: 'a host, a domain that begins with a dot, an address, or a block of addresses such as 10.0.0.0/8',
  remedy: 'give each by itself, such as ".amazonaws.com"; not every tool knows "*" or blocks of addresses',
};

/** Source: CodeBuild user guide, "Docker images provided by CodeBuild". */
export const CURATED_IMAGE: TextRule = {
  code: 'InvalidCuratedImage',
  noun: 'curated image',
  pattern: /^aws\/codebuild\/[a-z0-9][a-z0-9._-]*:[A-Za-z0-9][A-Za-z0-9._-]*$/,
  maxLength: 200,
  expected: 'aws/codebuild/, a name, a colon and a version',
  remedy: 'give one of the images that CodeBuild provides, such as "aws/codebuild/amazonlinux-x86_64-standard:5.0"; for others use CodeBuildImage.fromRepository',
};
