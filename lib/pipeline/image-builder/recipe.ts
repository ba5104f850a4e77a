import { ImagebuilderComponent } from '@cdktf/provider-aws/lib/imagebuilder-component';
import { ImagebuilderContainerRecipe } from '@cdktf/provider-aws/lib/imagebuilder-container-recipe';
import { Construct } from 'constructs';

import { BuildPlan } from '../../build/build-plan';
import { GoldenImageRepository } from '../../registry/golden-image-repository';
import { DockerfileTemplate } from './dockerfile-template';
import { ImageBuilderFactory } from './image-builder-factory';
import { literal } from './literal';
import { semanticVersion } from './semantic-version';

/** A component or a recipe can only be replaced: the new one is there before the old one goes. */
const REPLACED = { createBeforeDestroy: true };

interface RecipeProps {
  readonly factory: ImageBuilderFactory;
  readonly name: string;
  readonly plan: BuildPlan;
  readonly template: DockerfileTemplate;
  readonly candidates: GoldenImageRepository;
  readonly buildDocument: string;
  readonly testDocument?: string;
  /** ARNs of components of others. */
  readonly components: readonly string[];
  readonly volumeGigabytes: number;
}

/** The components and the container recipe of one image; returns the recipe's ARN. */
export function recipe(scope: Construct, props: RecipeProps): string {
  const { factory, name, plan, template, candidates, components, volumeGigabytes, buildDocument, testDocument } = props;
  const { keyArn } = factory.encryptionKey;
  const component = (id: string, kind: string, text: string): string =>
    new ImagebuilderComponent(scope, id, {
      name: `${name}-${kind}`,
      version: semanticVersion(text),
      platform: 'Linux',
      kmsKeyId: keyArn,
      data: literal(text),
      lifecycle: REPLACED,
    }).arn;
  const arns = [component('BuildComponent', 'build', buildDocument), ...components, ...(testDocument === undefined ? [] : [component('TestComponent', 'test', testDocument)])];
  return new ImagebuilderContainerRecipe(scope, 'Recipe', {
    name,
    description: `Golden image ${plan.imageName} ${plan.imageVersion}`,
    version: semanticVersion(JSON.stringify([template, buildDocument, testDocument, components, volumeGigabytes]), plan.imageVersion),
    containerType: 'DOCKER',
    parentImage: template.parentImage,
    platformOverride: 'Linux',
    kmsKeyId: keyArn,
    dockerfileTemplateData: literal(template.data),
    component: arns.map((componentArn) => ({ componentArn })),
    targetRepository: { service: 'ECR', repositoryName: candidates.repositoryName },
    instanceConfiguration: {
      // The root volume of the Amazon ECS-optimized images, which Image Builder builds containers on.
      blockDeviceMapping: [
        { deviceName: '/dev/xvda', ebs: { encrypted: 'true', kmsKeyId: keyArn, deleteOnTermination: 'true', volumeType: 'gp3', volumeSize: volumeGigabytes } },
      ],
    },
    lifecycle: REPLACED,
  }).arn;
}
