import { Construct } from 'constructs';

import { AwsEnvironment } from '../../registry/aws-environment';
import { serviceRole, ServiceTrust } from './iam';
import { Job, projectName } from './job-name';

interface StartRole extends Omit<ServiceTrust, 'sourceAccount'> {
  /** Part of its name: what assumes it. */
  readonly kind: 'start' | 'trigger';
  readonly job: 'build' | 'admit' | 'release' | 'app';
}

/**
 * The role with which one AWS service starts one kind of a factory's projects. Its caller chooses what StartBuild
 * overrides, so nobody but that service may assume it, and only for resources of the factory.
 */
export function startRole(scope: Construct, namespace: string, aws: AwsEnvironment, { kind, job: started, ...trust }: StartRole): string {
  const jobs: Job[] = started === 'build' ? ['build', 'build-arm64'] : [started];
  // "_" keeps the name apart from those of an image that is called "start".
  return serviceRole(scope, `${namespace}_${kind}-${started}-${aws.region}`, { ...trust, sourceAccount: aws.account }, [
    {
      sid: 'StartBuild',
      actions: ['codebuild:StartBuild'],
      resources: jobs.map((job) => aws.arn('codebuild', `project/${projectName(namespace, '*', job)}`)),
    },
  ]).arn;
}
