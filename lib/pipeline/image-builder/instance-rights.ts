import { BuildPlan } from '../../build/build-plan';
import { PULL_ACTIONS } from '../../registry/access/pull-actions';
import { PUSH_ACTIONS } from '../../registry/access/push-actions';
import { GoldenImageRepository } from '../../registry/golden-image-repository';
import { pullStatements } from '../codebuild/bases';
import { Factory } from '../codebuild/factory';
import { AllowStatement } from '../codebuild/iam';
import { LOG_PREFIX, logGroupName } from './image-builder-factory';

/**
 * What the agent of Systems Manager needs. Those of the managed policy AmazonSSMManagedInstanceCore without
 * ssm:GetParameter, which would open every parameter of the account to what a build runs.
 */
const AGENT_ACTIONS = [
  'ec2messages:AcknowledgeMessage',
  'ec2messages:DeleteMessage',
  'ec2messages:FailMessage',
  'ec2messages:GetEndpoint',
  'ec2messages:GetMessages',
  'ec2messages:SendReply',
  'ssm:DescribeAssociation',
  'ssm:DescribeDocument',
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetDocument',
  'ssm:GetManifest',
  'ssm:ListAssociations',
  'ssm:ListInstanceAssociations',
  'ssm:PutComplianceItems',
  'ssm:PutConfigurePackageResult',
  'ssm:PutInventory',
  'ssm:UpdateAssociationStatus',
  'ssm:UpdateInstanceAssociationStatus',
  'ssm:UpdateInstanceInformation',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

/**
 * The rights of the instances that build one image: those of the managed policies that Image Builder's user guide asks for
 * ("Prerequisites"), each on the image's own resources.
 */
export function instanceRights({ aws, bucket, encryptionKey }: Factory, name: string, plan: BuildPlan, candidates: GoldenImageRepository, components: readonly string[]): AllowStatement[] {
  return [
    { sid: 'Agent', actions: AGENT_ACTIONS, resources: ['*'] },
    {
      sid: 'Recipe',
      actions: ['imagebuilder:GetComponent', 'imagebuilder:GetContainerRecipe'],
      resources: [...['build', 'test'].map((kind) => aws.arn('imagebuilder', `component/${name}-${kind}/*`)), aws.arn('imagebuilder', `container-recipe/${name}/*`), ...components.map((arn) => `${arn.slice(0, arn.lastIndexOf('/'))}/*`)],
    },
    {
      sid: 'DecryptRecipe',
      actions: ['kms:Decrypt'],
      resources: [encryptionKey.keyArn],
      condition: { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'aws:imagebuilder:arn', 'aws:CalledVia': 'imagebuilder.amazonaws.com' } },
    },
    { sid: 'ServiceFiles', actions: ['s3:GetObject'], resources: [`arn:${aws.partition}:s3:::ec2imagebuilder*/*`] },
    { sid: 'RegistryLogin', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
    { sid: 'PushCandidates', actions: [...new Set([...PUSH_ACTIONS, ...PULL_ACTIONS])], resources: [candidates.repositoryArn] },
    ...pullStatements(plan, aws),
    { sid: 'Logs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [aws.arn('logs', `log-group:${logGroupName(name)}:log-stream:*`)] },
    { sid: 'PutLogs', actions: ['s3:PutObject'], resources: [`${bucket.bucketArn}/${LOG_PREFIX}${plan.imageName}/*`] },
    {
      sid: 'EncryptLogs',
      actions: ['kms:GenerateDataKey'],
      resources: [encryptionKey.keyArn],
      condition: { StringEquals: { 'kms:ViaService': `s3.${aws.region}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': bucket.bucketArn } },
    },
  ];
}
