import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

import { BuildPlan } from '../build/build-plan';

/** What is declared, as a hash in an SSM parameter: Terraform writes it, and its change starts a build. */
export class Declaration extends Construct {
  /** Name of the SSM parameter. */
  public readonly parameterName: string;
  private readonly parameter: SsmParameter;

  public constructor(scope: Construct, id: string, namespace: string, { imageName, declarationHash }: Pick<BuildPlan, 'imageName' | 'declarationHash'>) {
    super(scope, id);
    this.parameterName = `/${namespace}/${imageName}/declaration`;
    this.parameter = new SsmParameter(this, 'Resource', {
      name: this.parameterName,
      description: `Hash of the declaration of image ${imageName}`,
      type: 'String',
      insecureValue: declarationHash,
      allowedPattern: '^[a-f0-9]{64}$',
    });
  }

  /** Is written after all resources of these, so that the build that it starts finds them as they are declared. */
  public writeAfter(constructs: readonly Construct[]): void {
    const resources = constructs.flatMap((construct) => construct.node.findAll()).filter(TerraformResource.isTerraformResource);
    this.parameter.dependsOn = [...(this.parameter.dependsOn ?? []), ...resources.map(({ terraformResourceType, friendlyUniqueId }) => `${terraformResourceType}.${friendlyUniqueId}`)];
  }
}
