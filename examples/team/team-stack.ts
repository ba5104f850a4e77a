import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';

import { Construct } from 'constructs';

import { GoldenImageReference } from 'cdktf-golden-image';

/** A team that runs a golden image, and builds its own on it. */
export class TeamStack extends TerraformStack {
  public constructor(scope: Construct, id: string, region: string) {
    super(scope, id);
    new AwsProvider(this, 'Aws', { region });
    const base = GoldenImageReference.fromChannel(this, 'Base', { name: 'debian', channel: 'stable' });

    const task = new EcsTaskDefinition(this, 'Task', {
      family: 'report',
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: JSON.stringify([
        {
          name: 'report',
          image: base.imageUri,
          command: ['cat', '/etc/os-release'],
          essential: true,
          readonlyRootFilesystem: true,
        },
      ]),
    });
    new TerraformOutput(this, 'TaskDefinition', { value: task.arn, staticId: true });
    // docker build --build-arg BASE_IMAGE="$(terraform output -raw BaseImage)" app
    new TerraformOutput(this, 'BaseImage', { value: base.imageUri, staticId: true });
  }
}
