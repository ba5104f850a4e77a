import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { ImagebuilderInfrastructureConfiguration } from '@cdktf/provider-aws/lib/imagebuilder-infrastructure-configuration';
import { Construct } from 'constructs';

import { AllowStatement, policyDocument } from '../codebuild/iam';
import { ImageBuilderFactory, LOG_PREFIX } from './image-builder-factory';
import { InstanceSettings } from './instance-settings';

/** The subnet that instances are started in; Terraform refuses one that gives them a public address. */
export function instanceSubnet(scope: Construct, { subnetId, publicAddress }: InstanceSettings): string {
  if (publicAddress) return subnetId;
  const subnet = new DataAwsSubnet(scope, 'Subnet', { id: subnetId });
  subnet.addOverride('lifecycle.postcondition', [
    {
      condition: '${!self.map_public_ip_on_launch}',
      error_message: 'Instances that build images would get a public address in this subnet. Choose a private one, or set publicAddress.',
    },
  ]);
  return subnet.id;
}

interface InfrastructureProps {
  readonly factory: ImageBuilderFactory;
  readonly name: string;
  readonly imageName: string;
  readonly settings: InstanceSettings;
  readonly subnetId: string;
  readonly rights: readonly AllowStatement[];
}

/** What the instances of one image are, and may. Each image has a role of its own: a build runs what it downloads. */
export function infrastructure(scope: Construct, { factory, name, imageName, settings, subnetId, rights }: InfrastructureProps): string {
  const { aws, bucket } = factory;
  // IAM is global: the region keeps the same factory in two regions apart.
  const role = new IamRole(scope, 'Role', {
    name: `${name}-instance-${aws.region}`,
    assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] }),
  });
  const policy = new IamRolePolicy(scope, 'Policy', { name: 'rights', role: role.name, policy: policyDocument(rights) });
  const profile = new IamInstanceProfile(scope, 'Profile', { name: role.name, role: role.name });
  return new ImagebuilderInfrastructureConfiguration(scope, 'Resource', {
    name,
    description: `Where golden image ${imageName} is built`,
    dependsOn: [policy],
    instanceProfileName: profile.name,
    instanceTypes: [...settings.instanceTypes],
    subnetId,
    securityGroupIds: [...settings.securityGroupIds],
    terminateInstanceOnFailure: true,
    instanceMetadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: settings.metadataHopLimit },
    logging: { s3Logs: { s3BucketName: bucket.bucketName, s3KeyPrefix: `${LOG_PREFIX}${imageName}` } },
  }).arn;
}
